"""Exclude somebody from a conference, or from one part of it. Exceptional, short, written down.

Sources: Sussex exclusion chapter (grounds, 3 working days' notice, views still heard); Birmingham
complaints learning (the rationale must be recorded).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.exclusion_letter import write_letter
from conferences.domain.steps import locked, require
from conferences.enums import AttendanceMode, ConferenceState, ExclusionGround
from conferences.models import Attendance, Conference, Exclusion, Part
from people.models import Person
from timescales.domain import current_clock, today_in_london
from timescales.due import Dates

NOT_TO_EXCLUDE = "Only the chair decides to exclude somebody."


@dataclass(frozen=True)
class Reasons:
    """Everything that must be written down. `part` is None for the whole conference."""

    person: Person
    part: Part | None
    ground: ExclusionGround
    rationale: str
    asked_for_by: str
    asked_for_on: date
    views_heard_by: str


@transaction.atomic
def exclude(*, conference: Conference, reasons: Reasons, by: User) -> Exclusion:
    """The chair decides. The person is told by letter, with the reasons they may be given.

    Raises `NotAllowed`, `DomainError`, and `WrongState` when they are already excluded from it.
    """
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.exclude",
        by=by,
        about=conference,
        message=NOT_TO_EXCLUDE,
    )
    if conference.state in (ConferenceState.CLOSED, ConferenceState.CANCELLED):
        raise WrongState("This conference is over.")
    _check(conference, reasons)
    exclusion = Exclusion.objects.create(
        conference=conference,
        person=reasons.person,
        part=reasons.part,
        ground=reasons.ground,
        rationale=reasons.rationale,
        asked_for_by=reasons.asked_for_by,
        asked_for_on=reasons.asked_for_on,
        views_heard_by=reasons.views_heard_by,
        decided_by=by,
    )
    _mark(conference, reasons)
    record(
        Action.DECIDED,
        "conferences.exclude",
        by=by,
        subjects=[exclusion],
        children=conference.children_concerned(),
        reason=reasons.rationale,
    )
    write_letter(exclusion)
    return exclusion


def _check(conference: Conference, reasons: Reasons) -> None:
    for field, message in (
        ("rationale", "Say why, so that somebody who was not there can follow it."),
        ("asked_for_by", "Say who asked."),
        ("views_heard_by", "Say how their views will be heard."),
    ):
        if not getattr(reasons, field).strip():
            raise DomainError(message, field=field)
    if reasons.asked_for_on > today_in_london():
        raise DomainError(
            "The date it was asked for cannot be in the future.", field="asked_for_on"
        )
    if reasons.part is not None and reasons.part.conference_id != conference.pk:
        raise DomainError("Choose a part of this conference.", field="part")
    standing = conference.exclusions.filter(person=reasons.person)
    if standing.filter(part__isnull=True).exists() or standing.filter(part=reasons.part).exists():
        raise WrongState(f"{reasons.person} is already excluded from this.")


def _mark(conference: Conference, reasons: Reasons) -> None:
    parts = [reasons.part] if reasons.part else list(conference.parts.all())
    participant = conference.participants.filter(person=reasons.person).first()
    if participant is None:
        return
    for part in parts:
        Attendance.objects.update_or_create(
            part=part, participant=participant, defaults={"mode": AttendanceMode.EXCLUDED}
        )


def is_short_notice(exclusion: Exclusion) -> bool:
    """Whether it was asked for later than 3 working days before the day (Sussex)."""
    booking = exclusion.conference.booking
    if booking is None or exclusion.asked_for_on is None:
        return False
    day = timezone.localtime(booking.starts_at).date()
    limit = current_clock().due("exclusion_request", Dates(start=day)).due_on
    return exclusion.asked_for_on > limit
