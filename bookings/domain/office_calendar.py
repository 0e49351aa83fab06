"""Working days for the optimiser: `timescales` counts them, local closures bar booking."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timescales import working_days
from timescales.domain import current_calendar
from timescales.working_days import Calendar


@dataclass(frozen=True, slots=True)
class OfficeCalendar:
    """A local closure stops nobody's legal clock, but nothing can be booked on it.

    A search asks for the same few counts thousands of times, so they are kept.
    """

    calendar: Calendar
    counted: dict[tuple[date, date], int] = field(default_factory=dict, compare=False, repr=False)

    def is_open(self, day: date) -> bool:
        return self.calendar.is_working_day(day) and day not in self.calendar.closures

    def why_closed(self, day: date) -> str:
        closed = self.calendar.closed(day) or self.calendar.closures.get(day)
        if closed is not None:
            return f"{closed.kind.label}: {closed.name}"
        return f"A {day:%A}" if not self.calendar.is_working_day(day) else ""

    def add_working_days(self, start: date, count: int) -> date:
        return working_days.add_working_days(start, count, self.calendar)

    def working_days_between(self, start: date, end: date) -> int:
        if (start, end) not in self.counted:
            count = working_days.working_days_between(start, end, self.calendar)
            self.counted[start, end] = count
        return self.counted[start, end]


def office_calendar() -> OfficeCalendar:
    return OfficeCalendar(current_calendar())
