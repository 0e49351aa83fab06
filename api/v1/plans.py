"""Plans and what was agreed in them, core groups and visits."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from people.models import FamilyScopedQuerySet
from plans.enums import (
    CameAs,
    Category,
    CoreGroupState,
    Direction,
    EndReason,
    ItemKind,
    ItemStatus,
    NotHeldReason,
    NotSeenReason,
    PlanKind,
    SeenAnswer,
    VisitSource,
)
from plans.models import Plan, PlanItem, Visit
from timescales.domain import today_in_london


class PlanRow(show.Row):
    shows = "plans.Plan"
    id = show.number("pk")
    family = show.number("family_number")
    child = show.number("child_id")
    kind = show.code(PlanKind)
    started_on = show.day()
    ended_on = show.day(allow_null=True)
    end_reason = show.code(EndReason, blank=True)
    category_initial = show.code(Category, blank=True)
    category_latest = show.code(Category, blank=True)
    is_temporary = show.yes_no()
    lead_worker = show.text("lead_worker.name", allow_null=True)


class PlanFull(PlanRow):
    constituent_categories = show.codes(Category)
    risk_outside_home = show.yes_no()
    authority = show.text()
    taken_over_by = show.text()
    end_authorised_by = show.text()
    visit_every = show.number(allow_null=True)
    visit_unit = show.text()
    consent_by = show.text()
    first_meeting_on = show.day(allow_null=True)
    opened_by = show.text()


class PlanFilters(Filters):
    family = serializers.IntegerField(required=False, source="child__family_id")
    child = serializers.IntegerField(required=False, source="child_id")
    kind = serializers.ChoiceField(required=False, choices=PlanKind.choices)
    category = serializers.ChoiceField(
        required=False, choices=Category.choices, source="category_latest"
    )
    started_before = serializers.DateField(required=False, source="started_on__lt")
    open = serializers.BooleanField(required=False, source="ended_on__isnull")


class Plans(CaseView):
    """Plans of children: child protection, child in need, early help."""

    area, noun = "plans", "plans"
    row, full, filters = PlanRow, PlanFull, PlanFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.plans()

    def children_of(self, row: Plan) -> Iterable[int]:
        return [row.child_id]


class PlanItemRow(show.Row):
    shows = "plans.PlanItem"
    id = show.number("pk")
    family = show.number("passage.record.family_id")
    record = show.number("passage.record_id")
    kind = show.code(ItemKind)
    text = show.text("passage.text")
    about = show.numbers("about_ids")
    owner = show.text("owner.name", allow_null=True)
    due_on = show.day(allow_null=True)
    confirm_by = show.text("confirm_by.name", allow_null=True)
    confirm_on = show.day(allow_null=True)
    status = show.code(ItemStatus)
    is_overdue = serializers.SerializerMethodField()

    def get_is_overdue(self, row: PlanItem) -> bool:
        return row.is_overdue(today_in_london())


class PlanItemFull(PlanItemRow):
    first_item = show.number("lineage")


class PlanItemFilters(Filters):
    family = serializers.IntegerField(required=False, source="passage__record__family_id")
    plan = serializers.IntegerField(required=False)
    kind = serializers.ChoiceField(required=False, choices=ItemKind.choices)
    status = serializers.ChoiceField(required=False, choices=ItemStatus.choices)
    due_before = serializers.DateField(required=False, source="due_on__lt")

    def narrow(self, found: Any, asked: dict[str, Any]) -> Any:
        """`plan`: as it stands today, in the full plan where the outline has grown into one."""
        if "plan" in asked:
            found = found.filter(passage__record__in=rows.records_of_plan(asked.pop("plan")))
        return found.filter(**asked)


class PlanItems(CaseView):
    """Lines of plans: worries, goals, and who will do what by when."""

    area, noun = "plans", "plan_items"
    row, full, filters = PlanItemRow, PlanItemFull, PlanItemFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.plan_items()


class CoreGroupRow(show.Row):
    shows = "plans.CoreGroup"
    id = show.number("pk")
    family = show.number("family_id")
    plans = show.numbers("plan_ids")
    state = show.code(CoreGroupState)
    planned_at = show.moment(allow_null=True)
    place = show.text()
    held_on = show.day(allow_null=True)
    led_by = show.text("led_by.name", allow_null=True)
    not_held_reason = show.code(NotHeldReason, blank=True)


class CoreGroupAttendanceRow(show.Row):
    shows = "plans.CoreGroupAttendance"
    member = show.number("member_id")
    person = show.number("member.person_id")
    name = show.text("member.person.name")
    agency = show.text("member.agency.name", allow_null=True)
    came_as = show.code(CameAs)


class CoreGroupMemberRow(show.Row):
    shows = "plans.CoreGroupMember"
    member = show.number("pk")
    person = show.number("person_id")
    name = show.text("person.name")
    agency = show.text("agency.name", allow_null=True)


class LeadWorkerRow(show.Row):
    shows = "people.Person"
    person = show.number("pk")
    name = show.text()


class AtTableFull(show.Row):
    """Who may have come to a core group: its members, and the lead worker who has no seat yet."""

    members = CoreGroupMemberRow(many=True, read_only=True)
    lead = LeadWorkerRow(read_only=True, allow_null=True)


class ProgressRow(show.Row):
    shows = "plans.Progress"
    outcome = show.number("outcome_id")
    direction = show.code(Direction)
    scale = show.number(allow_null=True)
    words = show.text("said", help_text="Empty where they were sealed or removed since")


class CoreGroupFull(CoreGroupRow):
    """With who came and what was said of each outcome."""

    note = show.text()
    recorded_at = show.moment(allow_null=True)
    attendance = CoreGroupAttendanceRow(many=True, read_only=True, source="attendances")
    progress = ProgressRow(many=True, read_only=True)


class CoreGroupFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    plan = serializers.IntegerField(required=False, source="plans")
    state = serializers.ChoiceField(required=False, choices=CoreGroupState.choices)
    held_from = serializers.DateField(required=False, source="held_on__gte")
    held_before = serializers.DateField(required=False, source="held_on__lt")


class CoreGroups(CaseView):
    """Core groups, planned, held and not held."""

    area, noun = "plans", "core_groups"
    row, full, filters = CoreGroupRow, CoreGroupFull, CoreGroupFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.core_groups() if self.action == "list" else rows.core_groups_in_full()


class VisitRow(show.Row):
    shows = "plans.Visit"
    id = show.number("pk")
    family = show.number("plan.child.family_id")
    child = show.number("plan.child_id")
    plan = show.number("plan_id")
    visited_on = show.day()
    was_seen = show.yes_no()
    not_seen_reason = show.code(NotSeenReason, blank=True)
    seen_alone = show.code(SeenAnswer)
    bedroom_seen = show.code(SeenAnswer)
    visited_by = serializers.SerializerMethodField()
    source = show.code(VisitSource)

    def get_visited_by(self, row: Visit) -> str:
        return row.visited_by.name if row.visited_by else row.visited_by_name


class VisitFull(VisitRow):
    not_alone_reason = show.text()
    recorded_on = show.day(allow_null=True)
    source_id = show.text()


class VisitFilters(Filters):
    family = serializers.IntegerField(required=False, source="plan__child__family_id")
    child = serializers.IntegerField(required=False, source="plan__child_id")
    plan = serializers.IntegerField(required=False, source="plan_id")
    visited_from = serializers.DateField(required=False, source="visited_on__gte")
    visited_before = serializers.DateField(required=False, source="visited_on__lt")


class Visits(CaseView):
    """Visits to children on plans, without those recorded by mistake."""

    area, noun = "plans", "visits"
    row, full, filters = VisitRow, VisitFull, VisitFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.visits()

    def children_of(self, row: Visit) -> Iterable[int]:
        return [row.plan.child_id]
