"""Nobody who reads a figure learns what one of a few people answered."""

from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from django.test import Client
from openpyxl import load_workbook

from people.enums import Role
from reporting.annual.domain.assembling import assemble
from reporting.domain.few import withheld
from reporting.domain.figures import breakdown, figure
from reporting.enums import FactKind
from reporting.measures import feedback_answers, feedback_good
from reporting.measures.split import BY_AUDIENCE
from reporting.period import month_of, year_of
from tests.factories.people import make_staff
from tests.factories.reporting import make_fact

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = (dt.date(2025, month, 14) for month in (5, 6, 7))
ASKED = ("understood", "listened")


def answer(on: dt.date, audience: str, score: str, number: int) -> None:
    for _ in range(number):
        make_fact(FactKind.FEEDBACK, on, code="answer", codes=[audience])
        for question in ASKED:
            make_fact(FactKind.FEEDBACK, on, code="score", codes=[audience, question, score])


def test_what_fewer_than_five_people_answered_is_told_nowhere(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for room in ("measures", "drill_down", "dashboards"):
        monkeypatch.setattr(f"reporting.views.{room}.refresh_changed", lambda: None)
    # Four people answer eight questions: eight is not few, four is.
    answer(MAY, "family", "no", 4)
    answer(JULY, "family", "no", 4)
    make_fact(FactKind.PLAN, MAY)  # for a board to have a picture
    for audience, number in (("family", 1), ("child", 6), ("professional", 7)):
        answer(JUNE, audience, "yes", number)
    for measure in (feedback_good.MEASURE, feedback_answers.MEASURE):
        may = figure(measure, month_of(MAY))
        assert (may.words, may.value, may.numerator, may.denominator) == (
            "Fewer than 5", None, None, None
        )  # fmt: skip
        assert figure(measure, month_of(JUNE)).numerator in {14, 28}
    parts = {
        each.code: (each.words, each.numerator, each.denominator, each.value)
        for each in breakdown(feedback_good.MEASURE, BY_AUDIENCE, month_of(JUNE))
    }
    assert parts["family"] == ("Fewer than 5", None, None, None)
    assert parts["child"] == ("Not shown", None, None, None)  # else 28 less 14 and 12 is told
    assert parts["professional"][:3] == ("100.0%", 14, 14)
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    page = client.get("/figures/feedback_good/?period=2025-05").content.decode()
    assert "The number is not shown" in page
    assert "is not recorded here" not in page
    board = client.get("/figures/service/?period=2025-05").content.decode()
    assert "<strong>Fewer than 5</strong></td>" in board
    sheet = client.get("/figures/charts/feedback_good.xlsx?period=2025-07").content
    rows = list(load_workbook(BytesIO(sheet)).active.values)
    assert [row[:4] for row in rows[-2:]] == [
        ("June 2025", 100, 28, 28), ("July 2025", "Fewer than 5", None, None)
    ]  # fmt: skip
    assert "Feedback answered “yes”: fewer than 5 in July 2025." in str(rows)
    for ending in ("children/", "children.xlsx"):
        path = f"/figures/feedback_good/{ending}?period=2025-05&which=rest"
        assert client.get(path).status_code == 404
    make_fact(FactKind.FEEDBACK, JULY.replace(year=2024), code="answer", codes=["family"])
    lines = {line.key(""): line for line in assemble(year_of(MAY)).lines}
    assert lines["feedback_answers|2025/26|||"].numerator == 22
    before = lines["feedback_answers|2024/25|||"]
    assert (before.words, before.numerator, before.value) == ("Fewer than 5", None, None)


def test_a_part_that_could_be_worked_out_goes_with_the_few() -> None:
    assert withheld({"a": 3, "b": 4, "c": 9}) == {"a": "Fewer than 5", "b": "Fewer than 5"}
    assert withheld({"a": 1, "b": 1, "c": 9, "d": 5}) == {
        "a": "Fewer than 5", "b": "Fewer than 5", "d": "Not shown"
    }  # fmt: skip
    assert withheld({"a": 6, "b": 5}) == {}
