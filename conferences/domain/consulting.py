"""Consultations: advice before any request. Each is followed up until it is known what happened."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action
from conferences.enums import RequestState, ScreeningOutcome
from conferences.models import ConferenceRequest, FollowUp, Screening
from conferences.rules import may_screen
from people.models import Family
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates, DueDate
from timescales.working_days import london_date


@transaction.atomic
def record_consultation(
    *, family: Family, outcome: ScreeningOutcome, reason: str, asked_by: str, by: User
) -> Screening:
    """Keep what was advised. If no request follows, it is asked about after 5 working days.

    The number is a local default: no source gives one; Buckinghamshire tracks every consultation.
    """
    _require_screener("conferences.consult", family, by)
    if not reason.strip():
        raise DomainError("Say what was advised and why.", field="reason", rule="needed")
    screening = Screening.objects.create(
        family=family,
        outcome=outcome,
        reason=reason,
        asked_by=asked_by,
        by=by,
        follow_up_on=_follow_up_on(),
    )
    record(
        Action.CREATED,
        "conferences.consult",
        by=by,
        subjects=[screening],
        children=family.children_concerned(),
        detail={"outcome": outcome},
    )
    return screening


FOLLOW_UP = "consultation_follow_up"


def _follow_up_on() -> date:
    return current_clock().due(FOLLOW_UP, Dates(start=today_in_london())).due_on


def limits_of(consultations: Iterable[Screening]) -> list[tuple[Screening, DueDate]]:
    """Each with the day by which it is asked about, and why."""
    clock = current_clock()
    return [(row, clock.due(FOLLOW_UP, Dates(start=london_date(row.at)))) for row in consultations]


def refresh_follow_ups() -> int:
    """A calendar that changed moves the day on which a consultation is asked about, while that is
    still to come. Says how many."""
    waiting = Screening.objects.filter(
        request__isnull=True, follow_up__isnull=True, follow_up_on__gte=today_in_london()
    )
    moved = [(row, limit) for row, limit in limits_of(waiting) if row.follow_up_on != limit.due_on]
    for row, limit in moved:
        row.follow_up_on = limit.due_on
        row.save(update_fields=["follow_up_on"])
    return len(moved)


@transaction.atomic
def follow_up(*, screening: Screening, found: str, by: User) -> FollowUp:
    """Say what became of a consultation that no request followed. Raises `WrongState`."""
    _require_screener("conferences.follow_up", screening.family, by)
    if FollowUp.objects.filter(screening=screening).exists():
        raise WrongState("This consultation has already been followed up.", rule="already_done")
    if not found.strip():
        raise DomainError("Say what you found out.", field="found", rule="needed")
    row = FollowUp.objects.create(screening=screening, found=found, by=by)
    record(
        Action.CHANGED,
        "conferences.follow_up",
        by=by,
        subjects=[screening],
        children=screening.children_concerned(),
    )
    return row


def to_follow_up(*, to: User, on: date | None = None) -> list[Screening]:
    """Consultations due to be asked about, with no request and no answer since."""
    waiting = (
        Screening.objects.visible_to(to)
        .filter(
            request__isnull=True,
            follow_up__isnull=True,
            follow_up_on__lte=on or today_in_london(),
        )
        .select_related("family", "by")
        .order_by("follow_up_on", "pk")
    )
    return [screening for screening in waiting if not _request_followed(screening)]


def _request_followed(screening: Screening) -> bool:
    later = ConferenceRequest.objects.filter(
        family=screening.family, submitted_at__gte=screening.at
    )
    return bool(later.exclude(state=RequestState.DRAFT).exists())


def _require_screener(verb: str, family: Family, by: User) -> None:
    if may_screen(by):
        return
    message = "Only a duty officer may record a consultation."
    refuse(verb, by=by, subjects=[family], children=family.children_concerned(), reason=message)
    raise NotAllowed(message)
