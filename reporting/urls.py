"""Addresses of the figures."""

from django.urls import include, path

from reporting.views import measures

app_name = "reporting"

urlpatterns = [
    path("returns/", include("reporting.returns.urls")),
    path("", measures.index, name="measures"),
]
