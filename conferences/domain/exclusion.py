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
from conferences import notices, rules
from conferences.domain.asked_exclusion import was_asked_for
from conferences.domain.exclusion_letter import write_letter
from conferences.domain.exclusion_words import check_whereabouts, check_words
from conferences.domain.inviting import tell_excluded
from conferences.domain.steps import locked, require
from conferences.enums import AttendanceMode, ConferenceState, ExclusionGround
from conferences.models import (
    Attendance,
    Conference,
    Exclusion,
    ExclusionRefusal,
    Part,
    Participant,
)
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
def exclude(
    *, conference: Conference, reasons: Reasons, by: User, names_may_stand: bool = False
) -> Exclusion:
    """The chair decides. The person is told by letter, with the reasons they may be given; whoever
    was invited already is told at once not to come, or the time of the part that is left to them.

    `names_may_stand`: somebody has read the names in the letter. Raises `NotAllowed`,
    `DomainError`, and `WrongState` when they are already excluded from it.
    """
    conference = locked(conference)
    exclusion = draft_exclusion(conference=conference, reasons=reasons, by=by)
    check_words(exclusion, names_may_stand=names_may_stand)
    exclusion.save()
    participant = _mark(conference, reasons)
    record(
        Action.DECIDED,
        "conferences.exclude",
        by=by,
        subjects=[exclusion],
        children=conference.children_concerned(),
        reason=reasons.rationale,
    )
    write_letter(exclusion)
    if participant is not None:
        tell_excluded(participant, by=by)
    return exclusion


def draft_exclusion(*, conference: Conference, reasons: Reasons, by: User) -> Exclusion:
    """As it would be decided, so that its letter can be read first; nothing is kept. Raises as
    `exclude` does, but for names, which whoever reads the letter answers for."""
    require(
        rules.may_chair(by, conference),
        "conferences.exclude",
        by=by,
        about=conference,
        message=NOT_TO_EXCLUDE,
    )
    if conference.state in (ConferenceState.CLOSED, ConferenceState.CANCELLED):
        raise WrongState("This conference is over.", rule="over")
    _check(conference, reasons)
    exclusion = Exclusion(conference=conference, decided_by=by, **vars(reasons))
    check_whereabouts(exclusion)
    return exclusion


@dataclass(frozen=True)
class NotExcluded:
    """Why somebody is not excluded. `told_on`: when the chair told whoever asked; None: nobody
    has yet."""

    person: Person
    asked_for_by: str
    asked_for_on: date
    reason: str
    instead: str = ""
    told_on: date | None = None


@transaction.atomic
def refuse_exclusion(*, conference: Conference, answer: NotExcluded, by: User) -> ExclusionRefusal:
    """The chair decides that they may come after all. Whoever asked is told, with the reason.

    Raises `NotAllowed`, `WrongState`, and `DomainError` with the field: without a reason, or when
    whoever asked can be told by nobody but the chair and has not been.
    """
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.refuse_exclusion",
        by=by,
        about=conference,
        message=NOT_TO_EXCLUDE,
    )
    if conference.state in (ConferenceState.CLOSED, ConferenceState.CANCELLED):
        raise WrongState("This conference is over.", rule="over")
    _check_refusal(conference, answer)
    refusal = ExclusionRefusal.objects.create(conference=conference, decided_by=by, **vars(answer))
    record(
        Action.DECIDED,
        "conferences.refuse_exclusion",
        by=by,
        subjects=[refusal],
        children=conference.children_concerned(),
        reason=answer.reason,
    )
    if was_asked_for(conference):
        notices.exclusion_refused(refusal)
    return refusal


def _check_refusal(conference: Conference, answer: NotExcluded) -> None:
    if not answer.reason.strip():
        raise DomainError("Say why they are not excluded.", field="reason", rule="needed")
    if not answer.asked_for_by.strip():
        raise DomainError("Say who asked.", field="asked_for_by", rule="needed")
    today = today_in_london()
    for field in ("asked_for_on", "told_on"):
        day = getattr(answer, field)
        if day is not None and day > today:
            raise DomainError(
                "The date must be today or in the past.", field=field, rule="in_the_future"
            )
    if answer.told_on is None and not was_asked_for(conference):
        raise DomainError(
            "Tell whoever asked, and enter when: nobody here has a message for them.",
            field="told_on",
            rule="needed",
        )


def _check(conference: Conference, reasons: Reasons) -> None:
    for field, message in (
        ("rationale", "Say why, so that somebody who was not there can follow it."),
        ("asked_for_by", "Say who asked."),
        ("views_heard_by", "Say how their views will be heard."),
    ):
        if not getattr(reasons, field).strip():
            raise DomainError(message, field=field, rule="needed")
    if reasons.asked_for_on > today_in_london():
        raise DomainError(
            "The date it was asked for cannot be in the future.",
            field="asked_for_on",
            rule="in_the_future",
        )
    if reasons.part is not None and reasons.part.conference_id != conference.pk:
        raise DomainError(
            "Choose a part of this conference.", field="part", rule="not_of_this_conference"
        )
    standing = conference.exclusions.standing().filter(person=reasons.person)
    if standing.filter(part__isnull=True).exists() or standing.filter(part=reasons.part).exists():
        raise WrongState(f"{reasons.person} is already excluded from this.", rule="already_done")


def _mark(conference: Conference, reasons: Reasons) -> Participant | None:
    """Gives whoever it is, where they were asked at all."""
    parts = [reasons.part] if reasons.part else list(conference.parts.all())
    participant: Participant | None = conference.participants.filter(person=reasons.person).first()
    if participant is None:
        return None
    for part in parts:
        Attendance.objects.update_or_create(
            part=part, participant=participant, defaults={"mode": AttendanceMode.EXCLUDED}
        )
    return participant


def is_short_notice(exclusion: Exclusion) -> bool:
    """Whether it was asked for later than 3 working days before the day (Sussex)."""
    booking = exclusion.conference.booking
    if booking is None or exclusion.asked_for_on is None:
        return False
    day = timezone.localtime(booking.starts_at).date()
    limit = current_clock().due("exclusion_request", Dates(start=day)).due_on
    return exclusion.asked_for_on > limit
