"""Addresses of the figures."""

from django.urls import path

from reporting.views import measures

app_name = "reporting"

urlpatterns = [
    path("", measures.index, name="measures"),
]
