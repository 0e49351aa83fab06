"""What one amount from one day gives, day by day. Made in `timescales.due`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from timescales.enums import Direction
from timescales.rule import Amount


@dataclass(frozen=True, slots=True)
class DayStep:
    """One day on the way: counted (with its number) or skipped, and why.

    `closure` marks a day counted although our own offices are shut.
    """

    day: date
    counted: bool
    number: int
    why: str
    closure: bool = False


@dataclass(frozen=True, slots=True)
class Limit:
    """What one amount from one day gives. The earliest limit of a rule binds."""

    amount: Amount
    direction: Direction
    words: str
    days: tuple[DayStep, ...]
    due_on: date
    provisional: bool = False
    due_at: datetime | None = None

    @property
    def start(self) -> date:
        """Day 0."""
        return self.days[0].day
