"""The first review is due after the conference that opened the plan, whatever day the plan has."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from reporting.domain.figures import figure
from reporting.enums import FactKind
from reporting.measures import BY_CODE
from reporting.models import Fact
from reporting.period import month_of
from tests.reporting.imports.folder import Tables, bring_in, history, write
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def _told(plan: str, review: str) -> Tables:
    """The younger sister's conference of 3 October, and other days for her plan and its review."""
    tables = history()
    tables["ssd_cp_plans"][1]["cppl_cp_plan_start_date"] = plan
    tables["ssd_cp_plans"][1]["cppl_icpc_id"] = "I1"
    tables["ssd_cp_reviews"][2]["cppr_cp_review_date"] = review
    return tables


def _first_review() -> tuple[str, str, str]:
    clock = Deadline.objects.get(rule="first_review", child__local_id="101")
    return f"{clock.started_on}", f"{clock.due_on}", f"{clock.met_on}"


def _in_time(code: str, month: str) -> tuple[int | None, int | None]:
    found = figure(BY_CODE[code], month_of(dt.date.fromisoformat(f"{month}-01")))
    return found.numerator, found.denominator


def test_a_plan_of_some_days_later_does_not_give_the_first_review_longer(tmp_path: Path) -> None:
    """3 October and 3 calendar months is 3 January: held on 6 January it is late, though the plan
    of 8 October would have had until 8 January."""
    bring_in(write(tmp_path, _told("2025-10-08", "2026-01-06")))
    assert _first_review() == ("2025-10-03", "2026-01-03", "2026-01-06")
    fact = Fact.objects.known_on(None).get(kind=FactKind.REVIEW, on="2026-01-06")
    assert (f"{fact.clock_from}", f"{fact.due_on}", fact.code) == (
        "2025-10-03",
        "2026-01-03",
        "first",
    )
    assert _in_time("reviews_in_time", "2026-01") == (0, 1)
    assert _in_time("reviews_in_time_year_end", "2026-01") == (0, 1)


def test_a_plan_that_is_corrected_later_moves_no_clock_of_its_first_review(tmp_path: Path) -> None:
    """Panels on long plans are counted from the plan."""
    tables = _told("2025-10-03", "")
    bring_in(write(tmp_path, tables))
    of_the_conference = Deadline.objects.exclude(rule__startswith="long_plan").order_by("pk")
    before = list(of_the_conference.values())
    tables["ssd_cp_plans"][1]["cppl_cp_plan_start_date"] = "2025-10-08"
    bring_in(write(tmp_path, tables))
    assert _first_review() == ("2025-10-03", "2026-01-03", "None")
    assert list(of_the_conference.values()) == before


def test_a_plan_of_some_days_earlier_is_not_outstanding_before_the_limit(tmp_path: Path) -> None:
    """Open for 3 calendar months at the end of December; by its conference its review has until
    3 January."""
    bring_in(write(tmp_path, _told("2025-09-28", "2026-01-02")))
    assert _first_review() == ("2025-10-03", "2026-01-03", "2026-01-02")
    assert _in_time("reviews_in_time_year_end", "2025-12") == (1, 1)


def test_a_conference_on_a_later_day_than_the_review_of_its_plan_starts_no_clock(
    tmp_path: Path,
) -> None:
    bring_in(write(tmp_path, _told("2025-09-01", "2025-10-02")))
    assert _first_review() == ("2025-09-01", "2025-12-01", "2025-10-02")
