"""Dates, times and counts as people in the office say them."""

from __future__ import annotations

from datetime import date, datetime

from govuk.times import LONDON, clock_hours


def day_words(day: date) -> str:
    """Tuesday 3 March."""
    return f"{day:%A} {day.day} {day:%B}"


def clock_words(starts: datetime, ends: datetime) -> str:
    """9:30am to midday."""
    return clock_hours(starts.astimezone(LONDON), ends.astimezone(LONDON))


def working_days(count: int) -> str:
    return "1 working day" if count == 1 else f"{count} working days"


def listed(things: list[str]) -> str:
    """a, b and c."""
    return " and ".join(filter(None, [", ".join(things[:-1]), things[-1]])) if things else ""
