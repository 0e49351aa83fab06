"""A small year of plans and conferences, told in a few numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

from people.models import Child
from plans.enums import Category
from reporting.enums import FactKind
from reporting.models import Fact
from tests.factories.people import make_child
from tests.factories.reporting import make_fact

FIRST, LAST = dt.date(2025, 4, 1), dt.date(2026, 3, 31)
CATEGORIES = tuple(Category.values)


def day(number: int) -> dt.date:
    """Days from the start of the year; below 0 in the year before."""
    return FIRST + dt.timedelta(days=number)


def make_plans(spans: Iterable[tuple[int, int | None]], child: Child | None = None) -> list[Fact]:
    """Each from its first day to its last, counted from 1 April 2025; categories in turn."""
    child = child or make_child()
    return [
        make_fact(
            FactKind.PLAN,
            day(start),
            until=None if end is None else day(end),
            child=child,
            code=CATEGORIES[number % len(CATEGORIES)],
            codes=[CATEGORIES[number % len(CATEGORIES)], ""],
            sex="F" if number % 3 else "M",
            plan=f"plan:{number}",
        )
        for number, (start, end) in enumerate(spans)
    ]


def make_initials(months: Iterable[tuple[int, int]], child: Child | None = None) -> None:
    """For each month of the year: how many children were on time, and how many late."""
    child = child or make_child()
    for month, (on_time, late) in enumerate(months):
        for number in range(on_time + late):
            on = dt.date(2025 + (month + 3) // 12, (month + 3) % 12 + 1, 15)
            days = 12 if number < on_time else 20
            make_fact(
                FactKind.INITIAL,
                on,
                child=child,
                code="initial",
                codes=["plan", "", ""],
                meeting=f"conference:{month}-{number}",
                clock_from=on - dt.timedelta(days=days + 6),
                due_on=on + dt.timedelta(days=15 - days),
                days=days,
            )
