"""Answers to the feedback form are counted out only where enough people gave them: of fewer than
five somebody could tell who said what. The feedback room keeps the same limit.

Nor may those few be worked out from what is shown. So that nobody has to trust a calculation, only
so much is shown that each sum is seen from one side: by month for the service, by area and by who
answered for whole years, nothing crossed with another, and nothing of a period that still runs.
Months come out one by one: what was shown once cannot be hidden later, so the next month hides a
small one, and a total that would give a single month away is not shown.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from enum import Enum
from typing import Any

from django.db.models import Count
from django.db.models.functions import TruncMonth

from feedback.domain.few import FEWEST, gives_away, hidden_parts
from feedback.enums import QUESTIONS
from people.models import Area
from reporting.enums import FactKind, Grain, ScopeKind
from reporting.measures.measure import Measure
from reporting.measures.split import BY_AREA, BY_AUDIENCE, BY_QUESTION, Split
from reporting.models import Fact
from reporting.models.fact import FactQuerySet
from reporting.period import Period, quarter_of, year_of
from reporting.scope import Scope

# Of a year, for each of its months.
PeopleByMonth = Callable[[Measure, Period], Sequence[int]]
OF_PEOPLE_UNNAMED = frozenset({FactKind.FEEDBACK})


class Withheld(Enum):
    """What is said instead of a number."""

    FEW = f"Fewer than {FEWEST}"
    MASK = "Not shown"
    RUNNING = "Not shown yet"
    BY_YEAR = "By the year only"

    @property
    def why(self) -> str:
        return WHY[self]


WHY = {
    Withheld.FEW: "So few people answered that somebody could tell who said what.",
    Withheld.MASK: "What a few people said elsewhere could be worked out from it.",
    Withheld.RUNNING: "Answers are counted out once the period is over.",
    Withheld.BY_YEAR: "The answers of one area are counted out for whole years.",
}


def must_be_many(measure: Measure) -> bool:
    return measure.needs in OF_PEOPLE_UNNAMED


def withheld_from(
    measure: Measure,
    period: Period,
    scope: Scope,
    today: dt.date,
    *,
    people: PeopleByMonth | None = None,
) -> Withheld | None:
    """Why a figure is not shown; None where it is. Teams and chairs are asked nothing.

    `people`: of how many each month tells, where that is known without counting the facts.
    """
    people = people or people_by_month
    if not must_be_many(measure):
        return None
    if period.last >= today:
        return Withheld.RUNNING
    if scope.kind == ScopeKind.SERVICE:
        return _of_the_service(measure, period, people)
    if scope.kind != ScopeKind.AREA:
        return None
    if period.grain != Grain.YEAR:
        return Withheld.BY_YEAR
    if _of_the_service(measure, period, people):
        return Withheld.MASK  # all areas together are the service
    area = Area.objects.get(pk=scope.pk or 0)
    return parts_withheld(measure, BY_AREA, period).get(area.name)


def parts_withheld(measure: Measure, split: Split, period: Period) -> dict[str, Withheld]:
    """The parts of a year of the whole service that are not shown."""
    rows = _answers(measure, period)
    people = people_in(rows, part=split.key(period))
    if split != BY_QUESTION:
        return withheld(people)
    return _questions_withheld(people, people_in(rows, part=BY_AUDIENCE.key(period)))


def is_broken_down(measure: Measure, period: Period, scope: Scope, today: dt.date) -> bool:
    """Whether any part of it is told at all."""
    is_year_of_all = period.grain == Grain.YEAR and scope.kind == ScopeKind.SERVICE
    return is_year_of_all and withheld_from(measure, period, scope, today) is None


def people_in(rows: FactQuerySet, **part: Any) -> dict[Any, int]:
    """At least so many people gave these answers, by part (all under None where there is none).

    Nobody answers a question twice, so in one month and audience there were as many as gave the one
    most answered. These add up: an answer belongs to one month and one audience. So a quarter has
    as many as its months have, and what hides them hides it.
    """
    by = (*part, "month_of_answer", "codes__0")
    counts = rows.order_by().annotate(month_of_answer=TruncMonth("on"), **part)
    most: dict[tuple[Any, ...], int] = {}
    for row in counts.values(*by, "codes__1").annotate(number=Count("pk")):
        key = (row.get("part"), *(row[name] for name in by))
        most[key] = max(most.get(key, 0), row["number"])
    found: dict[Any, int] = {}
    for (code, *_), number in most.items():
        found[code] = found.get(code, 0) + number
    return found


def withheld(people: Mapping[str, int]) -> dict[str, Withheld]:
    """The parts of one sum that are not shown, and why."""
    return {
        code: Withheld.FEW if people[code] < FEWEST else Withheld.MASK
        for code in hidden_parts(people)
    }


def hidden_months(people: Sequence[int]) -> set[int]:
    """Which months of a year are not shown, told from those before them alone."""
    hidden: set[int] = set()
    waiting: list[int] = []
    for place, number in enumerate(people):
        if number and (number < FEWEST or waiting):
            hidden.add(place)
            waiting.append(number)
            waiting = waiting if gives_away(waiting) else []
    return hidden


def people_by_month(measure: Measure, year: Period) -> list[int]:
    people = people_in(_answers(measure, year), part=TruncMonth("on"))
    return [people.get(first, 0) for first in year.month_firsts]


def _of_the_service(measure: Measure, period: Period, people: PeopleByMonth) -> Withheld | None:
    year = year_of(period.first)
    months = people(measure, year)
    hidden = hidden_months(months)
    place = year.month_firsts.index(period.first)
    if 0 < sum(months[place : place + len(period.month_firsts)]) < FEWEST:
        return Withheld.FEW
    if period.grain == Grain.MONTH:
        return Withheld.MASK if place in hidden else None
    if period.grain == Grain.QUARTER:
        told = _told_by(months, hidden, range(place, place + 3))
        return Withheld.MASK if gives_away(told) else None
    left = _left_to_the_year(measure, year, months, hidden, people)
    return Withheld.MASK if gives_away(left) else None


def _left_to_the_year(
    measure: Measure,
    year: Period,
    months: Sequence[int],
    hidden: set[int],
    people: PeopleByMonth,
) -> list[int]:
    """The hidden months of quarters that are not shown: the year would tell their sum."""
    left = []
    for start in range(0, 12, 3):
        if _of_the_service(measure, quarter_of(year.month_firsts[start]), people):
            left += _told_by(months, hidden, range(start, start + 3))
    return left


def _told_by(months: Sequence[int], hidden: set[int], places: range) -> list[int]:
    return [months[place] for place in places if place in hidden]


def _questions_withheld(
    questions: Mapping[str, int], audiences: Mapping[str, int]
) -> dict[str, Withheld]:
    """The questions of one audience are shown together or not at all: together they are its sum."""
    few = {code: Withheld.FEW for code, number in questions.items() if number < FEWEST}
    unseen = withheld(audiences)
    hidden = dict(few)
    for audience, asked in QUESTIONS.items():
        if audience.value in unseen or any(each.value in few for each in asked):
            for each in asked:
                hidden.setdefault(each.value, Withheld.MASK)
    return {code: words for code, words in hidden.items() if code in questions}


def _answers(measure: Measure, period: Period) -> FactQuerySet:
    """As known now: a form keyed in late would be told by the difference of two days."""
    return measure.population(Fact.objects.known_on(None), period)
