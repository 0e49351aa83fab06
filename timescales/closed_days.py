"""A meeting is not held on a weekend or a bank holiday: say so, and name the next working day."""

from __future__ import annotations

from datetime import date

from timescales.due import why_skipped
from timescales.working_days import Calendar, working_day_on_or_after


def closed_words(day: date, calendar: Calendar) -> str:
    """Why nothing is held on `day`, and the next working day; empty for a working day.

    Give `calendar.following_closures()` for what our own offices must be open for.
    """
    if calendar.is_working_day(day):
        return ""
    closed = calendar.closed(day)
    name = f" ({why_skipped(day, calendar)})" if closed else ""
    kind = closed.kind.label.lower() if closed else "weekend"
    following = working_day_on_or_after(day, calendar)
    return (
        f"{day:%A %-d %B %Y} is a {kind}{name}. The next working day is {following:%A %-d %B %Y}."
    )
