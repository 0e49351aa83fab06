"""Which rows each resource is made of, with what its answer shows fetched in as few queries.

None is scoped here. `v1.case_view` is the only one to ask, and it scopes and audits what it asks:
`visible_to(reader)` for a list, `open_one` for one record. What hangs on a record (a child's
relatives, the stages of a form) belongs to the same family, and so to the same readers.
"""

from __future__ import annotations

from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import CharField, F, OuterRef, Prefetch, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Coalesce, Concat

from conferences.models import (
    Attendance,
    Conference,
    ConferenceChild,
    ConferenceRequest,
    RequestedChild,
    Screening,
)
from disclosure.models import Passage
from escalations.models import Concern, FormStage, FormStep, ResolutionForm
from midpoints.models import CheckedChild, MidpointCheck
from people.models import CaseRole, Child, Family, FamilyScopedQuerySet, Relationship
from plans.models import CoreGroup, CoreGroupAttendance, Plan, PlanItem, Progress, Visit
from timescales.models import Deadline


def children() -> FamilyScopedQuerySet:
    return Child.objects.select_related("person")


def children_in_full() -> FamilyScopedQuerySet:
    relatives = Relationship.objects.current().select_related("person")
    return children().prefetch_related(Prefetch("relationships", relatives))


def families() -> FamilyScopedQuerySet:
    return Family.objects.select_related("area", "team").annotate(child_ids=_children_of_family())


def _children_of_family() -> ArraySubquery:
    standing = Child.objects.standing().filter(family=OuterRef("pk")).order_by("pk")
    return ArraySubquery(standing.values("pk"))


def families_in_full() -> FamilyScopedQuerySet:
    holders = CaseRole.objects.current().select_related(
        "professional__person", "professional__agency"
    )
    return families().prefetch_related(Prefetch("case_roles", holders))


def requests() -> FamilyScopedQuerySet:
    of_request = RequestedChild.objects.filter(request=OuterRef("pk")).order_by("child_id")
    rows = ConferenceRequest.objects.select_related("family", "requested_by", "conference")
    return rows.annotate(child_ids=ArraySubquery(of_request.values("child_id")))


def requests_in_full() -> FamilyScopedQuerySet:
    screenings = Screening.objects.select_related("by").order_by("at", "pk")
    asked_for = RequestedChild.objects.select_related("initiating_discussion")
    return (
        requests()
        .select_related("transfer")
        .prefetch_related(Prefetch("screenings", screenings), Prefetch("children", asked_for))
    )


def conferences() -> FamilyScopedQuerySet:
    of_conference = ConferenceChild.objects.filter(conference=OuterRef("pk")).order_by("child_id")
    rows = Conference.objects.select_related("family", "chair__person", "booking")
    return rows.annotate(
        child_ids=ArraySubquery(of_conference.values("child_id")),
        family_name=F("family__name"),
        chair_given_names=F("chair__person__given_names"),
        chair_family_name=F("chair__person__family_name"),
        starts_at=F("booking__starts_at"),
    )


def conferences_listed() -> FamilyScopedQuerySet:
    """The columns of a line alone, and no object beside each row: the others take longer to read
    than the rows (P1)."""
    shown = ("family", "kind", "state", "chair", "due_on", "planned_on", "held_on")
    return conferences().select_related(None).only(*shown)


def conferences_in_full() -> FamilyScopedQuerySet:
    each = ConferenceChild.objects.select_related("child__person", "decision")
    return (
        conferences()
        .select_related("booking__room__hub", "booking__session")
        .prefetch_related(
            Prefetch("children", each), "parts", "participants__person", "participants__agency"
        )
    )


def bookings() -> FamilyScopedQuerySet:
    """Conferences with a slot: a booking by itself knows no family."""
    rows = conferences().filter(booking__isnull=False)
    return rows.select_related(
        "booking__room__hub",
        "booking__session",
        "booking__chair__professional__person",
        "booking__minute_taker__professional__person",
    )


def attendances() -> FamilyScopedQuerySet:
    of_meeting = ConferenceChild.objects.filter(conference=OuterRef("part__conference"))
    rows = Attendance.objects.select_related("part", "participant__person", "participant__agency")
    return rows.annotate(child_ids=ArraySubquery(of_meeting.order_by("pk").values("child_id")))


def deadlines() -> FamilyScopedQuerySet:
    return Deadline.objects.annotate(
        child_ids=ArraySubquery(
            Child.objects.filter(family=OuterRef("family")).order_by("pk").values("pk")
        )
    )


def plans() -> FamilyScopedQuerySet:
    return (
        Plan.objects.filter(voided_at__isnull=True)
        .select_related("child__person", "lead_worker")
        .annotate(family_number=F("child__family_id"))
    )


def plan_items() -> FamilyScopedQuerySet:
    rows = PlanItem.objects.standing()
    return rows.select_related("passage__record", "owner", "confirm_by").annotate(
        child_ids=ArraySubquery(
            Child.objects.filter(family=OuterRef("passage__record__family"))
            .order_by("pk")
            .values("pk")
        ),
        about_ids=ArraySubquery(
            Passage.about.through.objects.filter(passage=OuterRef("passage"))
            .order_by("person_id")
            .values("person_id")
        ),
    )


def records_of_plan(plan: int) -> QuerySet[Any]:
    """The ids of the record its words stand in today: the full plan's, else the outline's."""
    stands_in = Coalesce("record__full_plan__record_id", "record_id")
    return Plan.objects.filter(pk=plan).values_list(stands_in)


def core_groups() -> FamilyScopedQuerySet:
    through: Any = CoreGroup.plans.through
    of_group = through.objects.filter(coregroup=OuterRef("pk")).order_by("plan_id")
    return CoreGroup.objects.select_related("led_by").annotate(
        plan_ids=ArraySubquery(of_group.values("plan_id")),
        child_ids=ArraySubquery(of_group.values("plan__child_id")),
    )


def core_groups_in_full() -> FamilyScopedQuerySet:
    came = CoreGroupAttendance.objects.select_related("member__person", "member__agency")
    said = Progress.objects.standing().select_related("words")
    return core_groups().prefetch_related(Prefetch("attendances", came), Prefetch("progress", said))


def visits() -> FamilyScopedQuerySet:
    rows = Visit.objects.filter(voided_at__isnull=True)
    return rows.select_related("plan__child", "visited_by")


def midpoint_checks() -> FamilyScopedQuerySet:
    of_check = CheckedChild.objects.filter(check_of=OuterRef("pk")).order_by("child_id")
    rows = MidpointCheck.objects.select_related("by", "chair__person")
    return rows.annotate(child_ids=ArraySubquery(of_check.values("child_id")))


def midpoint_checks_in_full() -> FamilyScopedQuerySet:
    return midpoint_checks().prefetch_related("children")


def concerns() -> FamilyScopedQuerySet:
    return _raised(Concern.objects.all(), Concat(Value("concern:"), Cast("pk", CharField())))


def resolution_forms() -> FamilyScopedQuerySet:
    stage = Concat(
        Value("resolution:"),
        Cast("pk", CharField()),
        Value(":stage:"),
        Cast("stage", CharField()),
        output_field=CharField(),
    )
    return _raised(ResolutionForm.objects.all(), stage)


def resolution_forms_in_full() -> FamilyScopedQuerySet:
    stages = FormStage.objects.select_related("recipient__person")
    steps = FormStep.objects.order_by("at", "pk")
    return resolution_forms().prefetch_related(Prefetch("stages", stages), Prefetch("steps", steps))


def _raised(rows: QuerySet[Any], about: Concat) -> Any:
    """With the children it is about, and when what is to be done next is due."""
    through = rows.model.children.through
    of_raised = through.objects.filter(**{rows.model._meta.model_name: OuterRef("pk")})
    clock = Deadline.objects.open().filter(family=OuterRef("family"), about=OuterRef("occasion"))
    return rows.select_related("agency", "professional__person", "raised_by").annotate(
        child_ids=ArraySubquery(of_raised.order_by("child_id").values("child_id")),
        occasion=about,
        due_on=Subquery(clock.order_by().values("due_on")[:1]),
    )
