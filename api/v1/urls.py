"""Addresses of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from api.v1 import (
    conferences,
    deadlines,
    escalations,
    midpoints,
    people,
    plans,
)
from api.v1.document import document
from api.v1.problems import nothing_here

router = SimpleRouter(trailing_slash=False, use_regex_path=False)
RESOURCES = {
    "children": people.Children,
    "families": people.Families,
    "requests": conferences.Requests,
    "conferences": conferences.Conferences,
    "attendance": conferences.Attendances,
    "bookings": conferences.Bookings,
    "deadlines": deadlines.Deadlines,
    "plans": plans.Plans,
    "plan-items": plans.PlanItems,
    "core-groups": plans.CoreGroups,
    "visits": plans.Visits,
    "midpoint-checks": midpoints.MidpointChecks,
    "concerns": escalations.Concerns,
    "resolution-forms": escalations.ResolutionForms,
}
for prefix, view in RESOURCES.items():
    router.register(prefix, view, basename=view.noun)

app_name = "api"
urlpatterns = [
    path("openapi.json", document, name="openapi"),
    *router.urls,
    re_path("", nothing_here, name="nothing_here"),
]
