"""Another day for a review, only by its chair or the chair's manager (Tees).

Anybody who works with the family may ask; the core group is asked first. The slot is changed only
under an agreement, and each agreement is good for one change.
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
from bookings.enums import MoveReason
from conferences import notices, rules
from conferences.domain.limits import due_in_words
from conferences.domain.steps import locked, require
from conferences.enums import WITHOUT_OUTCOME, ConferenceKind, ConferenceState
from conferences.models import Conference, DateChange
from people.rules import may_edit_family
from timescales.closed_days import closed_words
from timescales.domain import current_clock, today_in_london


class NotAgreed(DomainError):
    """The day of a review is not changed without its chair or the chair's manager."""


NOT_TO_ASK = "Only who works with the family may ask for another day."
NOT_TO_DECIDE = "Only the chair or the chair’s manager may change the day of a review."


def may_ask(user: User, conference: Conference) -> bool:
    """Whoever keeps the family's record right."""
    return may_edit_family(user, conference.family)


@dataclass(frozen=True)
class AnotherDay:
    """What is asked for. `wanted_on` is the day by which the review is to be held."""

    wanted_on: date
    reason: MoveReason
    note: str
    core_group_asked_on: date
    core_group_said: str


@transaction.atomic
def ask_for_another_day(*, conference: Conference, wanted: AnotherDay, by: User) -> DateChange:
    """Ask for another day. Asked by the chair or the chair's manager, it is agreed at once.

    Raises `NotAllowed`, `DomainError` with the field, and `WrongState` when one waits already or
    the review has begun.
    """
    require(
        may_ask(by, conference),
        "conferences.ask_for_another_day",
        by=by,
        about=conference,
        message=NOT_TO_ASK,
    )
    conference = locked(conference)
    _check(conference, wanted)
    change = DateChange.objects.create(conference=conference, asked_by=by, **vars(wanted))
    _record(Action.CREATED, "conferences.ask_for_another_day", change, by)
    if rules.may_change_review_date(by, conference):
        return answer_date_change(change=change, agreed=True, answer="", by=by)
    notices.date_change_to_answer(change)
    return change


def _check(conference: Conference, wanted: AnotherDay) -> None:
    if conference.kind != ConferenceKind.REVIEW:
        raise WrongState(
            "This is for reviews. Business support moves other conferences.",
            rule="only_for_reviews",
        )
    if conference.state not in WITHOUT_OUTCOME:
        raise WrongState(
            "This review has begun or is over, so its day cannot be changed.", rule="begun_already"
        )
    if conference.date_changes.filter(answered_at__isnull=True).exists():
        raise WrongState(
            "Another day has been asked for already. It waits for the chair.", rule="already_done"
        )
    today = today_in_london()
    if wanted.wanted_on < today:
        raise DomainError(
            "The day must be today or in the future.", field="wanted_on", rule="in_the_past"
        )
    if closed := closed_words(wanted.wanted_on, current_clock().calendar.following_closures()):
        raise DomainError(
            f"A review cannot be held that day: {closed}", field="wanted_on", rule="day_closed"
        )
    if wanted.core_group_asked_on > today:
        raise DomainError(
            "The day must be today or in the past.",
            field="core_group_asked_on",
            rule="in_the_future",
        )
    if not wanted.core_group_said.strip():
        raise DomainError(
            "Say what the core group said, or why it could not be asked.",
            field="core_group_said",
            rule="needed",
        )
    if wanted.reason == MoveReason.OTHER and not wanted.note.strip():
        raise DomainError("Say what the other reason is.", field="note", rule="needed")


@transaction.atomic
def answer_date_change(*, change: DateChange, agreed: bool, answer: str, by: User) -> DateChange:
    """The chair, or the chair's manager, agrees or declines. Agreed, it is the day set for it.

    A day after the limit is agreed only by a head of service (West Sussex: senior manager).
    Raises `NotAllowed`, `WrongState`, `DomainError`.
    """
    conference = locked(change.conference)
    require(
        rules.may_change_review_date(by, conference),
        "conferences.answer_date_change",
        by=by,
        about=conference,
        message=NOT_TO_DECIDE,
    )
    change = DateChange.objects.select_for_update().get(pk=change.pk)
    if change.answered_at is not None:
        raise WrongState("This has been answered already.", rule="already_done")
    if not agreed and not answer.strip():
        raise DomainError("Say why not.", field="answer", rule="needed")
    _check_late(conference, change, agreed, by)
    change.agreed, change.answer = agreed, answer
    change.answered_by, change.answered_at = by, timezone.now()
    change.save()
    if agreed:
        conference.planned_on = change.wanted_on
        conference.save()
    _record(Action.DECIDED, "conferences.answer_date_change", change, by)
    notices.date_change_answered(change)
    return change


def _check_late(conference: Conference, change: DateChange, agreed: bool, by: User) -> None:
    due_on = conference.due_on
    late = agreed and due_on is not None and change.wanted_on > due_on
    if late and not rules.may_agree_late_review(by):
        raise DomainError(
            f"The review is due by {due_in_words(conference)}. Only a head of service may agree "
            "to a later day.",
            field="wanted_on",
            rule="past_the_limit",
        )


def agreement_to_move(conference: Conference) -> DateChange | None:
    """What was agreed for this review and has not been used yet."""
    found: DateChange | None = conference.date_changes.filter(
        agreed=True, used_at__isnull=True
    ).first()
    return found


def needs_agreement(conference: Conference, day: date | None) -> bool:
    """Whether this change is one only the chair decides: the review has a firm day, which goes,
    or the slot chosen is after the day that was set for it. The chair adjourned an adjourned one.
    """
    if conference.kind != ConferenceKind.REVIEW or conference.state == ConferenceState.ADJOURNED:
        return False
    firm = conference.state == ConferenceState.BOOKED
    planned = conference.planned_on
    return firm or (day is not None and planned is not None and day > planned)


def use_agreement(conference: Conference, day: date | None) -> None:
    """Part of moving or giving up a slot. `day` is the new one; None when there is none yet.

    Raises `NotAgreed`.
    """
    if not needs_agreement(conference, day):
        return
    agreement = agreement_to_move(conference)
    if agreement is None:
        raise NotAgreed(
            "The day of a review changes only when its chair or the chair’s manager agrees, after "
            "the core group was asked. Ask for another day first."
        )
    if day is not None and day > agreement.wanted_on:
        raise NotAgreed(
            f"The chair agreed to a day up to {agreement.wanted_on:%-d %B %Y}. Choose one by then."
        )
    agreement.used_at = timezone.now()
    agreement.save()


def _record(action: Action, verb: str, change: DateChange, by: User) -> None:
    record(
        action,
        verb,
        by=by,
        subjects=[change],
        children=change.children_concerned(),
        reason=change.note,
        detail={"reason": change.reason, "wanted_on": change.wanted_on.isoformat()},
    )
