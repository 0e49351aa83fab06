"""Small histories whose figures were worked out by hand, with the traps of the two services' own
reports (domain.md, section 13)."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState, LateReason
from people.models import Child
from plans.models import Plan
from reporting.domain.figures import behind, breakdown, counted, figure
from reporting.domain.refresh import refresh_facts
from reporting.enums import FactKind
from reporting.measures import ALL, BY_CODE
from reporting.measures.measure import Shape
from reporting.models import Fact
from reporting.period import Period, month_of, year_of
from reporting.scope import WHOLE_SERVICE
from tests.factories.people import make_child, make_family
from tests.factories.reporting import held, make_fact

pytestmark = pytest.mark.django_db
REVIEW, TRANSFER_IN = ConferenceKind.REVIEW, ConferenceKind.TRANSFER_IN
EARLY, LATE = dt.datetime.fromisoformat("2025-12-01"), dt.datetime.fromisoformat("2026-05-01")
IN_NEED = ChildOutcome.CHILD_IN_NEED


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def words(code: str, period: Period) -> str:
    """The figure, and what it is of."""
    found = figure(BY_CODE[code], period)
    of = "" if found.denominator is None else f" of {found.denominator}"
    return f"{found.words}: {found.numerator}{of}"


OCTOBER, NOVEMBER = month_of(day("2025-10-01")), month_of(day("2025-11-01"))
YEAR = year_of(day("2025-10-01"))


@pytest.fixture
def autumn() -> list[Child]:
    """Seven children at five meetings, four of them held as initial conferences."""
    family = make_family()
    first, second = (make_child(family=family, sex=sex) for sex in "FM")
    third, fourth, fifth, sixth, seventh = (make_child(sex="F") for _ in range(5))
    # Brothers and sisters with clocks of their own: 15 and 20 working days to the same meeting.
    held(
        day("2025-10-22"),
        first,
        second,
        clocks=(day("2025-10-01"), day("2025-09-24")),
        late_reason=LateReason.REQUEST_LATE,
        was_quorate=True,
    )
    held(day("2025-10-23"), third, kind=TRANSFER_IN)
    # Not held: adjourned. It is in no figure.
    held(day("2025-10-24"), fourth, clocks=(day("2025-10-20"),), state=ConferenceState.ADJOURNED)
    held(day("2025-11-10"), fifth)  # nobody knows when the enquiry began
    held(day("2025-11-10"), sixth, clocks=(day("2025-11-12"),))  # before the enquiry
    held(day("2025-11-11"), seventh, clocks=(day("2025-11-11"),), outcome=IN_NEED)  # same day: 0
    refresh_facts()
    return [first, second, third, fourth, fifth, sixth, seventh]


def test_parts_and_lists_are_the_whole_of_every_measure(autumn: list[Child]) -> None:
    """Drill-down and every breakdown of every measure that has a figure here."""
    asked = 0
    for measure in ALL:
        found = figure(measure, YEAR)
        if found.numerator is None:
            continue
        for split in measure.splits:
            parts = breakdown(measure, split, YEAR)
            assert sum(part.numerator for part in parts) == found.numerator, (measure.code, split)
            if measure.shape == Shape.PERCENT:
                assert sum(part.denominator or 0 for part in parts) == found.denominator
            asked += 1
        rows = counted(measure, YEAR, WHOLE_SERVICE, known_on=None)
        field = {"conferences": "meeting"}.get(measure.counted.value, "pk")
        assert rows.order_by().values(field).distinct().count() == found.numerator, measure.code
    assert asked > 100


def test_asked_again_as_it_was_known_the_answer_is_the_same(autumn: list[Child]) -> None:
    """After a late entry, a correction and a void plan the past answers are what they were."""
    moment = Fact.objects.order_by("-known_from").values_list("known_from", flat=True)[0]
    before = {measure.code: figure(measure, YEAR, known_on=moment).numerator for measure in ALL}
    started = before["plans_started"]
    plan = Plan.objects.get(child=autumn[0])
    plan.voided_at = plan.record.opened_at
    plan.save()
    held(day("2025-10-30"), autumn[3], clocks=(day("2025-10-01"),))  # entered late
    refresh_facts()
    after = {measure.code: figure(measure, YEAR, known_on=moment).numerator for measure in ALL}
    assert after == before
    assert started is not None
    assert words("icpc_in_time", OCTOBER) == "33.3%: 1 of 3"
    known = behind(BY_CODE["plans_started"], YEAR, WHOLE_SERVICE, known_on=None)
    assert autumn[0].pk not in set(known.values_list("child_id", flat=True))


def test_a_stock_of_a_period_that_still_runs_is_as_at_the_day_it_is_known() -> None:
    """Nothing is overdue before its time: the year is cut on the day asked about."""
    make_fact(FactKind.PLAN, day("2025-10-22"), child=make_child(), plan="plan:1")
    autumn, spring = (timezone.make_aware(at) for at in (EARLY, LATE))
    measure = BY_CODE["reviews_in_time_year_end"]
    found = figure(measure, YEAR, known_on=autumn)
    assert (found.numerator, found.denominator) == (0, 0)  # not open for 3 months yet
    assert figure(measure, YEAR, known_on=spring).words == "0.0%"  # its review was due in January
    later = year_of(day("2027-05-01"))
    assert figure(BY_CODE["plans_open"], later, known_on=autumn).words == "Not available"
