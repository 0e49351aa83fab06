"""What somebody needs a slot for, in plain values: no child, no family, no database."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class SlotChoice:
    """One exact combination: a session on a day, in a room, with a chair and perhaps minutes."""

    day: date
    session_id: int
    room_id: int
    chair_id: int
    minute_taker_id: int | None = None

    @property
    def key(self) -> str:
        """The choice as text, for a form. `parse` reads it back."""
        parts = (self.session_id, self.room_id, self.chair_id, self.minute_taker_id or 0)
        return "_".join([self.day.isoformat(), *map(str, parts)])

    @classmethod
    def parse(cls, key: str) -> SlotChoice:
        """Read `key` back. Raises ValueError for anything that `key` never made."""
        day, *numbers = key.split("_")
        session_id, room_id, chair_id, minute_taker_id = map(int, numbers)
        return cls(date.fromisoformat(day), session_id, room_id, chair_id, minute_taker_id or None)


@dataclass(frozen=True, slots=True)
class SlotNeed:
    """The slot a meeting needs.

    `due_on` is the last day that keeps the law or local practice; `wanted_on` is the day that was
    set for it, when one was: near it is better than early, and nothing before
    `search_from` is offered, though it may be booked. Notice is counted in working
    days from `asked_on`; the longer of the two notices gives the earliest sensible day, and an
    earlier one is offered only as short notice. `already_refused` holds days and sessions that
    the family or a professional has said no to.
    """

    asked_on: date
    earliest_on: date
    due_on: date
    wanted_on: date | None = None
    search_from: date | None = None
    duration_minutes: int = 120
    near_hub_id: int | None = None
    people: int = 0
    hybrid: bool = False
    step_free: bool = False
    hearing_loop: bool = False
    separate_waiting: bool = False
    chair_before_id: int | None = None
    excluded_chair_ids: frozenset[int] = frozenset()
    minute_taker_wanted: bool = True
    report_working_days: int = 0
    police_working_days: int = 0
    avoid_fridays: bool = True
    meet_family_minutes: int = 30
    already_refused: frozenset[tuple[date, int]] = frozenset()

    def __post_init__(self) -> None:
        if self.duration_minutes <= 0:
            raise ValueError("a meeting lasts at least a minute")
        if self.due_on < self.earliest_on:
            raise ValueError("the due date is before the earliest date")

    @property
    def first_searched_on(self) -> date:
        return max(self.earliest_on, min(self.search_from or self.earliest_on, self.due_on))

    @property
    def notice_working_days(self) -> int:
        return max(self.report_working_days, self.police_working_days)
