"""Record core groups and visits, and how far an action has come."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.errors import WrongState
from accounts.models import User
from api.domain import rows
from api.v1.asked import Asked, chosen, number, numbers, one, words
from api.v1.case_view import StepView
from api.v1.people import ProfessionalRow
from api.v1.plans import (
    AtTableFull,
    CoreGroupFull,
    CoreGroups,
    PlanItemFull,
    PlanItems,
    VisitFull,
)
from people.models import Family, FamilyScopedQuerySet, Person, Professional
from plans import rules
from plans.domain.developing import update_item
from plans.domain.minutes import ActionReviewed, Minutes, OutcomeSaid
from plans.domain.planning import record_missed, record_not_held
from plans.domain.queries import NOTHING_TO_WRITE_UP, each_childs_plan, plans_to_write_up
from plans.domain.reading_plan import FamilyPlan, family_plan
from plans.domain.recording import record_core_group
from plans.domain.visits import Seen, record_visit, visitors
from plans.domain.writing_up import AtTable, to_write_up
from plans.enums import (
    CameAs,
    CoreGroupState,
    Direction,
    ItemKind,
    ItemStatus,
    NotHeldReason,
    NotSeenReason,
    SeenAnswer,
)
from plans.models import CoreGroup, Plan, PlanItem, Visit


class ChildVisited(Asked):
    child = number()
    was_seen = serializers.BooleanField()
    seen_alone = serializers.ChoiceField(choices=SeenAnswer.choices, default=SeenAnswer.UNKNOWN)
    not_alone_reason = words(required=False, max_length=300)
    bedroom_seen = serializers.ChoiceField(choices=SeenAnswer.choices, default=SeenAnswer.UNKNOWN)
    not_seen_reason = serializers.ChoiceField(
        choices=NotSeenReason.choices, required=False, allow_blank=True
    )

    def seen(self, given: dict[str, Any]) -> Seen:
        reason = given.get("not_seen_reason")
        return Seen(
            was_seen=given["was_seen"],
            alone=SeenAnswer(given["seen_alone"]),
            bedroom=SeenAnswer(given["bedroom_seen"]),
            not_seen_reason=NotSeenReason(reason) if reason else None,
            not_alone_reason=given["not_alone_reason"],
        )


class VisitAsked(Asked):
    """One visit to the home, for each child it was to."""

    visited_on = serializers.DateField()
    visited_by = number(help_text="Who went: a professional; see “visitors” of the family")
    children = ChildVisited(many=True, allow_empty=False)
    example = {
        "visited_on": "2026-11-19",
        "visited_by": 31,
        "children": [{"child": 12, "was_seen": True, "seen_alone": "yes", "bedroom_seen": "yes"}],
    }


class MemberCame(Asked):
    member = number(help_text="See “members” of who may have come")
    came_as = serializers.ChoiceField(choices=CameAs.choices)


class OutcomeAsked(Asked):
    outcome = number(help_text="The plan item: what needs to be different")
    direction = serializers.ChoiceField(choices=Direction.choices)
    scale = serializers.IntegerField(min_value=0, max_value=10, required=False, allow_null=True)
    words = words(required=False)


class ActionAsked(Asked):
    item = number()
    status = serializers.ChoiceField(choices=ItemStatus.choices)
    words = words(required=False)


class ViewAsked(Asked):
    child = number()
    words = words()


class CoreGroupAsked(Asked):
    """What one core group leaves behind."""

    held_on = serializers.DateField()
    led_by = number(required=False, allow_null=True, help_text="A person; else the social worker")
    plans = numbers(required=False, help_text="Else every plan that ran on that day")
    came = MemberCame(many=True, allow_empty=False)
    lead_came_as = serializers.ChoiceField(
        choices=CameAs.choices, required=False, help_text="See “lead” of who may have come"
    )
    progress = OutcomeAsked(many=True, required=False)
    views = ViewAsked(many=True, required=False)
    actions = ActionAsked(many=True, required=False)
    example = {
        "held_on": "2026-11-19",
        "came": [{"member": 4, "came_as": "in_person"}],
        "progress": [{"outcome": 81, "direction": "better", "scale": 6, "words": "Up on time."}],
        "views": [{"child": 12, "words": "I like breakfast club."}],
        "actions": [{"item": 82, "status": "done", "words": "Seen by the dentist."}],
    }


class NotHeldAsked(Asked):
    reason = serializers.ChoiceField(choices=NotHeldReason.choices)
    note = words(required=False, max_length=500)
    example = {"reason": "family_away", "note": ""}


class MissedAsked(NotHeldAsked):
    """The day on which it should have been held: its last day, or the one agreed elsewhere."""

    on = serializers.DateField()
    example = {"on": "2026-11-19", "reason": "family_away", "note": ""}


class ItemUpdateAsked(Asked):
    status = serializers.ChoiceField(choices=ItemStatus.choices)
    words = words(required=False)
    on = serializers.DateField(required=False, allow_null=True)
    example = {"status": "done", "words": "Seen by the dentist.", "on": "2026-11-19"}


class PlanFamily(StepView):
    """What is recorded about a whole family: several children at once."""

    noun, full = "plan_family", CoreGroupFull

    def rows(self) -> FamilyScopedQuerySet:
        return rows.families()

    def _to_work_on(self, pk: int) -> Family:
        family: Family = self.open(pk)
        self.only_if(rules.may_work_on_plan(self.request.user, family), family)
        return family

    @extend_schema(responses={200: ProfessionalRow(many=True)})
    @action(detail=True, methods=["get"], area="plans")
    def visitors(self, request: Request, pk: int) -> Response:
        """Who of social care may have visited."""
        self._to_work_on(pk)
        return Response(ProfessionalRow(visitors(), many=True).data)

    @extend_schema(request=VisitAsked, responses={201: VisitFull(many=True)})
    @action(detail=True, methods=["post"], area="plans")
    def visits(self, request: Request, pk: int) -> Response:
        """Record a visit. Its clocks move on."""
        family = self._to_work_on(pk)
        asked = self.answers(VisitAsked)

        def act(by: User) -> list[Visit]:
            plans = each_childs_plan(plans_to_write_up(family), asked["visited_on"])
            if not plans:
                raise WrongState(NOTHING_TO_WRITE_UP, rule="not_on_a_plan")
            seen = {
                one("children", given["child"], plans): ChildVisited().seen(given)
                for given in asked["children"]
            }
            visitor = _professional("visited_by", asked["visited_by"])
            return record_visit(
                visited_on=asked["visited_on"], seen=seen, visited_by=visitor, by=by
            )

        return self.take_step(act, show=lambda made: [VisitFull(visit).data for visit in made])

    @extend_schema(responses={200: AtTableFull})
    @action(detail=True, methods=["get"], area="plans", url_path="core-group-members")
    def core_group_members(self, request: Request, pk: int) -> Response:
        """Who may have come to a core group that was not planned here."""
        return Response(AtTableFull(to_write_up(self._to_work_on(pk))).data)

    @extend_schema(request=CoreGroupAsked, responses={201: CoreGroupFull})
    @action(detail=True, methods=["post"], area="plans", url_path="core-groups")
    def core_groups(self, request: Request, pk: int) -> Response:
        """Record a core group that was held and was not planned here."""
        family = self._to_work_on(pk)
        return record_one(self, family, None)

    @extend_schema(request=MissedAsked, responses={201: CoreGroupFull})
    @action(detail=True, methods=["post"], area="plans", url_path="missed-core-groups")
    def missed_core_groups(self, request: Request, pk: int) -> Response:
        """A core group should have been held, was not, and was not planned here."""
        family = self._to_work_on(pk)
        asked = self.answers(MissedAsked)
        asked["reason"] = NotHeldReason(asked["reason"])
        return self.take_step(
            lambda by: record_missed(family=family, by=by, **asked), show=core_group_in_full(self)
        )


def _professional(field: str, pk: int) -> Person:
    found = Professional.objects.filter(pk=pk).select_related("person")
    person: Person = one(field, pk, {each.pk: each.person for each in found})
    return person


def record_one(view: StepView, family: Family, planned: CoreGroup | None) -> Response:
    asked = view.answers(CoreGroupAsked)

    def act(by: User) -> CoreGroup:
        if planned is not None and planned.state != CoreGroupState.PLANNED:
            raise WrongState("This core group is not planned any more.", rule="no_such_step")
        at_table = to_write_up(family, planned)
        minutes = _minutes(asked, at_table, family_plan(family, reader=by))
        plans: list[Plan] = chosen(
            "plans", asked.get("plans", ()), {plan.pk: plan for plan in at_table.plans}
        )
        return record_core_group(
            family=family, minutes=minutes, planned=planned, plans=plans, by=by
        )

    return view.take_step(act, show=core_group_in_full(view))


def core_group_in_full(view: StepView) -> Any:
    def show(made: CoreGroup) -> dict[str, Any]:
        found = rows.core_groups_in_full().visible_to(view.request.user).get(pk=made.pk)
        data: dict[str, Any] = CoreGroupFull(found).data
        return data

    return show


def _minutes(asked: dict[str, Any], at_table: AtTable, standing: FamilyPlan) -> Minutes:
    members = {member.pk: member for member in at_table.members}
    outcomes = {item.pk: item for item in standing.of_kind(ItemKind.SAFETY_GOAL)}
    actions = {item.pk: item for item in standing.of_kind(ItemKind.ACTION)}
    children = {plan.child_id: plan.child_id for plan in at_table.plans}
    people = {member.person_id: member.person for member in members.values()}
    led_by, lead = asked.get("led_by"), asked.get("lead_came_as")
    return Minutes(
        held_on=asked["held_on"],
        lead_came_as=CameAs(lead) if lead else None,
        led_by=one("led_by", led_by, people) if led_by else None,
        came={
            one("came", given["member"], members): CameAs(given["came_as"])
            for given in asked["came"]
        },
        progress=[
            OutcomeSaid(
                outcome=one("progress", given["outcome"], outcomes),
                direction=Direction(given["direction"]),
                scale=given.get("scale"),
                words=given["words"],
            )
            for given in asked.get("progress", ())
        ],
        views={
            one("views", given["child"], children): given["words"]
            for given in asked.get("views", ())
        },
        actions=[
            ActionReviewed(
                one("actions", given["item"], actions), ItemStatus(given["status"]), given["words"]
            )
            for given in asked.get("actions", ())
        ],
    )


class CoreGroupSteps(CoreGroups):
    """The same resource with its steps."""

    def _to_work_on(self, pk: int) -> CoreGroup:
        group: CoreGroup = self.open(pk)
        self.only_if(rules.may_work_on_plan(self.request.user, group.family), group)
        return group

    @extend_schema(responses={200: AtTableFull})
    @action(detail=True, methods=["get"])
    def members(self, request: Request, pk: int) -> Response:
        """Who may have come to a planned core group."""
        group = self._to_work_on(pk)
        return Response(AtTableFull(to_write_up(group.family, group)).data)

    @extend_schema(request=CoreGroupAsked, responses={201: CoreGroupFull})
    @action(detail=True, methods=["post"])
    def record(self, request: Request, pk: int) -> Response:
        """A planned core group was held: who came, what was said, what was reviewed."""
        group = self._to_work_on(pk)
        return record_one(self, group.family, group)

    @extend_schema(request=NotHeldAsked, responses={201: CoreGroupFull})
    @action(detail=True, methods=["post"], url_path="not-held")
    def not_held(self, request: Request, pk: int) -> Response:
        """A planned core group was not held. Its clock goes on running."""
        group = self._to_work_on(pk)
        asked = self.answers(NotHeldAsked)
        reason = NotHeldReason(asked["reason"])
        return self.take_step(
            lambda by: record_not_held(core_group=group, reason=reason, note=asked["note"], by=by)
        )


class PlanItemSteps(PlanItems):
    @extend_schema(request=ItemUpdateAsked, responses={201: PlanItemFull})
    @action(detail=True, methods=["post"], url_path="update")
    def say_how_far(self, request: Request, pk: int) -> Response:
        """Say how far an item has come, with the evidence. Nobody outside is given the words."""
        item: PlanItem = self.open(pk)
        self.only_if(rules.may_work_on_plan(request.user, item.passage.record.family), item)
        asked = self.answers(ItemUpdateAsked)

        def act(by: User) -> PlanItem:
            status, on = ItemStatus(asked["status"]), asked.get("on")
            update = update_item(item=item, status=status, on=on, words=asked["words"], by=by)
            return update.item

        return self.take_step(act)
