"""Addresses of the API."""

from django.urls import path, re_path
from rest_framework.routers import SimpleRouter

from api.v1.booking_steps import BookingSteps
from api.v1.case_view import StepView
from api.v1.conference_steps import ConferenceSteps
from api.v1.conferences import Attendances, Bookings
from api.v1.deadlines import Deadlines
from api.v1.document import document
from api.v1.escalation_steps import ConcernSteps, RaisingFamily, ResolutionFormSteps
from api.v1.midpoint_steps import MidpointSteps
from api.v1.midpoints import MidpointChecks
from api.v1.people import Children, Families
from api.v1.plan_steps import CoreGroupSteps, PlanFamily, PlanItemSteps
from api.v1.plans import Plans, Visits
from api.v1.problems import nothing_here
from api.v1.request_steps import RequestingFamily, RequestSteps
from api.views.browse import browse

router = SimpleRouter(trailing_slash=False, use_regex_path=False)
RESOURCES: dict[str, type[StepView]] = {
    "children": Children,
    "families": Families,
    "requests": RequestSteps,
    "conferences": ConferenceSteps,
    "attendance": Attendances,
    "bookings": Bookings,
    "deadlines": Deadlines,
    "plans": Plans,
    "plan-items": PlanItemSteps,
    "core-groups": CoreGroupSteps,
    "visits": Visits,
    "midpoint-checks": MidpointChecks,
    "concerns": ConcernSteps,
    "resolution-forms": ResolutionFormSteps,
}
# Steps that begin at a record of another area than their own.
STEPS: list[tuple[str, type[StepView]]] = [
    ("families", RequestingFamily),
    ("families", PlanFamily),
    ("families", RaisingFamily),
    ("conferences", BookingSteps),
    ("conferences", MidpointSteps),
]
for prefix, view in [*RESOURCES.items(), *STEPS]:
    router.register(prefix, view, basename=view.noun)

app_name = "api"
urlpatterns = [
    path("", browse, name="home"),
    path("openapi.json", document, name="openapi"),
    *router.urls,
    re_path("", nothing_here, name="nothing_here"),
]
