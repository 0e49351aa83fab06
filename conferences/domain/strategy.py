"""Strategy discussions, and the clock that the initiating one starts for each child."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.models import StrategyDiscussion
from conferences.rules import may_request
from people.domain.permission import require
from people.enums import CaseRoleKind
from people.models import Child, Family
from timescales.domain import (
    current_clock,
    restart_deadline,
    start_deadline,
    today_in_london,
)
from timescales.due import Dates, DueDate
from timescales.models import Deadline

ICPC = "icpc"
KEY = "strategy_discussion:"
NOT_TO_CORRECT = "Only who may ask for a conference may correct this."
LONGEST_AGO = dt.timedelta(days=730)


class NotARealDay(DomainError):
    """The day given for a strategy discussion cannot be right."""


@transaction.atomic
def record_strategy_discussion(
    *, family: Family, held_on: dt.date, note: str = "", by: User
) -> StrategyDiscussion:
    """Keep that a strategy discussion was held. Twice for one day is one.

    Raises `NotARealDay` for a day to come, or more than two years ago.
    """
    _check_day(held_on)
    known = _held_on(family, held_on)
    if known is not None:
        return known
    discussion: StrategyDiscussion = StrategyDiscussion.objects.create(
        family=family, held_on=held_on, note=note, recorded_by=by
    )
    record(
        Action.CREATED,
        "conferences.record_strategy_discussion",
        by=by,
        subjects=[discussion],
        children=family.children_concerned(),
    )
    return discussion


def _held_on(family: Family, day: dt.date) -> StrategyDiscussion | None:
    # One click too many must not make a second: the family's row is the lock.
    Family.objects.select_for_update().get(pk=family.pk)
    found: StrategyDiscussion | None = family.strategy_discussions.filter(held_on=day).first()
    return found


@transaction.atomic
def correct_strategy_discussion(
    *, discussion: StrategyDiscussion, held_on: dt.date, reason: str, by: User
) -> StrategyDiscussion:
    """The day was recorded wrongly: every clock it started that still runs is counted again.

    Raises `NotAllowed`, `NotARealDay` (also where another was held on that day), and `DomainError`
    when no reason is given.
    """
    may_correct_clock("conferences.correct_strategy_discussion", discussion.family, by)
    _check_day(held_on)
    if not reason.strip():
        raise DomainError("Say why the date is corrected.", field="reason", rule="needed")
    if _held_on(discussion.family, held_on) not in (None, discussion):
        raise NotARealDay(
            f"There is a strategy discussion on {held_on:%-d %B %Y} already. If it was that one "
            "that started the enquiry, choose it in the request.",
            field="held_on",
        )
    was, discussion.held_on = discussion.held_on, held_on
    discussion.save(update_fields=["held_on"])
    for deadline in Deadline.objects.open().filter(rule=ICPC, about=clock_key(discussion)):
        restart_deadline(deadline=deadline, dates=Dates(start=held_on), by=by, reason=reason)
    record(
        Action.CHANGED,
        "conferences.correct_strategy_discussion",
        by=by,
        subjects=[discussion],
        children=discussion.children_concerned(),
        reason=reason,
        detail={"from": was.isoformat(), "to": held_on.isoformat()},
    )
    return discussion


def may_correct_clock(verb: str, family: Family, by: User) -> None:
    """Whoever may ask for a conference may put right the day its clock runs from."""
    require(
        may_request(by),
        verb,
        by=by,
        subjects=[family],
        children=family.children_concerned(),
        message=NOT_TO_CORRECT,
    )


def _check_day(held_on: dt.date) -> None:
    today = today_in_london()
    if held_on > today:
        raise NotARealDay(
            "The strategy discussion must be today or in the past. Enter the day it was held.",
            field="held_on",
        )
    if held_on < today - LONGEST_AGO:
        raise NotARealDay(
            "The strategy discussion cannot be more than two years ago. Check the year.",
            field="held_on",
        )


def clock_key(discussion: StrategyDiscussion) -> str:
    """What a child's ICPC deadline is about: the clock belongs to the discussion that started it.

    So it runs on unbroken through a request sent back, a conference vacated and a new date.
    """
    return f"{KEY}{discussion.pk}"


def icpc_due(discussion: StrategyDiscussion) -> DueDate:
    """When an ICPC is due for a section 47 enquiry initiated at this discussion, and why."""
    return current_clock().due(ICPC, Dates(start=discussion.held_on))


def icpc_clock(child: Child, discussion: StrategyDiscussion) -> Deadline | None:
    """The running, met or withdrawn clock of this child, if it was started."""
    found: Deadline | None = Deadline.objects.filter(
        rule=ICPC, child=child, about=clock_key(discussion)
    ).first()
    return found


def start_icpc_clock(*, child: Child, discussion: StrategyDiscussion, by: User) -> Deadline:
    """Start the clock, or leave it running. Closing the conference meets it."""
    return start_deadline(
        rule=ICPC,
        dates=Dates(start=discussion.held_on),
        child=child,
        about=clock_key(discussion),
        owner_role=CaseRoleKind.LEAD_SOCIAL_WORKER,
        by=by,
    )


def doubt_about(
    chosen: StrategyDiscussion | None, discussions: Iterable[StrategyDiscussion]
) -> str:
    """A warning when the initiating discussion chosen is not the first; empty when it is.

    The first is usually the one. Restarting the clock from a later discussion was abolished in
    2015 (domain.md, section 1), and choosing the last is the commonest mistake.
    """
    earlier = [d for d in discussions if chosen is not None and d.held_on < chosen.held_on]
    if chosen is None or not earlier:
        return ""
    first = min(earlier, key=lambda d: d.held_on)
    return (
        f"There was an earlier strategy discussion on {first.held_on:%-d %B %Y}. The clock runs "
        "from the one at which the section 47 enquiry was initiated, not from the last one. Choose "
        f"{chosen.held_on:%-d %B %Y} only if the enquiry was initiated then."
    )
