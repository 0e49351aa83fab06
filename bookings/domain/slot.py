"""Check a choice against everything as it stands now, and write it on a booking."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from typing import NoReturn

from django.db import IntegrityError, transaction
from psycopg2.extras import DateTimeTZRange

from bookings.domain.errors import AlreadyBooked, SlotNotPossible, SlotTaken, WouldBeLate
from bookings.domain.pencils import release_expired_in
from bookings.domain.supply import supply_between
from bookings.models import Booking, ConferenceRoom
from bookings.optimiser import Cause, Obstacle, Offer, SlotChoice, SlotNeed, offer_for, why_not
from bookings.optimiser.words import clock_words, day_words
from people.models import Professional

BUSY = frozenset({Cause.ROOM_BUSY, Cause.CHAIR_BUSY, Cause.MINUTE_TAKER_BUSY})
TAKEN_BY_CONSTRAINT = {
    "no_room_twice": "The room",
    "no_chair_twice": "The chair",
    "no_minute_taker_twice": "The minute-taker",
}


def lock_slot(choice: SlotChoice) -> None:
    """Take turns with anybody else booking this room or these people, always in one order.

    The exclusion constraints alone would keep the diary right, but many at once could deadlock on
    them; taking turns, the second one reads the first one's booking and can say what is taken.
    """
    list(ConferenceRoom.objects.select_for_update(no_key=True).filter(pk=choice.room_id))
    lock_people({choice.chair_id, choice.minute_taker_id} - {None})


def lock_people(people: Collection[int | None]) -> None:
    locked = Professional.objects.select_for_update(no_key=True).filter(pk__in=people)
    list(locked.order_by("pk").values_list("pk"))


def checked_offer(need: SlotNeed, choice: SlotChoice, *, without: Collection[int] = ()) -> Offer:
    """The choice, if it can be booked now. Call it after `lock_slot`.

    Raises `SlotTaken` or `SlotNotPossible`, with every reason in words.
    """
    supply = supply_between(choice.day, choice.day, without=without)
    offer = offer_for(need, supply, choice)
    if offer is None:
        refuse_because(why_not(need, supply, choice))
    return offer


def refuse_because(obstacles: Sequence[Obstacle]) -> NoReturn:
    """Raise the error that fits: taken by somebody, or impossible for another reason."""
    taken = [obstacle for obstacle in obstacles if obstacle.cause in BUSY]
    if not taken:
        raise SlotNotPossible(obstacles)
    words = "; ".join(obstacle.words for obstacle in taken)
    raise SlotTaken(f"This slot is taken. {words}. Choose another slot.", field="choice")


def demand_reason_if_late(offer: Offer, late_reason: str) -> None:
    """Lateness is allowed, never silent. Raises `WouldBeLate`."""
    if offer.late_by and not late_reason.strip():
        raise WouldBeLate(offer.points[0])


def put(booking: Booking, offer: Offer, need: SlotNeed, *, late_reason: str) -> None:
    """Write the offer's place, people and times on the booking; the caller saves it."""
    choice, span = offer.choice, offer.span
    booking.room_id, booking.chair_id = choice.room_id, choice.chair_id
    booking.minute_taker_id = choice.minute_taker_id
    booking.session_id = choice.session_id
    booking.starts_at, booking.ends_at = span.told_starts, span.told_ends
    booking.during = DateTimeTZRange(span.starts, span.ends)
    booking.due_on = need.due_on
    booking.late_reason = late_reason.strip() if offer.late_by else ""


@contextmanager
def barred_by_the_database(booking: Booking) -> Iterator[None]:
    """Turn the database's refusal of a double booking into words."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", "")
        if name == "one_open_booking_each":
            raise AlreadyBooked("This meeting already has a booking. Move that one.") from error
        if name not in TAKEN_BY_CONSTRAINT:
            raise
        when = f"{clock_words(booking.starts_at, booking.ends_at)} on {day_words(booking.day)}"
        words = f"{TAKEN_BY_CONSTRAINT[name]} has just been taken for {when}."
        raise SlotTaken(f"{words} Choose another slot.") from error


def save(booking: Booking) -> None:
    """Release pencils that ran out over this slot, then save. Raises `SlotTaken`."""
    release_expired_in(booking)
    with barred_by_the_database(booking):
        booking.save()
