"""The report adds up when it should; a planted error is named."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from reporting.annual.content import Content, from_data
from reporting.annual.domain.assembling import assemble
from reporting.annual.layout import details_of
from reporting.annual.sections import SECTIONS
from reporting.annual.years import parse_year
from reporting.measures import BY_CODE
from reporting.models import Fact
from reporting.period import year_of
from tests.reporting.annual.history import LAST, make_initials, make_plans

YEAR = year_of(LAST)
SPANS = st.lists(
    st.tuples(st.integers(-500, 360), st.none() | st.integers(1, 500)), min_size=1, max_size=6
)


def check(content: Content, code: str) -> str:
    found = {each.code: each for each in content.checks}[code]
    return f"{found.words}: {found.verdict}"


class Histories(TestCase):
    @settings(max_examples=4)
    @given(SPANS)
    def test_any_history_adds_up(self, spans: list[tuple[int, int | None]]) -> None:
        make_plans([(start, None if long is None else start + long) for start, long in spans])
        checks = assemble(YEAR).checks
        assert [each for each in checks if each.difference] == []
        assert {"stock:2025/26", "months:plans_started.n"} <= {each.code for each in checks}


@pytest.mark.django_db
def test_a_small_history_by_hand_and_a_planted_error() -> None:
    make_plans([(-100, None), (-50, 30), (-50, 30), (10, None), (40, 200), (360, None)])
    make_initials([(4, 1)] + [(1, 0)] * 11)
    content = assemble(YEAR)
    assert check(content, "stock:2025/26") == "3 + 3 − 3 = 3: Adds up"
    assert check(content, "months:icpc_in_time.n").endswith("= 15: Adds up")
    assert check(content, "same:icpc_in_time.d") == "15 + 1 = 16: Adds up"
    lines = {line.key(""): line for line in content.lines}
    late = lines["icpc_in_time|2025/26|||"]
    assert (late.numerator, late.denominator, late.value) == (15, 16, "93.8")
    # Each part beside the year before, also where one of the years had nobody in it.
    (started,) = [block for block in content.blocks if block.parts and block.parts[0].code ==
                  "category_initial"]  # fmt: skip
    (parts,) = started.parts
    assert [(line.label, line.words) for line in parts.lines] == [
        ("Neglect", "1"), ("Physical abuse", "0"), ("Sexual abuse", "0"),
        ("Emotional abuse", "1"), ("Multiple or not recommended", "1"), ("Not recorded", "0"),
    ]  # fmt: skip
    assert [line.words for line in parts.before] == ["1", "1", "1", "0", "0", "0"]
    table = details_of(replace(content.sections[0], blocks=(started,)))[0].tables[-1]
    assert table.headings == ("Category (initial)", "2025/26", "2024/25")
    assert ("Physical abuse", "0", "1") in table.rows
    assert lines["feedback_good|2025/26|||"].words == "Not available"
    assert lines["feedback_good|2025/26|||"].numerator is None
    assert from_data(json.loads(json.dumps(content.as_data()))) == content

    # A plan that started this year is recorded as ended in the year before.
    Fact.objects.filter(key=Fact.objects.get(plan="plan:3").key).update(until=dt.date(2025, 3, 1))
    wrong = {each.code: each for each in assemble(YEAR).checks}["stock:2025/26"]
    assert wrong.difference == 1
    assert wrong.words == "3 + 3 − 3 = 3, not 2"
    assert [why.said for why in wrong.why] == [
        "plans recorded as ended before they started (mend the day at its source): 1"
    ]


def test_every_code_of_the_sections_is_a_measure_with_that_breakdown() -> None:
    for section in SECTIONS:
        for asked in section.asked:
            codes = {split.code for split in BY_CODE[asked.code].splits}
            assert set(asked.splits) <= codes, asked
            assert asked.chart in {"", "months", *asked.splits}, asked


@pytest.mark.parametrize("written", ["2025", "2025-27", "next year", "25-26", ""])
def test_a_year_that_cannot_be_reported_is_refused_in_words(written: str) -> None:
    with pytest.raises(ValueError, match=f"^“{written}” is not a year"):
        parse_year(written, today=LAST)
    with pytest.raises(ValueError, match="31 March 2027 has not begun"):
        parse_year("2026-27", today=LAST)
    assert parse_year("2025/26", today=LAST) == parse_year("2025-26", today=LAST) == YEAR
