"""A meeting is not held on a weekend or a bank holiday: say so, and name a working day near it."""

from __future__ import annotations

from datetime import date

from timescales.working_days import (
    Calendar,
    working_day_on_or_after,
    working_day_on_or_before,
)


def closed_words(day: date, calendar: Calendar, *, before: bool = False) -> str:
    """Why nothing is held on `day`, and the next working day; empty for a working day. `before`:
    the last working day before it instead, where `day` is the last that will do.

    Give `calendar.following_closures()` for what our own offices must be open for.
    """
    if calendar.is_working_day(day):
        return ""
    closed = calendar.closed(day)
    name = f" ({closed.name})" if closed else ""
    kind = closed.kind.label.lower() if closed else "weekend"
    article = "an" if kind.startswith("e") else "a"
    which = "The working day before it" if before else "The next working day"
    near = (working_day_on_or_before if before else working_day_on_or_after)(day, calendar)
    return f"{day:%A %-d %B %Y} is {article} {kind}{name}. {which} is {near:%A %-d %B %Y}."
