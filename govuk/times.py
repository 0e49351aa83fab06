"""Times of day as GOV.UK writes them: 9:30am, 2pm, midday, midnight."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def clock_time(at: dt.time | dt.datetime) -> str:
    """The time of day that it shows; a moment is put into Europe/London by whoever asks."""
    if (at.hour, at.minute) in {(0, 0), (12, 0)}:
        return "midday" if at.hour else "midnight"
    minutes = f":{at.minute:02}" if at.minute else ""
    return f"{at.hour % 12 or 12}{minutes}{'am' if at.hour < 12 else 'pm'}"


def clock_hours(starts: dt.time | dt.datetime, ends: dt.time | dt.datetime) -> str:
    """9:30am to midday."""
    return f"{clock_time(starts)} to {clock_time(ends)}"


def clock_moment(at: dt.datetime) -> str:
    """3 March 2026 at 2:30pm."""
    return f"{at:%-d %B %Y} at {clock_time(at)}"
