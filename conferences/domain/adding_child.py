"""Make an initial conference that has not begun about one more child of the family.

One meeting may be about several children, each with a limit of their own (domain.md, section 1). A
brother or sister who is found while it waits joins it: no second slot, room and letters for one
family. Who takes part and what they were told stays as it is.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices, rules
from conferences.domain import requesting
from conferences.domain.opening import add_requested, keep_earliest
from conferences.domain.steps import locked, require
from conferences.domain.strategy import (
    doubt_about,
    icpc_due,
    record_strategy_discussion,
    start_icpc_clock,
)
from conferences.enums import (
    TO_BE_HELD,
    WAITING_REQUESTS,
    ConferenceKind,
    ConferenceState,
    Joining,
    Section47Outcome,
)
from conferences.models import (
    AddedChild,
    Conference,
    ConferenceChild,
    RequestedChild,
    StrategyDiscussion,
)
from people.domain.queries import standing_children
from people.models import Child, Family, Relationship
from plans.domain.queries import open_plan_for
from timescales.due import DueDate

NOT_TO_ADD = "Only duty officers and heads of service add a child to a conference."
NOT_BEGUN = (
    ConferenceState.TO_BOOK,
    ConferenceState.PENCILLED,
    ConferenceState.BOOKED,
    ConferenceState.VACATED,
)


@dataclass(frozen=True)
class ChildToAdd:
    """What a request says of each child; `held_on` is the day of the child's own strategy
    discussion, at which the enquiry was initiated."""

    child: Child
    held_on: dt.date
    section_47_outcome: Section47Outcome
    decided_on: dt.date
    reason: str
    agreed_by: str


@dataclass(frozen=True)
class WouldBe:
    """What adding a child would do, to be confirmed. `booked_on` is the day it is held, where it
    has one; `doubt` warns of a strategy discussion that was not the first."""

    child: Child
    limit: DueDate
    due_on: dt.date
    booked_on: dt.date | None
    doubt: str

    @property
    def late(self) -> bool:
        return self.booked_on is not None and self.booked_on > self.limit.due_on


def why_not(conference: Conference) -> str:
    """Why no child can be added to this conference now; empty where one can."""
    try:
        _check_open(conference)
    except WrongState as objection:
        return objection.message
    return ""


def conference_to_join(family: Family, *, reader: User) -> Conference | None:
    """The family's initial conference that waits, to which a child may be added."""
    rows = Conference.objects.visible_to(reader).filter(family=family, state__in=NOT_BEGUN)
    found: Conference | None = rows.filter(kind=ConferenceKind.INITIAL).first()
    return found


def children_to_add(conference: Conference) -> list[Child]:
    """The children of the family whom it is not about yet."""
    known = set(conference.children_concerned())
    family = standing_children(conference.family)
    return [c for c in family if c.pk not in known and c.person.died_on is None]


def preview(*, conference: Conference, adding: ChildToAdd) -> WouldBe:
    """What it would do. Raises what `add_child` raises of what cannot be."""
    _check(conference, adding)
    limit = icpc_due(StrategyDiscussion(held_on=adding.held_on))
    discussions = conference.family.strategy_discussions.all()
    return WouldBe(
        child=adding.child,
        limit=limit,
        due_on=min(day for day in (limit.due_on, conference.due_on) if day),
        booked_on=_booked_on(conference),
        doubt=doubt_about(StrategyDiscussion(held_on=adding.held_on), discussions),
    )


@transaction.atomic
def add_child(*, conference: Conference, adding: ChildToAdd, by: User) -> ConferenceChild:
    """The conference, and the request for it, are about this child too; the child's own clock runs
    from their own strategy discussion, and the earliest limit binds the meeting.

    Raises `NotAllowed`, `WrongState`, `AlreadyOnPlan` (an early review instead), `NotARealDay`,
    `DomainError` where somebody who takes part must be told nothing about the child.
    """
    require(
        rules.may_screen(by),
        "conferences.add_child",
        by=by,
        about=conference,
        message=NOT_TO_ADD,
    )
    conference = locked(conference)
    _check(conference, adding)
    before = conference.due_on
    asked_for = _ask_for(conference, adding, by)
    add_requested(conference, asked_for)
    keep_earliest(conference)
    record(
        Action.CHANGED,
        "conferences.add_child",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=adding.reason,
        detail={"child": adding.child.pk},
    )
    added: ConferenceChild = conference.children.get(child=adding.child)
    notices.child_added(added)
    if before and conference.due_on and conference.due_on < before:
        notices.review_sooner(conference)
    return added


def _ask_for(conference: Conference, adding: ChildToAdd, by: User) -> RequestedChild:
    """The request is about the child as if it had been from the beginning; what is said of this
    child alone stands beside it. The clock starts."""
    assert conference.request is not None, "checked"
    request = requesting.locked(conference.request)
    discussion = record_strategy_discussion(family=conference.family, held_on=adding.held_on, by=by)
    request.left_out.filter(child=adding.child).delete()
    asked_for = RequestedChild.objects.create(
        request=request, child=adding.child, initiating_discussion=discussion
    )
    AddedChild.objects.create(
        asked_for=asked_for,
        section_47_outcome=adding.section_47_outcome,
        decided_on=adding.decided_on,
        reason=adding.reason,
        agreed_by_name=adding.agreed_by,
        by=by,
    )
    start_icpc_clock(child=adding.child, discussion=discussion, by=by)
    return asked_for


def _check(conference: Conference, adding: ChildToAdd) -> None:
    _check_open(conference)
    _check_child(conference, adding.child)
    _check_nobody_is_told(conference, adding.child)
    for words, field in ((adding.reason, "reason"), (adding.agreed_by, "agreed_by")):
        if not words.strip():
            raise DomainError("This is needed for each child.", field=field, rule="needed")


def _check_open(conference: Conference) -> None:
    if conference.kind != ConferenceKind.INITIAL or conference.request is None:
        raise WrongState(
            "A child is added only to an initial conference that was asked for. For a child on a "
            "plan, ask for an early review.",
            rule="not_an_initial_conference",
        )
    if conference.state not in NOT_BEGUN:
        was = ConferenceState(conference.state).label.lower()
        raise WrongState(
            f"This conference is “{was}”, so no child can be added to it. Ask for a conference "
            "for the child.",
            rule="begun_already",
        )


def _check_child(conference: Conference, child: Child) -> None:
    if conference.children.filter(child=child).exists():
        raise WrongState(
            f"This conference is about {child} already.", field="child", rule="already_done"
        )
    if child not in children_to_add(conference):
        raise DomainError(
            f"{child} is not a child of this family for whom a conference can be held.",
            field="child",
            rule="not_of_the_family",
        )
    if open_plan_for(child) is not None:
        raise requesting.AlreadyOnPlan(
            f"{child} is already on a plan. Ask for an early review instead.", field="child"
        )
    _check_no_other_meeting(conference, child)


def _check_no_other_meeting(conference: Conference, child: Child) -> None:
    rows = ConferenceChild.objects.filter(child=child, conference__state__in=TO_BE_HELD)
    other = rows.exclude(conference=conference).select_related("conference").first()
    if other is not None:
        kind = other.conference.get_kind_display().lower()
        was = other.conference.get_state_display().lower()
        raise WrongState(
            f"Another conference is about {child} already: {kind}, {was}. Cancel that one first, "
            "or leave the child there.",
            field="child",
            rule="in_another_conference",
        )
    asked = RequestedChild.objects.filter(child=child, request__state__in=WAITING_REQUESTS)
    waiting = asked.select_related("request").first()
    if waiting is not None:
        was = waiting.request.get_state_display().lower()
        raise WrongState(
            f"Another request is about {child}, and is not settled: {was}. Screen it as withdrawn "
            "by the team first, then add the child here.",
            field="child",
            rule="request_waits",
        )


def _check_nobody_is_told(conference: Conference, child: Child) -> None:
    """Somebody who takes part may be one who must be told nothing about this child."""
    barred = Relationship.objects.filter(child=child, must_not_be_told=True).values("person")
    coming = conference.participants.exclude(joining=Joining.NOT_COMING)
    names = ", ".join(str(p) for p in coming.filter(person__in=barred).select_related("person"))
    if names:
        raise DomainError(
            f"{names} takes part in this conference, and must be told nothing about {child}. "
            "Speak with the chair: take them off the list first, or ask for a conference of the "
            "child’s own.",
            field="child",
            rule="must_not_be_told",
        )


def _booked_on(conference: Conference) -> dt.date | None:
    booked = conference.state in (ConferenceState.PENCILLED, ConferenceState.BOOKED)
    if conference.booking is None or not booked:
        return None
    return timezone.localtime(conference.booking.starts_at).date()
