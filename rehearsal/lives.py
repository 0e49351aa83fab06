"""Whole lives: families that every step of their past is played for, day by day.

A conference that is held, recorded, closed and given out on paper costs more than a second, a year
of a plan some four. So one family in ten, 32 at most, lives its whole past through the domain
functions; the others have theirs written in bulk (`rehearsal.history`), and
tests/rehearsal/test_same_shape.py holds that to what these lives leave behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from itertools import cycle

from people.models import Family
from rehearsal.build_staff import Service
from rehearsal.courses import BEFORE_BIRTH, COURSES, Course
from rehearsal.diary import Diary
from rehearsal.life import Life

# Of every ten families with a past, the one at this place lives all of it.
LIVED = 4
OUT_OF = 10
MOST = 32  # four for each course; more would only take longer, some eight seconds each
# A load of one year is the quick one, where only so many days fit the time it may take.
QUICK_DAYS = 75
TO_BEGIN = dt.timedelta(days=14)  # the youngest is at least so old


def chosen_to_live(families: Sequence[Family]) -> list[Family]:
    """A restricted family is left to the bulk: whoever screens and books may not open it."""
    placed = [family for place, family in enumerate(families) if place % OUT_OF == LIVED]
    return [family for family in placed if not family.is_restricted][:MOST]


def live_whole_lives(
    service: Service, families: Sequence[Family], *, years: int, today: dt.date
) -> None:
    """All of them at once, in the order of the days, up to yesterday."""
    diary = Diary(today)
    reach = dt.timedelta(days=365 * years if years > 1 else QUICK_DAYS)
    courses = cycle(COURSES)
    for family in families:
        unborn = family.children.filter(person__date_of_birth=None).exists()
        course = BEFORE_BIRTH if unborn else next(courses)
        began = _began(family, course, reach, today)
        diary.put(began, Life(service, family, course, began, diary).ask)
    diary.live()


def _began(family: Family, course: Course, reach: dt.timedelta, today: dt.date) -> dt.date:
    """When it is first asked about; never before its oldest child was born."""
    if course is BEFORE_BIRTH:
        return today - dt.timedelta(days=QUICK_DAYS)
    births = family.children.order_by("person__date_of_birth")
    oldest: dt.date = births.values_list("person__date_of_birth", flat=True)[0]
    return max(today - reach * course.since, oldest + TO_BEGIN)
