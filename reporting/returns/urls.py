"""Addresses of the statutory returns, within those of the figures."""

from django.urls import path

from reporting.views import returns

urlpatterns = [
    path("", returns.index, name="returns"),
    path("cp-is/", returns.cp_is, name="cp_is"),
    path("<int:pk>/", returns.show, name="return"),
    path("<int:pk>/file/", returns.hand_out, name="return_file"),
]
