"""Plans that run long, and plans that repeat: looked at by a panel, or by a peer.

A panel at 12, 15 and 18 months (Buckinghamshire over 12, Birmingham over 15 and 18; each a local
value). One clock runs at a time; a panel held late meets every one it is late for, and one held
long before the next is due meets none.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from dateutil.relativedelta import relativedelta
from django.db import IntegrityError, transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from people.domain.case_roles import CHAIRS
from people.domain.permission import require
from people.enums import CaseRoleKind, Role
from people.models import CaseRole, Family, Person
from people.models.posting import postings_today
from people.rules import has_role
from plans import rules
from plans.domain.clocks import LONG_PLAN_RULES, REPEAT_RULE, start_for_chair
from plans.domain.previous import months_on_plan, standings_of
from plans.enums import LongReason, PanelView, PeerView, RepeatReason
from plans.models import LongPlanReview, Plan, RepeatPlanReview
from timescales.domain import meet_deadline, today_in_london

AHEAD = relativedelta(months=1)


@dataclass(frozen=True)
class Panel:
    """Who sat: the chair of the case, the head of the area, the team manager."""

    chair: Person
    area_head: Person
    team_manager: Person


@dataclass(frozen=True)
class PanelWords:
    """What the panel found and asks for. `actions` says of whom and by when."""

    reason: LongReason
    view: PanelView
    actions: str
    reason_note: str = ""


@transaction.atomic
def record_long_plan_review(
    *, plan: Plan, held_on: dt.date, panel: Panel, words: PanelWords, by: User
) -> LongPlanReview:
    """A panel looked at the plan. Its clock is met unless it is not due for more than a month, and
    the next one runs from the plan's start.

    Raises `NotAllowed`, `WrongState` for a second panel on one day or an ended plan, and
    `DomainError` with the field that is wrong.
    """
    _require(by, plan, "plans.record_long_review")
    _check_day(plan, held_on)
    _check_panel(panel, plan.child.family)
    _check_words(words)
    try:
        with transaction.atomic():
            review = LongPlanReview.objects.create(
                plan=plan,
                held_on=held_on,
                months=months_on_plan(plan.started_on, held_on),
                chair=panel.chair,
                area_head=panel.area_head,
                team_manager=panel.team_manager,
                reason=words.reason,
                reason_note=words.reason_note.strip(),
                view=words.view,
                actions=words.actions.strip(),
                recorded_by=by,
            )
    except IntegrityError as error:
        raise WrongState(
            "A panel on this day is recorded already.", field="held_on", rule="already_done"
        ) from error
    _meet_long_clocks(review, by)
    _audit("plans.record_long_review", review, by)
    return review


def _meet_long_clocks(review: LongPlanReview, by: User) -> None:
    """Meet the clock that runs if it was due soon, and each later one the panel was late for; the
    next one runs."""
    plan = review.plan
    if plan.ended_on is not None:
        return
    met_one = False
    for rule in LONG_PLAN_RULES:
        clock = start_for_chair(plan, rule, by=by)
        if clock.met_on is not None:
            continue
        soon = review.held_on if met_one else review.held_on + AHEAD
        if clock.due_on > soon:
            return
        meet_deadline(deadline=clock, met_on=review.held_on, met_by=review.about, by=by)
        met_one = True


@transaction.atomic
def record_repeat_review(
    *,
    plan: Plan,
    reviewed_on: dt.date,
    peer: Person,
    reason: RepeatReason,
    view: PeerView,
    learning: str,
    by: User,
) -> RepeatPlanReview:
    """A peer looked at a plan that repeats an earlier one.

    Raises `NotAllowed`, `WrongState` when it is no repeat or was looked at already, `DomainError`
    for a peer who chairs this family.
    """
    _require(by, plan, "plans.record_repeat_review")
    if not standings_of([plan])[plan.pk].repeats_soon:
        raise WrongState("This plan does not repeat an earlier one.", rule="not_a_repeat")
    _check_day(plan, reviewed_on, field="reviewed_on")
    if _has_chaired(peer, plan):
        raise DomainError(
            "Choose a peer who has not chaired for this family.",
            field="peer",
            rule="peer_has_chaired",
        )
    if not learning.strip():
        raise DomainError("Say what others can learn from it.", field="learning", rule="needed")
    if RepeatPlanReview.objects.filter(plan=plan).exists():
        raise WrongState("A peer has looked at this plan already.", rule="already_done")
    review = RepeatPlanReview.objects.create(
        plan=plan,
        reviewed_on=reviewed_on,
        peer=peer,
        reason=reason,
        view=view,
        learning=learning.strip(),
        recorded_by=by,
    )
    if plan.ended_on is None:
        clock = start_for_chair(plan, REPEAT_RULE, by=by)
        meet_deadline(deadline=clock, met_on=reviewed_on, met_by=review.about, by=by)
    _audit("plans.record_repeat_review", review, by)
    return review


def _has_chaired(peer: Person, plan: Plan) -> bool:
    roles = CaseRole.objects.filter(family=plan.child.family_id, kind=CaseRoleKind.CHAIR)
    return bool(roles.filter(professional=peer.pk).exists())


def _check_day(plan: Plan, day: dt.date, field: str = "held_on") -> None:
    if day > today_in_london():
        raise DomainError(
            "The day must be today or in the past.", field=field, rule="in_the_future"
        )
    if day < plan.started_on:
        raise DomainError(
            f"The plan started on {plan.started_on:%-d %B %Y}. Enter a later day.",
            field=field,
            rule="before_the_plan",
        )
    if plan.ended_on is not None and day > plan.ended_on:
        raise WrongState("The plan had ended by then.", field=field, rule="plan_ended")


def _check_panel(panel: Panel, family: Family) -> None:
    """Each sits as what they are: posted so today, or so on this case at some time."""
    if panel.chair == panel.team_manager:
        raise DomainError(
            "The chair is independent of the team.",
            field="team_manager",
            rule="chair_not_independent",
        )
    if not _is(panel.chair, CaseRoleKind.CHAIR, CHAIRS, family):
        raise DomainError("Choose somebody who chairs.", field="chair", rule="not_a_chair")
    if not _heads_the_area(panel.area_head, family):
        raise DomainError(
            "Choose a head of service of this family’s area.",
            field="area_head",
            rule="not_head_of_the_area",
        )
    if not _is(panel.team_manager, CaseRoleKind.TEAM_MANAGER, (Role.TEAM_MANAGER,), family):
        raise DomainError("Choose a team manager.", field="team_manager", rule="not_a_team_manager")


def _is(person: Person, kind: CaseRoleKind, roles: tuple[Role, ...], family: Family) -> bool:
    user = _user_of(person)
    on_case = CaseRole.objects.filter(family=family, kind=kind, professional=person.pk)
    return (user is not None and has_role(user, *roles)) or bool(on_case.exists())


def _heads_the_area(person: Person, family: Family) -> bool:
    """A head whose posting names no area is head of every one."""
    user = _user_of(person)
    return user is not None and any(
        posting.role == Role.HEAD_OF_SERVICE and posting.area_id in (None, family.area_id)
        for posting in postings_today(user)
    )


def _user_of(person: Person) -> User | None:
    return getattr(getattr(person, "professional", None), "user", None)


def _check_words(words: PanelWords) -> None:
    if words.reason == LongReason.OTHER and not words.reason_note.strip():
        raise DomainError("Say why the plan has run so long.", field="reason_note", rule="needed")
    if not words.actions.strip():
        raise DomainError(
            "Say what the panel asks for, of whom and by when.", field="actions", rule="needed"
        )


def _require(by: User, plan: Plan, verb: str) -> None:
    require(
        rules.may_review_long_plans(by, plan.child.family),
        verb,
        by=by,
        subjects=[plan],
        children=[plan.child_id],
        message="Only the chair and managers record these reviews.",
    )


def _audit(verb: str, review: LongPlanReview | RepeatPlanReview, by: User) -> None:
    children = review.children_concerned()
    record(Action.CREATED, verb, by=by, subjects=[review], children=children)
