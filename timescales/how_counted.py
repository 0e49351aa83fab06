"""How a limit that skips no day was counted, in words: months, weeks, days and hours.

Of a limit in working days each day says for itself whether it counts.
"""

from __future__ import annotations

from datetime import date

from timescales.due import DueDate, ordinal, why_skipped
from timescales.enums import Unit
from timescales.limit import Limit
from timescales.working_days import Calendar, working_days_between


def how_counted(found: DueDate) -> str:
    """Sentences for “why this date?”; empty where days are skipped, and each is listed."""
    limit, calendar = found.binding, found.calendar
    if found.rule.is_between:
        return ""
    match limit.amount.unit:
        case Unit.CALENDAR_MONTHS:
            first = _months(limit)
        case Unit.WEEKS:
            first = (
                f"A week is seven days, so {limit.amount} {limit.direction} a {limit.start:%A} is "
                f"a {limit.due_on:%A}."
            )
        case Unit.DAYS:
            first = "Days are counted one after another."
        case Unit.HOURS:
            return _hours(limit)
        case _:
            return ""
    return " ".join((first, _nothing_skipped(limit, calendar), *_not_moved(limit, calendar)))


def in_brief(found: DueDate) -> str:
    """For a message beside a date: “first review conference: 3 calendar months after 21 November
    2025”. The rule's name, its limit and the day it runs from; the name alone for a midpoint."""
    label = found.rule.label[:1].lower() + found.rule.label[1:]
    if found.rule.is_between:
        return label
    limit = found.binding
    return f"{label}: {limit.amount} {limit.direction} {_day(limit.start)}"


def _months(limit: Limit) -> str:
    start, due_on = limit.start, limit.due_on
    same = f"{ordinal(start.day)} of the month"
    first = (
        f"Calendar months go by the date, not by a number of days: {limit.amount} "
        f"{limit.direction} {_day(start)} is the {same}"
    )
    if due_on.day == start.day:
        return f"{first}, {_day(due_on)}."
    return (
        f"{first}. {due_on:%B %Y} has no {ordinal(start.day)}, so the last day of that month is "
        f"taken: {_day(due_on)}."
    )


def _hours(limit: Limit) -> str:
    running = "Hours run on through nights, weekends and bank holidays."
    if limit.due_at is not None:
        return running
    return f"{running} The time of day it started is not known, so whole days are counted."


def _nothing_skipped(limit: Limit, calendar: Calendar) -> str:
    total = abs((limit.due_on - limit.start).days)
    off = total - abs(working_days_between(limit.start, limit.due_on, calendar))
    return f"Every one of the {total} days counts, the {off} of weekends and bank holidays too."


def _not_moved(limit: Limit, calendar: Calendar) -> list[str]:
    if calendar.is_working_day(limit.due_on):
        return []
    why = why_skipped(limit.due_on, calendar)
    return [f"The last day is not a working day ({why}). It is not moved: the limit stands."]


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
