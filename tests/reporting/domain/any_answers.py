"""Answers to feedback forms, at random: of a year that is over, in two areas and in none."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.utils import timezone
from hypothesis import strategies as st

from feedback.enums import QUESTIONS, Audience
from people.models import Area
from reporting.enums import FactKind
from reporting.models import Fact
from reporting.period import year_of
from tests.factories.reporting import make_fact

YEAR = year_of(dt.date(2025, 5, 14))

# Month, area, audience, how many of its questions were answered, and by how many people.
PEOPLE = st.lists(
    st.tuples(
        st.integers(0, 11),
        st.integers(0, 2),
        st.sampled_from(Audience.values),
        st.integers(1, 5),
        st.integers(1, 6),
    ),
    min_size=4,
    max_size=25,
)

# Two months of few, of different people: together they are no few, and the year tells their sum.
TWO_AUDIENCES = [
    *((6, 1, "professional", 4, 4), (7, 2, "child", 5, 3), (1, 1, "professional", 3, 5)),
    *((1, 1, "professional", 3, 5), (10, 2, "family", 5, 5)),
]


def make_answers(people: Sequence[tuple[int, ...]], areas: Sequence[Area | None]) -> list[Fact]:
    """The scores of `PEOPLE`, all of them “yes”."""
    rows: list[Fact] = []
    months = list(YEAR.months())
    for month, area, audience, asked, number in people:
        for question in QUESTIONS[Audience(audience)][:asked]:
            fields = {"code": "score", "codes": [str(audience), question.value, "yes"]}
            for _ in range(number):
                key = f"made:{len(rows)}"
                rows.append(
                    Fact(kind=FactKind.FEEDBACK, on=months[month].first, area=areas[area], key=key,
                         digest=key, known_from=timezone.now(), **fields)
                )  # fmt: skip
    return Fact.objects.bulk_create(rows)


def answer(on: dt.date, audience: str, score: str, number: int) -> None:
    """So many people who gave this score to two questions each."""
    for _ in range(number):
        make_fact(FactKind.FEEDBACK, on, code="answer", codes=[audience])
        for question in QUESTIONS[Audience(audience)][:2]:
            make_fact(FactKind.FEEDBACK, on, code="score", codes=[audience, question, score])
