"""Asked again as it was known on a past day, and of periods that still run."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from conferences.domain.closing import close_conference
from conferences.enums import RequestState
from conferences.models import (
    Conference,
    ConferenceRequest,
    RequestedChild,
    StrategyDiscussion,
)
from midpoints.enums import CheckState, NotDoneReason
from midpoints.models import CheckedChild, MidpointCheck
from people.models import Child
from plans.models import Plan
from reporting.domain.figures import behind, figure
from reporting.domain.refresh import refresh_changed, refresh_facts
from reporting.enums import FactKind
from reporting.measures import ALL, BY_CODE
from reporting.models import Fact, Freshness
from reporting.period import month_of, parse
from reporting.scope import WHOLE_SERVICE
from tests.conferences.test_correcting import closed_meeting, reopen
from tests.factories.accounts import make_user
from tests.factories.people import make_child
from tests.factories.plans import make_plan
from tests.factories.reporting import held, make_fact
from tests.factories.timescales import make_deadline
from tests.reporting.measures import initials
from tests.reporting.measures.history import at, day, said
from timescales.domain import withdraw_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
YEAR = parse("2025/26")


def test_asked_again_as_it_was_known_the_answer_is_the_same() -> None:
    """After a late entry and a void plan the past answers are what they were."""
    initials.build()
    refresh_facts()
    moment = Freshness.objects.get().at - dt.timedelta(microseconds=1)
    before = told_at(moment)
    joint = Conference.objects.get(late_reason="request_late")
    void = Plan.objects.get(child=joint.children.first().child)
    void.voided_at = void.record.opened_at
    void.save()
    adjourned = Child.objects.get(conferences__conference__state="adjourned")
    held(day("2025-10-30"), adjourned, clocks=(day("2025-10-01"),))  # entered late
    refresh_facts()
    assert told_at(moment) == before
    assert before["plans_started"] == (6, None, None)
    assert before["icpc_in_time"] == (3, 5, None)
    assert before["icpc_days"] == (5, None, 15)
    # From Wednesday 1 to Thursday 30 October are 21 working days: one more, and not in time.
    assert said(("icpc_in_time", "2025-10")) == "33.3% (1 of 3)"
    known = behind(BY_CODE["plans_started"], YEAR, WHOLE_SERVICE, known_on=None)
    started = set(known.values_list("child_id", flat=True))
    assert void.child_id not in started
    assert adjourned.pk in started


def told_at(moment: dt.datetime) -> dict[str, tuple[object, ...]]:
    found = [figure(measure, YEAR, known_on=moment) for measure in ALL]
    return {each.measure.code: (each.numerator, each.denominator, each.median) for each in found}


def numbers(code: str, known_on: dt.datetime | None = None) -> tuple[object, object]:
    found = figure(BY_CODE[code], YEAR, known_on=known_on)
    return found.numerator, found.denominator


def test_an_overdue_check_that_is_done_is_told_once_at_any_time() -> None:
    """Recorded in the afternoon, compared in the night: until then it was outstanding."""
    child, due = make_child(), day("2025-11-14")
    meeting = held(day("2025-10-01"), child)
    clock = make_deadline("midpoint", child=child, start=day("2025-10-01"), about=meeting.about,
                          to=day("2025-12-31"))  # fmt: skip
    Deadline.objects.filter(pk=clock.pk).update(due_on=due)
    refresh_facts()
    clock.refresh_from_db()
    check = MidpointCheck.objects.create(
        family=child.family,
        conference=meeting,
        area=child.family.area,
        by=make_user(),
        state=CheckState.NOT_DONE,
        on=timezone.localdate(),
        not_done_reason=NotDoneReason.NO_TIME,
    )
    CheckedChild.objects.create(check_of=check, child=child, due_on=due)
    withdraw_deadline(deadline=clock, reason="Not done", by=None)
    between = timezone.now()
    refresh_facts()
    assert numbers("midpoints_in_time", between) == numbers("midpoints_in_time") == (0, 1)
    codes = Fact.objects.filter(kind=FactKind.MIDPOINT).order_by("known_from")
    assert list(codes.values_list("code", flat=True)) == ["outstanding", "not_done"]


def test_an_enquiry_whose_discussion_is_corrected_is_told_once_at_any_time() -> None:
    """Another of the same child, asked about since, is known from when it was."""
    corrected, again = make_child(), make_child()
    requests = [
        _asked_for(child, day(on), timezone.now())
        for child, on in ((corrected, "2025-10-02"), (again, "2025-10-02"))
    ]
    refresh_facts()
    right = _discussed(corrected, day("2025-10-03"))
    requests[0].children.update(initiating_discussion=right)
    ConferenceRequest.objects.filter(pk=requests[1].pk).update(state=RequestState.WITHDRAWN)
    asked_at = timezone.now()
    _asked_for(again, day("2025-12-01"), asked_at)
    between = timezone.now()
    refresh_facts()
    assert numbers("section_47", between) == numbers("section_47") == (3, None)
    facts = Fact.objects.filter(kind=FactKind.SECTION_47)
    assert facts.get(on=day("2025-12-01")).known_from == asked_at


def test_a_plan_that_is_voided_and_made_again_is_told_once_at_any_time() -> None:
    """A conference is reopened, or its decision put right twice, between two comparisons."""
    meeting = closed_meeting()
    refresh_facts()
    reopen(meeting)
    meeting.conference.refresh_from_db()
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    between = timezone.now()
    refresh_changed()
    today = month_of(timezone.localdate())
    for code in ("plans_open", "plans_started", "caseload"):
        told = [figure(BY_CODE[code], today, known_on=at).numerator for at in (between, None)]
        assert told == [1, 1], code


def test_two_plans_of_a_child_one_after_the_other_are_each_told_from_their_own_day() -> None:
    child = make_child()
    first = make_plan(child, started_on=day("2025-05-06"))
    refresh_facts()
    end_of_first = {"ended_on": day("2025-09-01"), "end_reason": "review_decision"}
    Plan.objects.filter(pk=first.pk).update(**end_of_first)
    make_plan(child, started_on=day("2026-01-05"))
    between = timezone.now()
    refresh_facts()
    assert numbers("plans_started", between) == numbers("plans_started") == (2, None)


def _asked_for(child: Child, on: dt.date, submitted_at: dt.datetime) -> ConferenceRequest:
    request: ConferenceRequest = ConferenceRequest.objects.create(
        family=child.family,
        requested_by=make_user(),
        state=RequestState.PROCEEDING,
        submitted_at=submitted_at,
    )
    discussion = _discussed(child, on)
    RequestedChild.objects.create(request=request, child=child, initiating_discussion=discussion)
    return request


def _discussed(child: Child, on: dt.date) -> StrategyDiscussion:
    made: StrategyDiscussion = StrategyDiscussion.objects.create(
        family=child.family, held_on=on, recorded_by=make_user()
    )
    return made


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
