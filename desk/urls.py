"""Addresses of the desk."""

from django.urls import path

from desk.views import home, on_a_plan, records, search

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("search/", search.results, name="search"),
    path("children/<int:pk>/", records.child_page, name="child"),
    path("families/<int:pk>/", records.family_page, name="family"),
    path("on-a-plan/", on_a_plan.ask, name="on_a_plan"),
    path("on-a-plan/list/", on_a_plan.paper, name="nightly_list"),
]
