"""Times that somebody cannot make, kept from one search to the next for the same conference."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.enums import MoveReason
from bookings.models import Booking, SessionTime
from conferences import rules
from conferences.domain.steps import locked, require
from conferences.enums import WITHOUT_OUTCOME
from conferences.models import Conference, RefusedSlot
from timescales.domain import today_in_london

NOT_TO_BOOK = "Only business support and duty officers book conferences."
# Whoever gave a slot up for one of these cannot make that time.
THEIR_TIME = frozenset({MoveReason.FAMILY_ASKED, MoveReason.PARTNER_ASKED})


@transaction.atomic
def refuse_slot(
    *,
    conference: Conference,
    day: date,
    session: SessionTime,
    refused_by: str,
    reason: str,
    by: User,
) -> RefusedSlot:
    """Somebody who must be there cannot come then: it is not offered again for this conference.

    Said twice it is put right. Raises `NotAllowed`, `WrongState`, `DomainError` with the field.
    """
    conference = _changed_by(conference, by, "conferences.refuse_slot")
    if conference.state not in WITHOUT_OUTCOME:
        raise WrongState("This conference has begun or is over.", rule="begun_already")
    if day < today_in_london():
        raise DomainError("That day has passed.", field="day", rule="in_the_past")
    if not refused_by.strip():
        raise DomainError("Say who cannot come then.", field="refused_by", rule="needed")
    if not reason.strip():
        raise DomainError("Say why.", field="reason", rule="needed")
    row: RefusedSlot
    row, _ = RefusedSlot.objects.update_or_create(
        conference=conference,
        day=day,
        session=session,
        lifted_at=None,
        defaults={"refused_by": refused_by, "reason": reason, "by": by},
    )
    _record("conferences.refuse_slot", row, by)
    return row


@transaction.atomic
def offer_again(*, refused: RefusedSlot, by: User) -> RefusedSlot:
    """They can come after all. That they once could not stays on record."""
    _changed_by(refused.conference, by, "conferences.offer_slot_again")
    if refused.lifted_at is None:
        refused.lifted_at = timezone.now()
        refused.save()
        _record("conferences.offer_slot_again", refused, by)
    return refused


def keep_given_up(
    *, conference: Conference, slot: Booking, reason: MoveReason, note: str, by: User
) -> None:
    """Part of moving or giving up a slot: the time they could not make is not offered again."""
    if reason in THEIR_TIME and slot.day >= today_in_london():
        RefusedSlot.objects.get_or_create(
            conference=conference,
            day=slot.day,
            session=slot.session,
            lifted_at=None,
            defaults={"refused_by": reason.label, "reason": note or reason.label, "by": by},
        )


def refused_slots(conference: Conference) -> list[RefusedSlot]:
    """Those still refused, soonest first."""
    rows = conference.refused_slots.filter(lifted_at__isnull=True)
    return list(rows.select_related("session", "by"))


def _changed_by(conference: Conference, by: User, verb: str) -> Conference:
    require(
        rules.may_book(by),
        verb,
        by=by,
        about=conference,
        message=NOT_TO_BOOK,
    )
    return locked(conference)


def _record(verb: str, row: RefusedSlot, by: User) -> None:
    record(
        Action.CHANGED,
        verb,
        by=by,
        subjects=[row],
        children=row.children_concerned(),
        reason=row.reason,
        detail={"day": row.day.isoformat()},
    )
