"""Asked again as it was known on a past day, and of periods that still run."""

from __future__ import annotations

import datetime as dt

import pytest

from conferences.models import Conference
from people.models import Child
from plans.models import Plan
from reporting.domain.figures import behind, figure
from reporting.domain.refresh import refresh_facts
from reporting.enums import FactKind
from reporting.measures import ALL, BY_CODE
from reporting.models import Freshness
from reporting.period import parse
from reporting.scope import WHOLE_SERVICE
from tests.factories.people import make_child
from tests.factories.reporting import held, make_fact
from tests.reporting.measures import initials
from tests.reporting.measures.history import at, day, said

pytestmark = pytest.mark.django_db
YEAR = parse("2025/26")


def test_asked_again_as_it_was_known_the_answer_is_the_same() -> None:
    """After a late entry and a void plan the past answers are what they were."""
    initials.build()
    refresh_facts()
    moment = Freshness.objects.get().at - dt.timedelta(microseconds=1)
    before = {measure.code: figure(measure, YEAR, known_on=moment).numerator for measure in ALL}
    joint = Conference.objects.get(late_reason="request_late")
    void = Plan.objects.get(child=joint.children.first().child)
    void.voided_at = void.record.opened_at
    void.save()
    adjourned = Child.objects.get(conferences__conference__state="adjourned")
    held(day("2025-10-30"), adjourned, clocks=(day("2025-10-01"),))  # entered late
    refresh_facts()
    after = {measure.code: figure(measure, YEAR, known_on=moment).numerator for measure in ALL}
    assert after == before
    assert before["plans_started"] == 6
    # From Wednesday 1 to Thursday 30 October are 21 working days: one more, and not in time.
    assert said(("icpc_in_time", "2025-10")) == "33.3% (1 of 3)"
    known = behind(BY_CODE["plans_started"], YEAR, WHOLE_SERVICE, known_on=None)
    started = set(known.values_list("child_id", flat=True))
    assert void.child_id not in started
    assert adjourned.pk in started


def test_a_stock_of_a_period_that_still_runs_is_as_at_the_day_it_is_known() -> None:
    """Nothing is overdue before its time: the year is cut on the day asked about."""
    make_fact(FactKind.PLAN, day("2025-10-22"), child=make_child(), plan="plan:1")
    autumn, spring = at("2025-12-01"), at("2026-05-01")
    measure = BY_CODE["reviews_in_time_year_end"]
    found = figure(measure, YEAR, known_on=autumn)
    assert (found.numerator, found.denominator) == (0, 0)  # not open for 3 months yet
    assert figure(measure, YEAR, known_on=spring).words == "0.0%"  # its review was due in January
    later = parse("2027/28")
    assert figure(BY_CODE["plans_open"], later, known_on=autumn).words == "Not available"
