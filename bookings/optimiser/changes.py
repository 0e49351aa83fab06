"""What a move changes for the people in it, in words and as a size.

A family told a new date has more to arrange than one told a new room along the corridor.
"""

from __future__ import annotations

from datetime import date

from bookings.optimiser.need import SlotChoice
from bookings.optimiser.offer import Offer
from bookings.optimiser.supply import Supply
from bookings.optimiser.words import day_words

Time = tuple[date, int]  # a day and a session
NEW_TIME, NEW_HUB, NEW_CHAIR, NEW_ROOM = 10, 6, 4, 1


def changes_between(current: SlotChoice | None, offer: Offer, supply: Supply) -> tuple[str, ...]:
    """Empty for a meeting that had no slot, or keeps the one it has."""
    if current is None:
        return ()
    choice, words = offer.choice, []
    if (choice.day, choice.session_id) != (current.day, current.session_id):
        when = f"{day_words(choice.day)}, {offer.session.name.lower()}"
        words.append(f"New time: {when} instead of {_when(current, supply)}")
    before = supply.room.get(current.room_id)
    if choice.room_id != current.room_id:
        moved = before is None or before.hub_id != offer.room.hub_id
        place = supply.hub_name(offer.room.hub_id)
        words.append(
            f"New hub: {place}, {offer.room.name}" if moved else f"New room: {offer.room.name}"
        )
    if choice.chair_id != current.chair_id:
        chair = supply.chair.get(current.chair_id)
        words.append(
            f"New chair: {offer.chair.name}" + (f" instead of {chair.name}" if chair else "")
        )
    return tuple(words)


def _when(current: SlotChoice, supply: Supply) -> str:
    session = supply.session.get(current.session_id)
    return (
        f"{day_words(current.day)}, {session.name.lower()}" if session else day_words(current.day)
    )


def chair_and_time_cost(
    current: SlotChoice | None, supply: Supply, time: Time, hub_id: int, chair_id: int
) -> int:
    """How much changes when the meeting goes to this day and session, hub and chair."""
    if current is None:
        return 0
    room = supply.room.get(current.room_id)
    return (
        NEW_TIME * (time != (current.day, current.session_id))
        + NEW_HUB * (room is None or room.hub_id != hub_id)
        + NEW_CHAIR * (current.chair_id != chair_id)
    )


def room_cost(current: SlotChoice | None, room_id: int) -> int:
    return NEW_ROOM if current is not None and current.room_id != room_id else 0
