"""A figure is pooled, in one unit, and "not available" is not 0."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from reporting.domain.figures import figure
from reporting.enums import FactKind
from reporting.measures import icpc_in_time, plans_open
from reporting.period import month_of, year_of
from tests.factories.people import make_child
from tests.factories.reporting import make_fact

pytestmark = pytest.mark.django_db
MARCH = dt.date(2026, 3, 31)


def test_without_the_inputs_it_is_not_available_and_with_no_case_there_is_none() -> None:
    month = month_of(MARCH)
    assert figure(icpc_in_time.MEASURE, month).words == "Not available"
    day = dt.date(2026, 2, 3)
    make_fact(FactKind.INITIAL, day, code="initial", clock_from=day, due_on=day, days=0)
    assert figure(icpc_in_time.MEASURE, month).words == "None in the period"
    assert figure(icpc_in_time.MEASURE, year_of(MARCH)).value == Decimal("100.0")


def test_a_plan_that_ends_on_the_last_day_is_not_open_and_one_that_starts_is() -> None:
    for started, ended in (
        (dt.date(2025, 5, 1), MARCH),
        (dt.date(2025, 5, 1), dt.date(2026, 4, 1)),
        (MARCH, None),
        (dt.date(2026, 4, 1), None),
    ):
        make_fact(FactKind.PLAN, started, until=ended, child=make_child())
    assert figure(plans_open.MEASURE, month_of(MARCH)).numerator == 2
