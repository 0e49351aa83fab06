"""Whole lives: families that every step of their past is played for, day by day.

A conference that is held, recorded, closed and given out on paper costs more than a second, a year
of a plan some four. Where more than one year is asked for, every family that has a past lives it
through the domain functions, up to so many that they take some five minutes. The others, and all
of them in a load of one year, which is the quick one, have theirs written in bulk
(`rehearsal.history`), and tests/rehearsal/test_same_shape.py holds that to what a life leaves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence

from people.models import Family
from rehearsal.build_staff import Service
from rehearsal.courses import Course
from rehearsal.dealing import deal, expected_on
from rehearsal.diary import Diary
from rehearsal.life import Life

MOST = 64
BEFORE_BIRTH = dt.timedelta(days=75)  # so long before it is expected a baby is heard of
TO_BEGIN = dt.timedelta(days=14)  # the youngest is at least so old


def chosen_to_live(families: Sequence[Family], *, years: int) -> list[Family]:
    """Of those with a past; nobody in the quick load."""
    return list(families[:MOST]) if years > 1 else []


def live_whole_lives(
    service: Service,
    families: Sequence[Family],
    *,
    years: int,
    today: dt.date,
    say: Callable[[str], object],
) -> None:
    """All of them at once, in the order of the days, up to yesterday."""
    diary = Diary(today)
    reach = dt.timedelta(days=365 * years)
    begin = []
    for family, course in deal(families, today):
        began = _began(family, course, reach, today)
        begin.append(began)
        diary.put(began, Life(service, family, course, began, diary).begin)

    def tell(day: dt.date) -> None:
        begun = sum(began <= day for began in begin)
        say(f"Rehearsal: lives, {begun} of {len(begin)} begun, {day:%B %Y}")

    diary.live(each_month=tell)


def _began(family: Family, course: Course, reach: dt.timedelta, today: dt.date) -> dt.date:
    """When it is first heard of; never before its oldest child was born."""
    due_on = expected_on(family)
    if due_on is not None:
        return min(due_on, today) - BEFORE_BIRTH
    births = family.children.order_by("person__date_of_birth")
    oldest: dt.date = births.values_list("person__date_of_birth", flat=True)[0]
    return max(today - reach * course.since, oldest + TO_BEGIN)
