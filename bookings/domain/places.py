"""Hubs, rooms, sessions and local practice: kept by business support."""

from __future__ import annotations

from typing import TypeVar

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain.errors import StillBooked
from bookings.domain.permission import require
from bookings.domain.queries import bookings_to_come
from bookings.models import ConferenceRoom, Hub, LocalPractice, SessionTime
from bookings.rules import may_keep_places, may_set_local_practice

Row = TypeVar("Row", Hub, ConferenceRoom, SessionTime, LocalPractice)


def save_hub(*, hub: Hub, by: User) -> Hub:
    """Add a hub or change it. Raises `NotAllowed`, `StillBooked` when it goes out of use."""
    _permit(by, "bookings.save_hub")
    if not hub.in_use and hub.pk:
        _nothing_booked(bookings_to_come().filter(room__hub=hub).count(), "this hub")
    return _saved(hub, by, "bookings.save_hub")


def save_room(*, room: ConferenceRoom, by: User) -> ConferenceRoom:
    """Add a room or change it. Raises `NotAllowed`, `StillBooked` when it goes out of use."""
    _permit(by, "bookings.save_room")
    if not room.in_use and room.pk:
        _nothing_booked(bookings_to_come().filter(room=room).count(), "this room")
    return _saved(room, by, "bookings.save_room")


def save_session(*, session: SessionTime, by: User) -> SessionTime:
    """Add a session or change its times. Bookings already made keep theirs. Raises `NotAllowed`."""
    _permit(by, "bookings.save_session")
    return _saved(session, by, "bookings.save_session")


def save_local_practice(*, practice: LocalPractice, by: User) -> LocalPractice:
    """Change what this service has agreed. Bookings already made keep theirs. `NotAllowed`."""
    require(
        may_set_local_practice(by),
        by=by,
        verb="bookings.save_local_practice",
        to="change local practice",
    )
    return _saved(practice, by, "bookings.save_local_practice")


def _nothing_booked(count: int, what: str) -> None:
    if count:
        meetings = "1 meeting is" if count == 1 else f"{count} meetings are"
        raise StillBooked(f"{meetings} still booked in {what}. Move them first.", field="in_use")


@transaction.atomic
def _saved(row: Row, by: User, verb: str) -> Row:
    is_new = row._state.adding
    row.save()
    record(Action.CREATED if is_new else Action.CHANGED, verb, by=by, subjects=[row])
    return row


def _permit(by: User, verb: str) -> None:
    require(may_keep_places(by), by=by, verb=verb, to="change rooms and hubs")
