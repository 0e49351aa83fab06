"""Whole lives: families that every step of their past is played for, day by day.

A conference that is held, recorded, closed and given out on paper costs more than a second, a year
of a plan some four. Where more than one year is asked for, every family that has a past lives it
through the domain functions, up to so many that they take some five minutes; in a load of one
year, which is the quick one, one family in ten. The others have theirs written in bulk
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
from rehearsal.life import WAYS, Life

MOST = 64
# In the quick load, of every ten families with a past the one at this place lives all of it.
LIVED = 2
OUT_OF = 10
MOST_WHEN_QUICK = 32
# Only so many days fit the time that the quick load may take.
QUICK_DAYS = 75
BEFORE_BIRTH = dt.timedelta(days=75)  # so long before it is expected a baby is heard of
TO_BEGIN = dt.timedelta(days=14)  # the youngest is at least so old


def chosen_to_live(families: Sequence[Family], *, years: int) -> list[Family]:
    """In the quick load a restricted family is left to the bulk: it would have to be opened."""
    if years > 1:
        return list(families[:MOST])
    placed = [family for place, family in enumerate(families) if place % OUT_OF == LIVED]
    return [family for family in placed if not family.is_restricted][:MOST_WHEN_QUICK]


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
    ways = WAYS if years > 1 else {}  # a link with its codes takes a second
    reach = dt.timedelta(days=365 * years if years > 1 else QUICK_DAYS)
    begin = []
    for family, course in deal(families, today):
        began = _began(family, course, reach, today)
        begin.append(began)
        diary.put(began, Life(service, family, course, began, diary, ways=ways).begin)

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
