"""Of any history: the parts of a figure are the whole of it, the list behind it is as long as the
figure, and what was answered as known on a day is answered the same after later corrections."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest
from django.utils import timezone
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reporting.domain.covered import is_counted_by
from reporting.domain.drill_down import Part, Wanted, Which, rows_behind
from reporting.domain.few import must_be_many
from reporting.domain.figures import Figure, PartFigure, breakdown, figure
from reporting.enums import ScopeKind
from reporting.measures import ALL
from reporting.measures.measure import Measure, Shape
from reporting.measures.split import Split
from reporting.models import Fact
from reporting.period import Period, month_of, quarter_of
from reporting.scope import WHOLE_SERVICE, Scope
from tests.reporting.domain.any_history import FIRST, HISTORIES, Drawn, World, morning

QUARTER = quarter_of(FIRST)
DECEMBER = month_of(dt.date(2025, 12, 1))
# Nobody is told of few people's answers, so their parts are not the whole: see `test_few`.
COUNTED = [measure for measure in ALL if not must_be_many(measure)]
# An example is told as it was found: to make it smaller takes minutes.
AS_FOUND = [Phase.generate]
KNOWN, CORRECTED = morning(dt.date(2026, 2, 1)), morning(dt.date(2026, 3, 1))


def numbers(found: Figure) -> tuple[object, ...]:
    return found.numerator, found.denominator, found.value


class AnyHistory(TestCase):
    """A few at random in every run, many in the full one."""

    @settings(max_examples=2, phases=AS_FOUND)
    @given(HISTORIES)
    def test_adds_up(self, drawn: list[Drawn]) -> None:
        adds_up(drawn)

    @pytest.mark.full
    @settings(max_examples=25, phases=AS_FOUND)
    @given(HISTORIES)
    def test_adds_up_many_times(self, drawn: list[Drawn]) -> None:
        adds_up(drawn)

    @settings(max_examples=2, phases=AS_FOUND)
    @given(HISTORIES, HISTORIES, st.sets(st.integers(0, 40)))
    def test_keeps_its_past(
        self, drawn: list[Drawn], late: list[Drawn], put_right: set[int]
    ) -> None:
        keeps_its_past(drawn, late, put_right)

    @pytest.mark.full
    @settings(max_examples=25, phases=AS_FOUND)
    @given(HISTORIES, HISTORIES, st.sets(st.integers(0, 40)))
    def test_keeps_its_past_many_times(
        self, drawn: list[Drawn], late: list[Drawn], put_right: set[int]
    ) -> None:
        keeps_its_past(drawn, late, put_right)


def adds_up(drawn: list[Drawn]) -> None:
    world = World()
    world.make(drawn, KNOWN, "made")
    known: set[str] = set()  # ways to break down of which the lists were counted: each once
    for measure in COUNTED:
        whole = figure(measure, QUARTER)
        assert whole.numerator is not None, (measure.code, "nothing of the kind is known")
        by_breakdown(measure, whole)
        if not measure.is_stock:
            by_month(measure, whole)
        by_area(measure, whole, world)
        behind(measure, whole, world)
        new = next((each for each in measure.splits if each.code not in known), None)
        if new is not None:
            behind_parts(measure, new, world)
            known.add(new.code)


def by_breakdown(measure: Measure, whole: Figure) -> None:
    for split in measure.splits:
        parts = breakdown(measure, split, QUARTER)
        assert sum(part.numerator or 0 for part in parts) == whole.numerator, (measure.code, split)
        if measure.shape == Shape.PERCENT:
            total = sum(part.denominator or 0 for part in parts)
            assert total == whole.denominator, (measure.code, split)


def behind_parts(measure: Measure, split: Split, world: World) -> None:
    for part in breakdown(measure, split, QUARTER):
        if part.numerator or part.denominator:
            behind_part(measure, Part(split, part.code), part, world)


def behind_part(measure: Measure, of: Part, part: PartFigure, world: World) -> None:
    """The list behind each part is as long as its number."""

    def total(which: Which) -> int:
        wanted = Wanted(measure, QUARTER, WHOLE_SERVICE, which=which, part=of)
        return rows_behind(wanted, by=world.reader).total

    if measure.shape != Shape.PERCENT:
        assert total(Which.ALL) == part.numerator, (measure.code, of)
        return
    told = (part.denominator, part.numerator)
    assert (total(Which.ALL), total(Which.COUNTED)) == told, (measure.code, of)


def by_month(measure: Measure, whole: Figure) -> None:
    adds(measure, whole, (figure(measure, month) for month in QUARTER.months()))


def by_area(measure: Measure, whole: Figure, world: World) -> None:
    """With those of no area, whom no page shows by themselves."""
    if not is_counted_by(measure, ScopeKind.AREA):
        return
    places = [Scope(ScopeKind.AREA, area.pk if area else None) for area in world.areas]
    adds(measure, whole, [figure(measure, QUARTER, place) for place in places])


def adds(measure: Measure, whole: Figure, parts: Iterable[Figure]) -> None:
    found = list(parts)
    assert sum(part.numerator or 0 for part in found) == whole.numerator, measure.code
    # A chair may chair in two areas, and in two months: theirs are no parts.
    if measure.shape in {Shape.PERCENT, Shape.PER_100, Shape.PER_100_CHILD_MONTHS}:
        total = sum(part.denominator or 0 for part in found)
        assert total == whole.denominator, measure.code


def behind(measure: Measure, whole: Figure, world: World) -> None:
    """Those the reader may open, those they may not, and those about no family."""
    lists = {
        which: rows_behind(Wanted(measure, QUARTER, WHOLE_SERVICE, which=which), by=world.reader)
        for which in (Which if measure.shape == Shape.PERCENT else [Which.ALL])
    }
    counts = {
        which: each.visible + each.restricted + each.nameless for which, each in lists.items()
    }
    if measure.shape != Shape.PERCENT:
        assert counts == {Which.ALL: whole.numerator}, measure.code
        return
    assert counts[Which.ALL] == whole.denominator, measure.code
    assert counts[Which.COUNTED] == whole.numerator, measure.code
    assert counts[Which.REST] == (whole.denominator or 0) - (whole.numerator or 0), measure.code
    for each in lists.values():
        opened = {row.family_id for row in each.rows}
        assert opened <= {child.family_id for child in world.children[:2]}, measure.code


def keeps_its_past(drawn: list[Drawn], late: list[Drawn], put_right: set[int]) -> None:
    """Some facts turn out wrong and are replaced, and more are entered late."""
    world = World()
    made = world.make(drawn, KNOWN, "made")
    asked: list[tuple[Measure, Period]] = [(m, p) for m in COUNTED for p in (QUARTER, DECEMBER)]
    before = [numbers(figure(*each, known_on=KNOWN)) for each in asked]
    parts = [breakdown(m, m.splits[-1], p, known_on=KNOWN) for m, p in asked]
    wrong = [fact.pk for place, fact in enumerate(made) if place in put_right]
    Fact.objects.filter(pk__in=wrong).update(known_until=CORRECTED)
    world.make(late, CORRECTED, "late")
    assert [numbers(figure(*each, known_on=KNOWN)) for each in asked] == before
    assert [breakdown(m, m.splits[-1], p, known_on=KNOWN) for m, p in asked] == parts
    assert timezone.now() > CORRECTED
    changed = [numbers(figure(*each)) for each in asked]
    assert changed != before  # one more of every kind at least
