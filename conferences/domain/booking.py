"""Give a conference its slot: pencil, confirm, move, vacate.

A date that makes an ICPC late is allowed, with a coded reason agreed by a manager and the chair
(Liverpool 3.5) and a review of the safety plan (Buckinghamshire).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings import domain as bookings
from bookings.domain.office_calendar import OfficeCalendar
from bookings.enums import TAKES_THE_SLOT, MoveReason, ReleaseReason
from bookings.models import Booking
from bookings.optimiser import SlotChoice
from conferences import notices, rules
from conferences.domain.adjourning import forget_part_times
from conferences.domain.case_chair import give_case_to
from conferences.domain.date_changes import use_agreement
from conferences.domain.inviting import cancel_for, cancel_invitations, update_invitations
from conferences.domain.limits import due_in_words, limit_now
from conferences.domain.midpoints import redate_midpoints
from conferences.domain.refused_slots import keep_given_up
from conferences.domain.reports import ask_for_reports, stop_asking
from conferences.domain.seating import seat_chair_and_minute_taker
from conferences.domain.slots import Wishes, need_of_conference
from conferences.domain.steps import advance, locked, require
from conferences.enums import ConferenceKind, ConferenceState, Instead, LateReason
from conferences.models import Conference
from timescales.domain import today_in_london


@dataclass(frozen=True)
class Lateness:
    """Why a date after the limit is right, who agreed, and what was done for the child's safety."""

    reason: LateReason
    note: str
    manager: str
    chair: str
    safety_plan_review: str


class LateUnexplained(DomainError):
    """The date is after the limit, and something of `Lateness` is missing."""


@transaction.atomic
def pencil_slot(
    *,
    conference: Conference,
    choice: SlotChoice,
    wishes: Wishes | None = None,
    lateness: Lateness | None = None,
    by: User,
) -> Conference:
    """Keep a slot for a conference that has none. Raises what `bookings.pencil` raises, too."""
    conference = booked_by(conference, by, "conferences.pencil")
    _let_go_of_expired_pencil(conference, by)
    use_agreement(conference, choice.day)
    late_reason = _check_lateness(conference, choice, lateness)
    if conference.booking and conference.state in WITHOUT_A_DATE:
        return _relist(conference, choice, wishes, late_reason, _why_moved(conference), "", by)
    conference.booking = bookings.pencil(
        need=need_of_conference(conference, wishes),
        choice=choice,
        about=conference.about,
        late_reason=late_reason,
        by=by,
    )
    conference.chair = conference.booking.chair.professional
    advance(conference, ConferenceState.PENCILLED, by=by)
    booked(conference, "conferences.pencil", by)
    return conference


WITHOUT_A_DATE = (ConferenceState.VACATED, ConferenceState.ADJOURNED)
VACATED = "The slot of the conference was given up"


@transaction.atomic
def confirm_slot(*, conference: Conference, by: User) -> Conference:
    """Make the pencilled slot firm: the chair takes the case on, reports are asked for."""
    conference = booked_by(conference, by, "conferences.confirm")
    if conference.booking is None:
        raise WrongState("This conference has no slot to confirm.", rule="no_slot")
    conference.booking = bookings.confirm(booking=conference.booking, by=by)
    advance(conference, ConferenceState.BOOKED, by=by)
    take_on(conference, by)
    booked(conference, "conferences.confirm", by)
    return conference


@transaction.atomic
def move_conference(
    *,
    conference: Conference,
    choice: SlotChoice,
    reason: MoveReason,
    note: str = "",
    wishes: Wishes | None = None,
    lateness: Lateness | None = None,
    by: User,
) -> Conference:
    """Re-list: another slot in one step. Everybody already invited is told of the change.

    Raises `NotAgreed` for a review whose chair has not agreed to another day (Tees).
    """
    conference = booked_by(conference, by, "conferences.move")
    use_agreement(conference, choice.day)
    late_reason = _check_lateness(conference, choice, lateness)
    return _relist(conference, choice, wishes, late_reason, reason, note, by)


@transaction.atomic
def vacate_conference(
    *, conference: Conference, reason: MoveReason, note: str = "", by: User
) -> Conference:
    """Give the slot up. The conference stays on the red list until it has a date.

    The reason is coded. Raises `NotAgreed` for a review whose chair has not agreed (Tees).
    """
    conference = booked_by(conference, by, "conferences.vacate")
    if conference.booking is None:
        raise WrongState("This conference has no slot to give up.", rule="no_slot")
    use_agreement(conference, None)
    bookings.vacate(booking=conference.booking, reason=reason, note=note, by=by)
    advance(conference, ConferenceState.VACATED, by=by, reason_code=reason, reason=note)
    forget_part_times(conference)
    stop_asking(conference=conference, reason=VACATED, by=by)
    redate_midpoints(conference, by=by)
    keep_given_up(conference=conference, slot=conference.booking, reason=reason, note=note, by=by)
    booked(conference, "conferences.vacate", by, reason=note)
    cancel_invitations(conference=conference, instead=Instead.NEW_DAY, by=by)
    notices.conference_without_date(conference)
    return conference


@transaction.atomic
def rub_out_pencil(*, conference: Conference, by: User) -> Conference:
    """Let a pencilled slot go. Nobody had been told, so it is only on the list to book again."""
    conference = booked_by(conference, by, "conferences.rub_out_pencil")
    if conference.booking is None or conference.state != ConferenceState.PENCILLED:
        raise WrongState("This conference has no pencilled slot.", rule="no_slot")
    bookings.release(booking=conference.booking, reason=ReleaseReason.NOT_NEEDED, by=by)
    _without_slot(conference, by)
    booked(conference, "conferences.rub_out_pencil", by)
    return conference


def _let_go_of_expired_pencil(conference: Conference, by: User) -> None:
    if conference.state == ConferenceState.PENCILLED and not holds_its_slot(conference):
        _without_slot(conference, by)


def _without_slot(conference: Conference, by: User) -> None:
    conference.booking = None
    advance(conference, ConferenceState.TO_BOOK, by=by, reason="The pencilled slot was let go")


def _relist(
    conference: Conference,
    choice: SlotChoice,
    wishes: Wishes | None,
    late_reason: str,
    reason: MoveReason,
    note: str,
    by: User,
) -> Conference:
    if conference.booking is None:
        raise WrongState("This conference has no slot to move.", rule="no_slot")
    pencilled = conference.state == ConferenceState.PENCILLED
    keep_given_up(conference=conference, slot=conference.booking, reason=reason, note=note, by=by)
    conference.booking = bookings.relist(
        booking=conference.booking,
        choice=choice,
        reason=reason,
        note=note,
        late_reason=late_reason,
        need=need_of_conference(conference, wishes),
        by=by,
    )
    if pencilled:
        conference.chair = conference.booking.chair.professional
        conference.save()
    else:
        advance(conference, ConferenceState.BOOKED, by=by, reason_code=reason, reason=note)
        forget_part_times(conference)
        take_on(conference, by)
        update_invitations(conference=conference, by=by)
    booked(conference, "conferences.move", by, reason=note)
    return conference


def _why_moved(conference: Conference) -> MoveReason:
    """The reason the last slot was given up for."""
    step = conference.steps.filter(to_state__in=WITHOUT_A_DATE).last()
    code = step.reason_code if step else ""
    return MoveReason(code) if code in MoveReason.values else MoveReason.ADJOURNED


def take_on(conference: Conference, by: User) -> None:
    assert conference.booking is not None, "only a booked conference is taken on"
    conference.chair = conference.booking.chair.professional
    conference.save()
    give_case_to(chair=conference.chair, family=conference.family, by=by)
    for unseated in seat_chair_and_minute_taker(conference):
        cancel_for(unseated, by=by)
    ask_for_reports(conference=conference, by=by)
    redate_midpoints(conference, by=by)


def _check_lateness(conference: Conference, choice: SlotChoice, lateness: Lateness | None) -> str:
    """The reason in words for the diary; empty when in time. Keeps it on the conference."""
    conference.due_on = limit_now(conference)
    if conference.due_on is None or choice.day <= conference.due_on:
        conference.late_reason = conference.late_note = ""
        conference.late_agreed_by = conference.late_agreed_by_chair = ""
        return ""
    if lateness is None:
        due = due_in_words(conference)
        raise LateUnexplained(f"This is after the due date, {due}. Say why it has to be late.")
    if not lateness.manager.strip() or not lateness.chair.strip():
        raise LateUnexplained("Say which manager and which chair agreed to the late date.")
    initial = conference.kind != ConferenceKind.REVIEW
    if initial and not lateness.safety_plan_review.strip():
        raise LateUnexplained(
            "Review the safety plan, and say what you found. The children wait longer without "
            "a conference.",
            field="safety_plan_review",
        )
    if lateness.reason == LateReason.OTHER and not lateness.note.strip():
        raise LateUnexplained("Say what the other reason is.", field="late_note")
    conference.late_reason, conference.late_note = lateness.reason, lateness.note
    conference.late_agreed_by = lateness.manager
    conference.late_agreed_by_chair = lateness.chair
    conference.safety_plan_reviewed = lateness.safety_plan_review
    return f"{lateness.reason.label}. {lateness.note}".strip()


def booked_by(conference: Conference, by: User, verb: str) -> Conference:
    require(
        rules.may_book(by),
        verb,
        by=by,
        about=conference,
        message="Only business support and duty officers book conferences.",
    )
    return locked(conference)


def booked(conference: Conference, verb: str, by: User, *, reason: str = "") -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=reason,
    )


def holds_its_slot(conference: Conference) -> bool:
    """Whether the conference has a slot that has not run out."""
    booking: Booking | None = conference.booking
    return booking is not None and booking.state in TAKES_THE_SLOT and not booking.is_expired


def working_days_to_limit(due_on: date, calendar: OfficeCalendar) -> int:
    """Working days from today to the limit; negative when it has passed.

    `calendar` is `office_calendar()`, read once for a whole list.
    """
    return calendar.working_days_between(today_in_london(), due_on)
