"""What there is to offer: rooms, chairs, minute-takers, and what is already taken.

Plain values and functions passed in, so that the optimiser can be tested without a database.
Moments carry a time zone; times of day are on the wall in England.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from functools import cached_property
from typing import Protocol

from govuk.times import LONDON


@dataclass(frozen=True, slots=True)
class Session:
    """A named part of the day in which a conference may start, such as "Morning"."""

    id: int
    name: str
    starts: time
    ends: time


@dataclass(frozen=True, slots=True)
class Room:
    id: int
    hub_id: int
    name: str
    capacity: int
    hybrid: bool = False
    step_free: bool = False
    hearing_loop: bool = False
    separate_waiting: bool = False


@dataclass(frozen=True, slots=True)
class Hours:
    """Working hours on one weekday (Monday is 0), in force from one day to another."""

    weekday: int
    starts: time
    ends: time
    from_on: date
    to_on: date | None = None

    def cover(self, starts: datetime, ends: datetime) -> bool:
        day = starts.date()
        in_force = self.from_on <= day and (self.to_on is None or day <= self.to_on)
        return (
            in_force
            and day.weekday() == self.weekday
            and self.starts <= starts.time()
            and ends.time() <= self.ends
        )


@dataclass(frozen=True, slots=True)
class Chair:
    """`agreed_caseload` is the number of children agreed for this chair's hours."""

    id: int
    name: str
    hours: tuple[Hours, ...]
    hub_id: int | None = None
    caseload: int = 0
    agreed_caseload: float = 85.0

    @property
    def load(self) -> float:
        return self.caseload / self.agreed_caseload if self.agreed_caseload else 1.0


@dataclass(frozen=True, slots=True)
class MinuteTaker:
    id: int
    name: str
    hours: tuple[Hours, ...]
    hub_id: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """An existing booking. `starts` to `ends` includes set-up; the told times do not."""

    booking_id: int
    room_id: int
    hub_id: int
    chair_id: int
    minute_taker_id: int | None
    starts: datetime
    ends: datetime
    told_starts: datetime
    told_ends: datetime

    @property
    def people(self) -> list[int]:
        return [self.chair_id, *([self.minute_taker_id] if self.minute_taker_id else [])]


@dataclass(frozen=True, slots=True)
class Away:
    """A professional is away; no end means until further notice. `words` follow their name."""

    professional_id: int
    starts: datetime
    ends: datetime | None
    words: str = "is away"


@dataclass(frozen=True, slots=True)
class Closed:
    """A room, or every room of a hub, is closed."""

    starts: datetime
    ends: datetime
    words: str
    hub_id: int | None = None
    room_id: int | None = None


class Calendar(Protocol):
    """Working days as the service counts them; local closures are not open for booking."""

    def is_open(self, day: date) -> bool: ...

    def why_closed(self, day: date) -> str: ...

    def add_working_days(self, start: date, count: int) -> date: ...

    def working_days_between(self, start: date, end: date) -> int: ...


@dataclass(frozen=True)
class Supply:
    """Everything `find_slots` chooses from. `today` is the first day that can be booked."""

    today: date
    calendar: Calendar
    sessions: tuple[Session, ...]
    rooms: tuple[Room, ...]
    chairs: tuple[Chair, ...]
    minute_takers: tuple[MinuteTaker, ...] = ()
    taken: tuple[Taken, ...] = ()
    absences: tuple[Away, ...] = ()
    closures: tuple[Closed, ...] = ()
    hub_names: Mapping[int, str] = field(default_factory=dict)
    set_up_minutes: int = 15
    turn_round_minutes: int = 15
    travel_minutes: int = 30
    late_search_working_days: int = 5

    @cached_property
    def session(self) -> dict[int, Session]:
        return {session.id: session for session in self.sessions}

    @cached_property
    def room(self) -> dict[int, Room]:
        return {room.id: room for room in self.rooms}

    @cached_property
    def chair(self) -> dict[int, Chair]:
        return {chair.id: chair for chair in self.chairs}

    @cached_property
    def minute_taker(self) -> dict[int, MinuteTaker]:
        return {taker.id: taker for taker in self.minute_takers}

    @cached_property
    def taken_by_room(self) -> dict[tuple[int, date], list[Taken]]:
        return self._index(lambda taken: [taken.room_id])

    @cached_property
    def taken_by_person(self) -> dict[tuple[int, date], list[Taken]]:
        """Bookings of a professional on a day, whether they chair or take minutes."""
        return self._index(
            lambda t: [t.chair_id, *([t.minute_taker_id] if t.minute_taker_id else [])]
        )

    @cached_property
    def away(self) -> dict[int, list[Away]]:
        found: dict[int, list[Away]] = defaultdict(list)
        for absence in self.absences:
            found[absence.professional_id].append(absence)
        return found

    def _index(self, owners: Callable[[Taken], list[int]]) -> dict[tuple[int, date], list[Taken]]:
        found: dict[tuple[int, date], list[Taken]] = defaultdict(list)
        for taken in sorted(self.taken, key=lambda t: t.starts):
            for owner in owners(taken):
                found[owner, taken.told_starts.astimezone(LONDON).date()].append(taken)
        return found

    def hub_name(self, hub_id: int) -> str:
        return self.hub_names.get(hub_id, "the hub")
