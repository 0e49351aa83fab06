"""Feedback read from the months that are kept is what the facts say, and as much is withheld."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.db.models import F
from hypothesis import example, given, settings
from hypothesis.extra.django import TestCase

from reporting.domain import rollup, rollup_steps
from reporting.domain.figures import figure, trend
from reporting.domain.kept import NOT_AVAILABLE, Kept, keep
from reporting.domain.rollup import roll_up
from reporting.domain.rollup_counting import KEPT
from reporting.domain.rollup_steps import keep_in_step
from reporting.enums import FactKind, ScopeKind
from reporting.measures import feedback_answers, feedback_good
from reporting.models import Fact
from reporting.period import Period, month_of, quarter_of
from reporting.scope import WHOLE_SERVICE, Scope
from tests.factories.people import make_area, make_team
from tests.reporting.domain.any_answers import PEOPLE, TWO_AUDIENCES, YEAR, answer, make_answers

MEASURES = (feedback_good.MEASURE, feedback_answers.MEASURE)
SPANS = (*YEAR.months(), *(quarter_of(month.first) for month in list(YEAR.months())[::3]), YEAR)


@pytest.fixture(autouse=True)
def feedback_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    alone = tuple(measure for measure in KEPT if measure.needs == FactKind.FEEDBACK)
    for module in (rollup, rollup_steps):
        monkeypatch.setattr(module, "KEPT", alone)
    monkeypatch.setattr(rollup, "YEARS", 2)


def kept_since(first: dt.date, scope: Scope = WHOLE_SERVICE) -> Kept:
    return keep(MEASURES, first, scope)


def all_is_read_as_counted() -> None:
    for span in SPANS:
        kept = kept_since(span.first)
        for measure in MEASURES:
            assert kept.numbers(measure, span, span) is not None
            assert trend(measure, span, number=1, kept=kept) == [figure(measure, span)]


class AnyAnswers(TestCase):
    @settings(max_examples=5)
    @given(PEOPLE)
    @example(TWO_AUDIENCES)
    def test_what_is_kept_tells_and_withholds_as_the_facts_do(
        self, people: list[tuple[int, ...]]
    ) -> None:
        """Also when some of the answers were taken back and came in again."""
        keys = [fact.pk for fact in make_answers(people, [make_area(), make_area(), None])]
        roll_up()
        all_is_read_as_counted()
        some = Fact.objects.filter(pk__in=keys[:: len(keys) // 4 + 1])
        gone = [fact.pk for fact in some]
        some.update(known_until=F("known_from"))
        keep_in_step(gone, [])
        all_is_read_as_counted()
        some.update(known_until=None)
        keep_in_step([], gone)
        all_is_read_as_counted()


@pytest.mark.django_db
def test_a_month_is_judged_by_all_of_its_year_however_late_the_reading_begins() -> None:
    """April's three are hidden, and May with them: read from May on, that must not be forgotten."""
    april, may = (month_of(dt.date(2025, month, 14)) for month in (4, 5))
    answer(april.first, "family", "no", 3)
    answer(may.first, "child", "no", 9)
    roll_up()
    for measure in MEASURES:
        kept = kept_since(may.first)
        (found,) = trend(measure, may, number=1, kept=kept)
        assert (found.words, found.numerator) == ("Not shown", None)
        only_may = Kept(kept.scope, may.first, kept.rows, kept.months)
        assert only_may.numbers(measure, may, may) is None


@pytest.mark.django_db
def test_feedback_that_does_not_say_how_many_answered_is_counted_and_withheld() -> None:
    """Whoever adds a measure and forgets to say so shows nothing that must not be shown."""
    may = month_of(dt.date(2025, 5, 14))
    answer(may.first, "family", "no", 3)
    roll_up()
    for measure in MEASURES:
        careless = replace(measure, people=())
        kept = keep([careless], YEAR.first, WHOLE_SERVICE)
        assert kept.numbers(careless, may, may) is None
        (found,) = trend(careless, may, number=1, kept=kept)
        assert (found.words, found.numerator) == ("Fewer than 5", None)


@pytest.mark.django_db
def test_of_an_area_it_is_counted_from_the_facts_and_of_a_team_not_at_all() -> None:
    area, team = make_area(), make_team()
    answer(dt.date(2025, 5, 14), "family", "no", 9)
    roll_up()
    asked: list[tuple[ScopeKind, int, object]] = [
        (ScopeKind.AREA, area.pk, None),
        (ScopeKind.TEAM, team.pk, NOT_AVAILABLE),
    ]
    period: Period = month_of(dt.date(2025, 5, 14))
    for kind, pk, expected in asked:
        kept = kept_since(period.first, Scope(kind, pk, "one"))
        for measure in MEASURES:
            assert kept.numbers(measure, period, period) == expected
