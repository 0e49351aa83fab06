"""Stop a meeting that cannot go on: it has not been held, and is held again soon.

Source: Swindon, and Sussex for initial conferences: within 10 working days, and the chair sees to
it that an interim plan keeps the children safe. The clock of the conference itself runs on.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.enums import BookingState, MoveReason
from conferences import notices, rules
from conferences.domain.quorate import warn_if_inquorate_again
from conferences.domain.steps import advance, locked, require
from conferences.enums import AttendanceMode, ConferenceState
from conferences.models import Attendance, Conference
from people.enums import CaseRoleKind
from timescales.domain import start_deadline
from timescales.due import Dates
from timescales.models import Deadline
from timescales.models.deadline import DeadlineQuerySet

REBOOK = "inquorate_rebook"


@transaction.atomic
def adjourn_conference(
    *, conference: Conference, reason: MoveReason, note: str, kept_safe: str, by: User
) -> Conference:
    """The meeting began and could not go on. Every clock runs on, and one more starts.

    `kept_safe`: what keeps each child safe until it is held. Raises `NotAllowed`, `WrongState`,
    `DomainError` with the field.
    """
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.adjourn",
        by=by,
        about=conference,
        message="Only the chair can adjourn this conference.",
    )
    if not note.strip():
        raise DomainError("Say why the conference is adjourned.", field="note", rule="needed")
    if not kept_safe.strip():
        raise DomainError(
            "Say what keeps the children safe until the conference is held.",
            field="kept_safe",
            rule="needed",
        )
    began_on = conference.day
    _was_not_held(conference)
    advance(
        conference,
        ConferenceState.ADJOURNED,
        by=by,
        reason_code=reason,
        reason=note,
        kept_safe=kept_safe,
    )
    forget_part_times(conference)
    _expect_everybody_again(conference)
    _hold_again_soon(conference, began_on, by)
    record(
        Action.CHANGED,
        "conferences.adjourn",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=note,
    )
    notices.conference_without_date(conference)
    warn_if_inquorate_again(conference)
    return conference


def _was_not_held(conference: Conference) -> None:
    """What a meeting on paper, or one that was closed and opened again, had said of its day, is
    said anew by the one that takes its place; and a slot that was used up is not moved."""
    conference.held_on = conference.closed_at = None
    conference.keyed_from_paper = False
    if conference.booking is not None and conference.booking.state == BookingState.HELD:
        conference.booking = None


def _hold_again_soon(conference: Conference, began_on: date, by: User) -> None:
    start_deadline(
        rule=REBOOK,
        dates=Dates(start=began_on),
        family=conference.family,
        about=conference.about,
        owner_role=CaseRoleKind.CHAIR,
        by=by,
    )


def rebooking_clocks(conference: Conference) -> DeadlineQuerySet:
    """The running clock of an adjourned conference, if there is one."""
    rows: DeadlineQuerySet = Deadline.objects.open().filter(rule=REBOOK, about=conference.about)
    return rows


def hold_again_by(conference: Conference) -> date | None:
    """The day by which an adjourned conference is to be held; None for any other."""
    clock = rebooking_clocks(conference).order_by("due_on").first()
    return clock.due_on if clock else None


def by_nearest_day(conferences: Iterable[Conference]) -> list[Conference]:
    """For a list: an adjourned one with the day by which it is to be held again in the place of
    its limit, where that comes first; the nearest first, those without a day last."""
    rows = list(conferences)
    adjourned = [row.about for row in rows if row.state == ConferenceState.ADJOURNED]
    clocks = Deadline.objects.open().filter(rule=REBOOK, about__in=adjourned)
    again = dict(clocks.values_list("about", "due_on")) if adjourned else {}
    for row in rows:
        row.due_on = min(filter(None, (row.due_on, again.get(row.about))), default=None)
    return sorted(rows, key=lambda row: (row.due_on is None, row.due_on or date.min, row.pk))


def forget_part_times(conference: Conference) -> None:
    """Times of parts belong to the slot that is gone."""
    conference.parts.exclude(starts_at=None).update(starts_at=None, place="")


def _expect_everybody_again(conference: Conference) -> None:
    """Who was there is in the history; next time everybody not excluded is expected anew."""
    kept = (AttendanceMode.EXPECTED, AttendanceMode.EXCLUDED, AttendanceMode.REPORT_ONLY)
    rows = Attendance.objects.filter(part__conference=conference).exclude(mode__in=kept)
    for row in rows:
        row.mode, row.arrived_at, row.left_at = AttendanceMode.EXPECTED, None, None
        row.save()
