"""Addresses of the annual report, within those of the figures. `?area=3` asks for one area."""

from django.urls import path

from reporting.views import annual, annual_editions

urlpatterns = [
    path("", annual.index, name="annual"),
    path("editions/<int:pk>/", annual_editions.edition, name="annual_edition"),
    path("editions/<int:pk>/public/", annual_editions.public, name="annual_public"),
    path("editions/<int:pk>/again/", annual_editions.again, name="annual_again"),
    path("editions/<int:pk>/<slug:kind>/", annual_editions.full, name="annual_full"),
    path("<slug:year>/", annual.draft, name="annual_year"),
    path("<slug:year>/sums/", annual.sums, name="annual_sums"),
    path("<slug:year>/freeze/", annual.freeze, name="annual_freeze"),
    path("<slug:year>/<slug:section>/", annual.write, name="annual_write"),
    path("<slug:year>/<slug:section>/figures/", annual.in_detail, name="annual_section"),
]
