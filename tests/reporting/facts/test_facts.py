"""What becomes a fact, of what day and for whom."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from audit.domain import record
from audit.enums import Action
from bookings.domain import confirm, relist
from bookings.enums import MoveReason
from conferences.enums import ConferenceKind, ConferenceState, RequestState, ScreeningOutcome
from conferences.models import (
    Conference,
    ConferenceRequest,
    RequestedChild,
    Screening,
    StrategyDiscussion,
)
from people.enums import CaseRoleKind
from people.models import Child
from plans.domain.previous import standings_of
from plans.models import EarlierPlan, Plan, Visit
from reporting.domain.figures import figure
from reporting.domain.refresh import Refreshed, refresh_changed, refresh_facts
from reporting.enums import FactKind, ScopeKind
from reporting.measures import BY_CODE
from reporting.models import Fact, Section47Enquiry
from reporting.period import month_of
from reporting.scope import Scope
from tests.factories.accounts import make_user
from tests.factories.bookings import make_booker, make_choice, make_pencil, next_monday
from tests.factories.disclosure import make_record
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_professional,
)
from tests.factories.plans import make_plan
from tests.factories.reporting import held
from tests.factories.timescales import make_deadline, make_local_setting
from timescales.domain import withdraw_deadline
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
OCTOBER = month_of(dt.date(2025, 10, 1))


def asked_for(child: Child, discussion: StrategyDiscussion, state: str) -> ConferenceRequest:
    request: ConferenceRequest = ConferenceRequest.objects.create(
        family=child.family,
        requested_by=make_user(),
        state=state,
        submitted_at=timezone.make_aware(dt.datetime.fromisoformat("2025-10-03T09:00")),
    )
    RequestedChild.objects.create(request=request, child=child, initiating_discussion=discussion)
    return request


def value(code: str, scope: Scope | None = None) -> tuple[int | None, int | None]:
    found = figure(BY_CODE[code], OCTOBER, scope or Scope())
    return found.numerator, found.denominator


def test_an_enquiry_counts_once_however_many_tell_of_it() -> None:
    """Two requests of one discussion, and the case system's own row of the same day."""
    child, other = make_child(), make_child()
    for each in (child, other):
        discussion = StrategyDiscussion.objects.create(
            family=each.family, held_on=dt.date(2025, 10, 2), recorded_by=make_user()
        )
        asked_for(each, discussion, RequestState.WITHDRAWN)
        asked_for(each, discussion, RequestState.PROCEEDING)
    Section47Enquiry.objects.create(child=child, source_id="1", started_on=dt.date(2025, 10, 2))
    Section47Enquiry.objects.create(child=child, source_id="2", started_on=None)  # a gap
    held(dt.date(2025, 10, 20), child, clocks=(dt.date(2025, 10, 2),))
    refresh_facts()
    assert value("section_47_to_icpc") == (1, 2)
    assert Fact.objects.get(kind=FactKind.SECTION_47, code="icpc").days == 12
    assert value("requests") == (4, None)


def test_an_enquiry_whose_conference_was_cancelled_needed_none_until_asked_again() -> None:
    child = make_child()
    discussion = StrategyDiscussion.objects.create(
        family=child.family, held_on=dt.date(2025, 10, 2), recorded_by=make_user()
    )
    request = asked_for(child, discussion, RequestState.PROCEEDING)
    Conference.objects.create(
        family=child.family,
        kind=ConferenceKind.INITIAL,
        state=ConferenceState.CANCELLED,
        request=request,
        record=make_record(child.family),
    )
    refresh_facts()
    assert Fact.objects.get(kind=FactKind.SECTION_47, known_until=None).code == "not_required"
    asked_for(child, discussion, RequestState.SUBMITTED)
    refresh_facts()
    assert Fact.objects.get(kind=FactKind.SECTION_47, known_until=None).code == "open"


def test_a_diversion_counts_once_it_stands_and_whether_they_came_back() -> None:
    child = make_child()
    discussion = StrategyDiscussion.objects.create(
        family=child.family, held_on=dt.date(2025, 10, 2), recorded_by=make_user()
    )
    at = timezone.make_aware(dt.datetime.fromisoformat("2025-10-01T10:00"))
    waiting = asked_for(make_child(), discussion, RequestState.DIVERTING)
    for family, request in ((child.family, None), (waiting.family, waiting)):
        row = Screening.objects.create(
            family=family,
            request=request,
            outcome=ScreeningOutcome.EARLY_HELP,
            reason="",
            by=make_user(),
        )
        Screening.objects.filter(pk=row.pk).update(at=at)
    refresh_facts()
    assert (value("diversions"), value("consultations")) == ((1, None), (2, None))
    assert value("diversions_came_back") == (0, 1)
    asked_for(child, discussion, RequestState.SUBMITTED)
    refresh_facts()
    assert value("diversions_came_back") == (1, 1)


@pytest.mark.parametrize(
    ("asked_at", "came_back"),
    [
        ("2026-10-01T15:00", 1),
        ("2026-10-01T23:59", 1),
        ("2026-10-02T00:01", 0),  # still 1 October in UTC
        ("2025-10-01T10:30", 1),
        ("2025-10-01T09:30", 0),  # asked for before the advice
    ],
)
def test_a_family_comes_back_on_the_last_day_of_the_twelve_months_too(
    asked_at: str, came_back: int
) -> None:
    """Diverted at 10 in the morning: months are counted by the day in London, not by the hour."""
    child = make_child()
    discussion = StrategyDiscussion.objects.create(
        family=child.family, held_on=dt.date(2025, 10, 2), recorded_by=make_user()
    )
    advice = Screening.objects.create(
        family=child.family, outcome=ScreeningOutcome.EARLY_HELP, reason="", by=make_user()
    )
    at, again = (
        timezone.make_aware(dt.datetime.fromisoformat(each))
        for each in ("2025-10-01T10:00", asked_at)
    )
    Screening.objects.filter(pk=advice.pk).update(at=at)
    request = asked_for(child, discussion, RequestState.SUBMITTED)
    ConferenceRequest.objects.filter(pk=request.pk).update(submitted_at=again)
    refresh_facts()
    assert value("diversions_came_back") == (came_back, 1)


def test_area_and_chair_are_those_of_the_day() -> None:
    """A family that moves and a case that changes hands leave the past where it was."""
    north, south = make_area("North of here"), make_area("South of here")
    family = make_family(area=north)
    family.history.update(history_date=timezone.make_aware(dt.datetime.fromisoformat("2025-01-01")))
    child = make_child(family=family)
    first, second = make_professional(), make_professional()
    role = {"kind": CaseRoleKind.CHAIR}
    make_case_role(family, first, from_on=dt.date(2025, 1, 1), to_on=dt.date(2025, 11, 10), **role)
    make_case_role(family, second, from_on=dt.date(2025, 11, 11), **role)
    held(dt.date(2025, 10, 20), child, clocks=(dt.date(2025, 10, 2),))
    family.area = south
    family.save()
    refresh_facts()
    assert value("icpc_in_time", Scope(ScopeKind.AREA, north.pk)) == (1, 1)
    assert value("icpc_in_time", Scope(ScopeKind.AREA, south.pk)) == (0, 0)
    assert value("caseload", Scope(ScopeKind.CHAIR, first.pk)) == (1, 1)
    # A plan is with each chair for as long as it was, is open, starts and ends once.
    november = month_of(dt.date(2025, 11, 1))
    chairs = [Scope(ScopeKind.CHAIR, chair.pk) for chair in (first, second)]
    for code in ("caseload", "plans_open"):
        assert [value(code, chair)[0] for chair in chairs] == [1, 0]
        since = [figure(BY_CODE[code], november, each).numerator for each in (*chairs, Scope())]
        assert since == [0, 1, 1]
    started = [value("plans_started", each)[0] for each in (*chairs, Scope())]
    assert started == [1, 0, 1]


def test_a_plan_is_nobodys_while_the_family_has_no_chair() -> None:
    """Nor is it that of one who is to come, or who was gone on the day it was taken on."""
    child = make_child()
    first, never, last, to_come = (make_professional() for _ in range(4))
    make_plan(child, started_on=dt.date(2025, 10, 1))
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    for chair, from_on, to_on in (
        (first, dt.date(2025, 10, 6), dt.date(2025, 10, 10)),
        (never, dt.date(2025, 10, 11), dt.date(2025, 10, 10)),
        (last, dt.date(2025, 10, 20), tomorrow - dt.timedelta(days=1)),
        (to_come, tomorrow, None),
    ):
        role = {"kind": CaseRoleKind.CHAIR, "from_on": from_on, "to_on": to_on}
        make_case_role(child.family, chair, **role)
    refresh_facts()
    rows = Fact.objects.filter(kind=FactKind.PLAN).order_by("moved_out_on")
    assert list(rows.values_list("chair_id", "moved_in_on", "moved_out_on")) == [
        (None, None, dt.date(2025, 10, 6)),
        (first.pk, dt.date(2025, 10, 6), dt.date(2025, 10, 11)),
        (None, dt.date(2025, 10, 11), dt.date(2025, 10, 20)),
        (last.pk, dt.date(2025, 10, 20), None),
    ]


def test_a_cover_has_the_case_while_it_lasts_and_gives_it_back() -> None:
    """A child has one chair on any day, also where two are noted, or one is noted twice."""
    child = make_child()
    theirs, cover = make_professional(), make_professional()
    make_plan(child, started_on=dt.date(2025, 10, 3))
    for chair, from_on, to_on in (
        (theirs, dt.date(2025, 9, 1), None),
        (theirs, dt.date(2025, 10, 3), dt.date(2026, 3, 20)),
        (cover, dt.date(2025, 12, 15), dt.date(2026, 1, 15)),
    ):
        role = {"kind": CaseRoleKind.CHAIR, "from_on": from_on, "to_on": to_on}
        make_case_role(child.family, chair, **role)
    refresh_facts()
    chairs = [Scope(ScopeKind.CHAIR, chair.pk) for chair in (theirs, cover)]
    expected = {
        (2025, 10): [1, 0],
        (2025, 12): [0, 1],
        (2026, 1): [1, 0],
        (2026, 3): [1, 0],
    }
    for when, numbers in expected.items():
        month = month_of(dt.date(*when, 1))
        whole = figure(BY_CODE["caseload"], month)
        assert (whole.numerator, whole.denominator) == (1, 1), when
        for code in ("plans_open", "caseload"):
            found = [figure(BY_CODE[code], month, chair).numerator for chair in chairs]
            assert found == numbers, (code, when)
    rows = Fact.objects.filter(kind=FactKind.CASELOAD).order_by("on")
    assert list(rows.values_list("chair_id", "on", "until")) == [
        (theirs.pk, dt.date(2025, 10, 3), dt.date(2025, 12, 15)),
        (cover.pk, dt.date(2025, 12, 15), dt.date(2026, 1, 16)),
        (theirs.pk, dt.date(2026, 1, 16), None),
    ]


def test_only_a_slot_that_was_confirmed_can_be_lost() -> None:
    """A pencilled one that is moved has cost nobody a day."""
    by, monday = make_booker(), next_monday()
    pencilled, firm = (make_pencil(day=monday) for _ in range(2))
    confirm(booking=firm, by=by)
    for booking in (pencilled, firm):
        later = make_choice(booking.room, booking.chair, day=monday + dt.timedelta(days=1))
        booking = relist(booking=booking, choice=later, reason=MoveReason.MADE_ROOM, by=by)
        held(timezone.localdate(), make_child(), kind=ConferenceKind.REVIEW, booking=booking)
    refresh_facts()
    moves = Fact.objects.filter(kind=FactKind.SESSION, code="move")
    reviews = Fact.objects.filter(kind=FactKind.REVIEW, flags__contains=["made_room"])
    told = [{each.meeting for each in facts} for facts in (moves, reviews)]
    assert told == [{Conference.objects.get(booking=firm).about}] * 2


def test_visits_in_standard_and_duties_that_are_over() -> None:
    """A visit at which nobody was in puts nobody in standard; what fell away in time is not
    counted."""
    seen, missed, new = (make_child() for _ in range(3))
    for child, started in ((seen, 1), (missed, 1), (new, 28)):
        often = {"visit_every": 5, "visit_unit": "weeks"} if child is new else {}
        plan = make_plan(child, started_on=dt.date(2025, 10, started), **often)
        if child is not new:
            Visit.objects.create(
                plan=plan,
                visited_on=dt.date(2025, 10, 20),
                was_seen=child is seen,
                seen_alone="yes" if child is seen else "no",
                not_seen_reason="" if child is seen else "nobody_in",
            )
    fell_away = timezone.make_aware(dt.datetime.fromisoformat("2025-10-10T09:00"))
    for child, became in (
        (seen, {"met_on": dt.date(2025, 10, 15)}),  # 10 working days
        (missed, {}),
        (new, {"withdrawn_at": fell_away}),
    ):
        clock = make_deadline("first_core_group", child=child, start=dt.date(2025, 10, 1))
        Deadline.objects.filter(pk=clock.pk).update(started_on=dt.date(2025, 10, 1), **became)
    refresh_facts()
    assert value("visits_in_standard") == (2, 3)
    first_due = Fact.objects.get(kind=FactKind.PLAN, child=new).due_on
    assert first_due == dt.date(2025, 12, 2)  # five weeks, not five working days
    assert value("visits_alone") == (1, 1)
    assert value("first_core_group_in_time") == (1, 2)


def test_the_first_visit_is_due_as_its_clock_says() -> None:
    """Twenty working days by local practice: from Friday 10 October to Friday 7 November."""
    make_local_setting("statutory_visit", number=20, effective_from=dt.date(2025, 1, 1))
    started, ended = dt.date(2025, 10, 10), dt.date(2025, 11, 5)
    new, over = make_child(), make_child()
    about = make_plan(new, started_on=started).opened_by
    make_deadline("statutory_visit", child=new, start=started, about=about)
    plan = make_plan(over, started_on=dt.date(2025, 9, 1), ended_on=ended, end_reason="died")
    visit = Visit.objects.create(plan=plan, visited_on=started, was_seen=True, seen_alone="yes")
    clock = make_deadline("statutory_visit", child=over, start=started, about=visit.about)
    withdraw_deadline(deadline=clock, reason="The plan ended", by=None)
    refresh_facts()
    due_on = Fact.objects.get(kind=FactKind.PLAN, child=new).due_on
    assert due_on == dt.date(2025, 11, 7)
    # Also of a plan that has ended since, whose clock stopped with it.
    assert Fact.objects.get(kind=FactKind.VISIT).until == due_on
    assert value("visits_in_standard") == (2, 2)


def test_no_visit_before_an_import_without_visits_counts_as_missed() -> None:
    """The next is due, counted from the import: ten working days after Monday 20 October."""
    brought, seen = make_child(), make_child()
    about = make_plan(brought, started_on=dt.date(2025, 3, 1)).opened_by
    make_deadline("statutory_visit", child=brought, start=dt.date(2025, 10, 20), about=about)
    plan = make_plan(seen, started_on=dt.date(2025, 10, 1))
    Visit.objects.create(plan=plan, visited_on=dt.date(2025, 10, 28), was_seen=True)
    refresh_facts()
    assert value("visits_in_standard") == (2, 2)
    november = figure(BY_CODE["visits_in_standard"], month_of(dt.date(2025, 11, 1)))
    assert (november.numerator, november.denominator) == (0, 2)


def test_a_midpoint_check_that_is_late_is_that_of_whoever_had_the_case_then() -> None:
    """Not of whoever chaired the conference before it, in another's place."""
    child, stood_in = make_child(), make_professional("Desta Dutywell")
    first, second = make_professional("Petra Chairwell"), make_professional("Asha Nextwell")
    role = {"kind": CaseRoleKind.CHAIR}
    due, handed = dt.date(2025, 10, 15), dt.date(2025, 10, 16)
    before = {"from_on": dt.date(2025, 1, 1), "to_on": due}
    make_case_role(child.family, first, **before, **role)
    make_case_role(child.family, second, from_on=handed, **role)
    meeting = held(dt.date(2025, 9, 1), child)
    Conference.objects.filter(pk=meeting.pk).update(chair=stood_in)
    began, review = dt.date(2025, 9, 1), dt.date(2025, 11, 28)
    clock = make_deadline("midpoint", child=child, start=began, about=meeting.about, to=review)
    Deadline.objects.filter(pk=clock.pk).update(due_on=due)
    refresh_facts()
    assert Fact.objects.get(kind=FactKind.MIDPOINT).chair_id == first.pk


def test_a_change_is_counted_at_once_and_only_its_family_is_looked_at() -> None:
    child, other = make_child(), make_child()
    for each in (child, other):
        make_plan(each, started_on=dt.date(2025, 9, 1))
    refresh_facts()
    assert refresh_changed() == Refreshed(0, 0)
    for each in (child, other):
        each.plans.update(ended_on=dt.date(2025, 10, 5), end_reason="review_decision")
    record(Action.CHANGED, "plans.end", by=None, subjects=[child], children=[child.pk])
    assert refresh_changed() == Refreshed(1, 1)
    assert value("plans_ended") == (1, None)
    # What no event tells of is found by the nightly comparison with everything.
    assert refresh_facts() == Refreshed(1, 1)
    assert value("plans_ended") == (2, None)
    assert Fact.objects.filter(kind=FactKind.PLAN, known_until=None).count() == 2


def test_a_plan_noted_by_hand_that_is_kept_here_too_counts_once_as_in_the_returns() -> None:
    """A plan of 4 March to 4 November 2019, and one noted beside it, on every edge."""
    first, last, since = dt.date(2019, 3, 4), dt.date(2019, 11, 4), dt.date(2025, 10, 1)
    noted = (
        (first, last, 1),
        (first, first, 1),
        (dt.date(2019, 3, 5), dt.date(2019, 3, 5), 1),
        (dt.date(2018, 3, 4), dt.date(2019, 3, 5), 1),
        (dt.date(2019, 11, 3), dt.date(2020, 3, 4), 1),
        (dt.date(2018, 3, 4), first, 2),
        (last, last, 2),
        (last, dt.date(2020, 3, 4), 2),
    )
    by, expected = make_user(), {}
    for start, end, number in noted:
        child = make_child()
        make_plan(child, started_on=first, ended_on=last)
        EarlierPlan.objects.create(child=child, started_on=start, ended_on=end, recorded_by=by)
        expected[make_plan(child, started_on=since).pk] = number
    refresh_facts()
    told = dict(Fact.objects.filter(kind=FactKind.PLAN, on=since).values_list("plan", "number"))
    assert told == {f"plan:{pk}": number for pk, number in expected.items()}
    standings = standings_of(Plan.objects.filter(started_on=since))
    assert {pk: standing.previous for pk, standing in standings.items()} == expected
