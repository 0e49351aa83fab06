"""Nobody who reads a figure learns what one of a few people answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from io import BytesIO
from itertools import product

import numpy as np
import pytest
from django.test import Client
from django.utils import timezone
from hypothesis import Phase, example, given, settings
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from feedback.enums import QUESTIONS, Audience
from people.enums import Role
from people.models import Area
from reporting.annual.domain.assembling import assemble
from reporting.asked import Asked
from reporting.domain.charted import charted
from reporting.domain.few import Withheld, hidden_months, people_in, withheld
from reporting.domain.figures import breakdown, figure
from reporting.enums import FactKind, ScopeKind
from reporting.measures import feedback_answers, feedback_good
from reporting.measures.split import BY_AUDIENCE, BY_QUESTION
from reporting.models import Fact
from reporting.period import Period, month_of, quarter_of, year_of
from reporting.presenters.charts import ChartShown
from reporting.scope import WHOLE_SERVICE, Scope
from tests.factories.people import make_area, make_staff
from tests.factories.reporting import make_fact
from tests.reporting.domain.any_answers import PEOPLE, TWO_AUDIENCES, YEAR, answer, make_answers
from tests.reporting.measures.history import at

MAY, JUNE, JULY, AUGUST = (dt.date(2025, month, 14) for month in (5, 6, 7, 8))
GOOD = feedback_good.MEASURE


@pytest.mark.django_db
def test_what_fewer_than_five_people_answered_is_told_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ("measures", "drill_down", "dashboards"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)
    # Four people answer eight questions: eight is not few, four is. June is kept back with May, so
    # that the quarter and the year can be told; July is told again.
    answer(MAY, "family", "no", 4)
    answer(JULY, "professional", "no", 6)
    make_fact(FactKind.PLAN, MAY)  # for a board to have a picture
    for audience, number in (("child", 3), ("professional", 7)):
        answer(JUNE, audience, "yes", number)
    for measure, july, year in (
        (GOOD, (0, 12), (20, 40)),
        (feedback_answers.MEASURE, (6, None), (20, None)),
    ):
        said = {day: figure(measure, month_of(day)).words for day in (MAY, JUNE)}
        assert said == {MAY: "Fewer than 5", JUNE: "Not shown"}
        may = figure(measure, month_of(MAY))
        assert (may.value, may.numerator, may.denominator) == (None, None, None)
        told = [figure(measure, period) for period in (month_of(JULY), YEAR)]
        assert [(each.numerator, each.denominator) for each in told] == [july, year]
        assert breakdown(measure, BY_AUDIENCE, quarter_of(MAY)) == []
    parts = {each.code: each for each in breakdown(GOOD, BY_AUDIENCE, YEAR)}
    # The family's four and the three children are seven together.
    assert [parts[code].words for code in ("family", "child")] == ["Fewer than 5"] * 2
    assert (parts["professional"].numerator, parts["professional"].denominator) == (14, 26)
    asked = {each.code: each.words for each in breakdown(GOOD, BY_QUESTION, YEAR)}
    assert {asked[each] for each in QUESTIONS[Audience.PROFESSIONAL][:2]} == {"53.8%"}
    assert {asked[each] for each in QUESTIONS[Audience.FAMILY][:2]} == {"Fewer than 5"}
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    page = client.get("/figures/feedback_good/?period=2025-05").content.decode()
    assert "The number is not shown" in page
    assert "is not recorded here" not in page
    board = client.get("/figures/service/?period=2025-05").content.decode()
    assert "<strong>Fewer than 5</strong></td>" in board
    sheet = client.get("/figures/charts/feedback_good.xlsx?period=2025-07").content
    rows = list(load_workbook(BytesIO(sheet)).active.values)
    assert rows[-1][:4] == ("July 2025", 0, 0, 12)
    june = charted(GOOD, month_of(JUNE), WHOLE_SERVICE)
    assert ChartShown(june, Asked(month_of(JUNE))).finding.endswith(": not shown in June 2025.")
    for ending in ("children/", "children.xlsx"):
        path = f"/figures/feedback_good/{ending}?period=2025-05&which=rest"
        assert client.get(path).status_code == 404
    make_fact(FactKind.FEEDBACK, JULY.replace(year=2024), code="answer", codes=["family"])
    lines = {line.key(""): line for line in assemble(YEAR).lines}
    assert lines["feedback_answers|2025/26|||"].numerator == 20
    before = lines["feedback_answers|2024/25|||"]
    assert (before.words, before.numerator, before.value) == ("Fewer than 5", None, None)


@pytest.mark.django_db
def test_a_difference_of_two_days_of_two_areas_or_of_two_months_tells_of_nobody() -> None:
    north, south = make_area("North"), make_area("South")
    answer(JULY, "family", "yes", 8)
    Fact.objects.update(area=north)
    answer(AUGUST, "family", "yes", 2)
    Fact.objects.filter(area=None).update(area=south)
    answer(AUGUST, "family", "yes", 7)  # of nobody's area
    july, august = month_of(JULY), month_of(AUGUST)
    # Of a month that still runs, nothing: tomorrow there may be one more.
    assert figure(GOOD, july, known_on=at("2025-07-31", 23)).withheld == Withheld.RUNNING
    # Known later is counted too, whatever day is asked about.
    Fact.objects.filter(area=south).update(known_from=timezone.now())
    assert figure(GOOD, august, known_on=at("2025-09-30")).denominator == 18
    areas = [Scope(ScopeKind.AREA, area.pk, area.name) for area in (north, south)]
    assert figure(GOOD, august, areas[0]).withheld == Withheld.BY_YEAR
    told = [figure(GOOD, YEAR, area).withheld for area in areas]
    assert told == [None, Withheld.FEW]  # the seven of no area are kept back with the two
    assert figure(GOOD, YEAR).denominator == 34
    # A single small month of a year: its quarter and the year would tell it.
    answer(dt.date(2026, 3, 2), "family", "yes", 1)
    march = dt.date(2026, 3, 1)
    told = [figure(GOOD, each(march)).withheld for each in (month_of, quarter_of, year_of)]
    assert told == [Withheld.FEW, Withheld.FEW, Withheld.MASK]
    assert figure(GOOD, YEAR, areas[0]).withheld == Withheld.MASK


def test_a_part_that_could_be_worked_out_goes_with_the_few() -> None:
    few, mask = Withheld.FEW, Withheld.MASK
    assert withheld({"a": 3, "b": 4, "c": 9}) == {"a": few, "b": few}
    assert withheld({"a": 1, "b": 1, "c": 9, "d": 5}) == {"a": few, "b": few, "d": mask}
    assert withheld({"a": 6, "b": 5}) == {}
    # Each small month takes the next that has anybody with it; what was shown before stays.
    assert hidden_months([9, 3, 0, 8, 7, 1, 1, 1, 6, 9, 0, 2]) == {1, 3, 5, 6, 7, 8, 11}


Atom = tuple[int, int, str, str]  # month, area, audience, question: scores counted together
Holds = Callable[[Atom], bool]


class AnyAnswers(TestCase):
    @settings(max_examples=3, phases=[Phase.explicit, Phase.generate])
    @given(PEOPLE)
    @example(TWO_AUDIENCES)
    def test_nothing_withheld_can_be_worked_out(self, people: list[tuple[int, ...]]) -> None:
        nothing_withheld_can_be_worked_out(people)

    @pytest.mark.full
    @settings(max_examples=60, phases=[Phase.generate])
    @given(PEOPLE)
    def test_nothing_withheld_can_be_worked_out_many_times(
        self, people: list[tuple[int, ...]]
    ) -> None:
        nothing_withheld_can_be_worked_out(people)


def nothing_withheld_can_be_worked_out(people: Sequence[tuple[int, ...]]) -> None:
    """Asked of linear algebra: no small number that is not shown is a sum and difference of those
    that are. What is shown as 0 tells that each part of it is."""
    areas: list[Area | None] = [make_area(), make_area(), None]
    make_answers(people, areas)
    atoms = {
        (month, area, audience.value, question.value)
        for month, area in product(range(12), range(3))
        for audience, asked in QUESTIONS.items()
        for question in asked
    }
    cells = list(_cells(areas))
    empty = {atom for holds, is_shown, count in cells if is_shown and not count
             for atom in atoms if holds(atom)}  # fmt: skip
    unknown = sorted(atoms - empty)

    def row(holds: Holds) -> list[int]:
        return [int(holds(atom)) for atom in unknown]

    known = [[0] * len(unknown), *(row(holds) for holds, is_shown, count in cells if is_shown)]
    rank = np.linalg.matrix_rank(np.array(known))
    for holds, is_shown, count in cells:
        if not is_shown and 0 < count < 5:
            assert np.linalg.matrix_rank(np.array([*known, row(holds)])) > rank


def _cells(areas: Sequence[Area | None]) -> Iterator[tuple[Holds, bool, int]]:
    """Every number that any page could show: which atoms it is the sum of, whether it is shown, and
    how many people are behind it."""
    months = list(YEAR.months())
    spans = [*months, *(quarter_of(months[start].first) for start in (0, 3, 6, 9)), YEAR]
    for span in spans:
        inside = {n for n, month in enumerate(months) if span.first <= month.first <= span.last}
        yield _cell(span, WHOLE_SERVICE, lambda atom, inside=inside: atom[0] in inside)
        for place, area in enumerate(areas):
            if area is not None:
                scope = Scope(ScopeKind.AREA, area.pk, area.name)
                yield _cell(
                    span, scope,
                    lambda atom, inside=inside, place=place: atom[0] in inside and atom[1] == place,
                )  # fmt: skip
    names = [area.name if area else "" for area in areas]
    for split in GOOD.splits:
        people = people_in(GOOD.population(Fact.objects.all(), YEAR), part=split.key(YEAR))
        told = {part.code: part.numerator is not None for part in breakdown(GOOD, split, YEAR)}
        for code, count in people.items():
            yield (
                lambda atom, code=code: code in (names[atom[1]], atom[2], atom[3]),
                told.get(code, False),
                count,
            )


def _cell(span: Period, scope: Scope, cells: Holds) -> tuple[Holds, bool, int]:
    rows = GOOD.population(Fact.objects.filter(scope.condition), span)
    return cells, figure(GOOD, span, scope).numerator is not None, people_in(rows).get(None, 0)
