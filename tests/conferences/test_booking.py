"""Pencil, confirm, move, vacate; late dates; the lists of what needs one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from bookings.domain import errors, release_expired_pencils
from bookings.enums import BookingState, MoveReason
from bookings.models import Booking, LocalPractice
from conferences.domain import booking as steps
from conferences.domain import session, slots, upkeep
from conferences.domain.adjourning import adjourn_conference, hold_again_by
from conferences.domain.opening import open_review
from conferences.domain.queries import (
    conferences_on,
    conferences_to_book,
    red_list,
    will_not_hold,
)
from conferences.domain.steps import locked
from conferences.domain.strategy import correct_strategy_discussion, icpc_clock
from conferences.enums import Capacity, ConferenceState, LateReason
from conferences.models import Conference
from people.enums import CaseRoleKind
from people.models import CaseRole
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.plans import make_plan
from tests.factories.timescales import make_local_setting
from timescales.domain import current_clock
from timescales.due import Dates
from timescales.enums import Unit
from timescales.models import Deadline

pytestmark = pytest.mark.django_db

LATENESS = steps.Lateness(
    reason=LateReason.FAMILY_ASKED,
    note="A funeral.",
    manager="Priya Manager",
    chair="Noor Chair",
    safety_plan_review="Seen on Tuesday; grandmother still stays.",
)


def test_the_need_names_the_limit_the_notice_and_what_the_room_must_have() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    need = slots.need_of_conference(conference)
    assert need.due_on == conference.due_on
    assert need.report_working_days == 3
    assert need.people == 7
    assert not need.hybrid


def test_the_need_reads_the_services_own_times() -> None:
    conference = make.make_conference(make.make_case())
    LocalPractice.objects.create(meet_family_minutes=60)
    for rule, number, unit in (
        ("report_to_family_icpc", 48, Unit.HOURS),
        ("police_notice", 2, Unit.WEEKS),
    ):
        make_local_setting(rule, number=number, unit=unit)
    conference.request.police_wanted = True
    conference.request.save()
    need = slots.need_of_conference(conference)
    assert need.meet_family_minutes == 60
    assert need.report_working_days == working_days_in(48 // 24)
    assert need.police_working_days == working_days_in(14)


def working_days_in(days: int) -> int:
    """From today on, today not counted."""
    calendar, today = current_clock().calendar, timezone.localdate()
    later = [today + dt.timedelta(days=number + 1) for number in range(days)]
    return sum(calendar.is_working_day(day) for day in later)


def test_who_carries_the_case_or_has_a_conflict_never_chairs_it() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    people.make_conflict(case.family, place.chair.professional.user)
    assert slots.need_of_conference(conference).excluded_chair_ids == {place.chair.pk}


def test_the_chair_of_before_is_offered_first() -> None:
    case, place = make.make_case(), make.make_place()
    other = bookings.make_chair()
    people.make_case_role(case.family, other.professional, kind=CaseRoleKind.CHAIR)
    conference = make.make_conference(case)
    offers = slots.slots_for(slots.need_of_conference(conference)).offers
    assert offers[0].choice.chair_id == other.pk
    assert place.chair.pk in {offer.choice.chair_id for offer in offers}


def test_confirming_seats_the_chair_who_may_then_open_the_family() -> None:
    case, place = make.make_case(), make.make_place()
    chair = place.chair.professional.user
    conference = make.make_booked(case, place)
    assert conference.state == ConferenceState.BOOKED
    assert CaseRole.objects.current().get(family=case.family, kind="chair").professional == (
        place.chair.professional
    )
    assert Conference.objects.visible_to(chair).get() == conference
    seated = conference.participants.get(capacity=Capacity.CHAIR)
    assert seated.person == place.chair.professional.person


def test_confirming_asks_every_agency_for_a_report_and_starts_its_clocks() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    agencies = conference.participants.filter(capacity=Capacity.AGENCY)
    assert agencies.count() == 3
    assert all(p.report_asked_on == timezone.localdate() for p in agencies)
    rules = Deadline.objects.filter(about=conference.about).values_list("rule", flat=True)
    assert set(rules) == {"report_to_family_icpc", "report_to_chair_icpc"}


@pytest.mark.parametrize("days", [5, 6])
def test_a_weekend_is_refused_in_words(days: int) -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    day = bookings.next_monday(1) + dt.timedelta(days=days)
    with pytest.raises(errors.SlotNotPossible, match=f"{day:%A}"):
        steps.pencil_slot(conference=conference, choice=make.choice_on(place, day), by=case.support)


def test_a_late_date_needs_its_reason_agreement_and_safety_plan_review() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case, make.make_discussion(case, 20))
    choice = make.choice_on(place, bookings.next_monday(2))
    assert choice.day > conference.due_on
    counted = f"15 working days after {make.days_ago(20):%-d %B %Y}"
    with pytest.raises(steps.LateUnexplained) as late:
        steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    assert late.value.message == (
        f"This is after the due date, {conference.due_on:%-d %B %Y} (initial child protection "
        f"conference: {counted}). Say why it has to be late."
    )
    half = steps.Lateness(LateReason.NO_CHAIR, "", "Priya", "Noor", " ")
    with pytest.raises(steps.LateUnexplained, match="Review the safety plan"):
        steps.pencil_slot(conference=conference, choice=choice, lateness=half, by=case.support)
    alone = steps.Lateness(LateReason.NO_CHAIR, "", "Priya", "", "Seen.")
    with pytest.raises(steps.LateUnexplained, match="which manager and which chair"):
        steps.pencil_slot(conference=conference, choice=choice, lateness=alone, by=case.support)
    kept = steps.pencil_slot(
        conference=conference, choice=choice, lateness=LATENESS, by=case.support
    )
    assert kept.late_reason == LateReason.FAMILY_ASKED
    assert kept.safety_plan_reviewed == LATENESS.safety_plan_review
    assert kept.booking.late_reason == "The family asked for another date. A funeral."


def test_a_limit_that_has_moved_binds_before_the_sweep_has_come_by() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(2))
    assert choice.day <= conference.due_on
    row = conference.children.first()
    correct_strategy_discussion(
        discussion=row.initiating_discussion,
        held_on=make.days_ago(20),
        reason="The police record says so.",
        by=case.social_worker,
    )
    with pytest.raises(steps.LateUnexplained) as late:
        steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    due_on = icpc_clock(case.older, row.initiating_discussion).due_on
    assert f"This is after the due date, {due_on:%-d %B %Y} (initial" in late.value.message
    client = Client()
    client.force_login(case.support)
    url = reverse("conferences:choose_slot", args=[conference.pk])
    shown = client.get(f"{url}?choice={choice.key}").content.decode()
    assert "Why does it have to be late?" in shown
    book = client.get(reverse("conferences:book", args=[conference.pk])).content.decode()
    assert f"{due_on:%A %-d %B %Y}" in book
    kept = steps.pencil_slot(
        conference=conference, choice=choice, lateness=LATENESS, by=case.support
    )
    assert (kept.due_on, kept.late_reason) == (due_on, LateReason.FAMILY_ASKED)


def test_a_social_worker_does_not_book() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    with pytest.raises(NotAllowed):
        steps.pencil_slot(conference=conference, choice=choice, by=case.social_worker)


def test_a_vacated_conference_stays_on_the_red_list_until_it_has_a_date() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    steps.vacate_conference(
        conference=conference, reason=MoveReason.CHAIR_AWAY, note="", by=case.support
    )
    assert list(red_list(case.support)) == [conference]
    assert list(conferences_to_book(case.support)) == [conference]
    assert conference.steps.last().reason_code == MoveReason.CHAIR_AWAY
    again = steps.pencil_slot(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        by=case.support,
    )
    assert again.state == ConferenceState.BOOKED
    assert list(red_list(case.support)) == []


def test_moving_keeps_a_date_throughout_and_counts_reports_again() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    before = conference.participants.filter(capacity=Capacity.AGENCY).first().report_due_on
    moved = steps.move_conference(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        reason=MoveReason.FAMILY_ASKED,
        by=case.support,
    )
    assert moved.state == ConferenceState.BOOKED
    after = conference.participants.filter(capacity=Capacity.AGENCY).first().report_due_on
    assert after - before == dt.timedelta(days=7)


def test_another_chair_after_a_move_takes_the_case_and_the_seat() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    other = make.Place(place.room, bookings.make_chair())
    steps.move_conference(
        conference=conference,
        choice=make.choice_on(other, bookings.next_monday(1)),
        reason=MoveReason.CHAIR_AWAY,
        by=case.support,
    )
    roles = CaseRole.objects.filter(family=case.family, kind="chair", to_on__isnull=True)
    assert [role.professional for role in roles] == [other.chair.professional]
    seats = conference.participants.filter(capacity=Capacity.CHAIR)
    assert [seat.person for seat in seats] == [other.chair.professional.person]


def test_a_pencil_that_ran_out_puts_the_conference_back_on_the_list() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    Booking.objects.update(pencilled_until=timezone.now() - dt.timedelta(minutes=1))
    release_expired_pencils()
    assert upkeep.put_back_expired_pencils() == 1
    assert upkeep.put_back_expired_pencils() == 0
    conference.refresh_from_db()
    assert (conference.state, conference.booking) == (ConferenceState.TO_BOOK, None)
    again = steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    assert again.state == ConferenceState.PENCILLED


def test_letting_a_pencil_go_frees_the_slot() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    kept = steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    steps.rub_out_pencil(conference=kept, by=case.support)
    assert Booking.objects.get(pk=kept.booking.pk).state == BookingState.RELEASED
    with pytest.raises(WrongState):
        steps.confirm_slot(conference=conference, by=case.support)


def test_the_conferences_of_a_day_are_those_booked_on_it() -> None:
    case = make.make_case()
    conference = make.make_booked(case)
    day = timezone.localtime(conference.booking.starts_at).date()
    assert list(conferences_on(case.support, day)) == [conference]
    assert list(conferences_on(case.support, day + dt.timedelta(days=1))) == []


def test_a_calendar_that_moved_the_clock_moves_the_limit_of_the_conference() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    later = conference.due_on + dt.timedelta(days=1)
    Deadline.objects.filter(rule="icpc").update(due_on=later)
    assert upkeep.refresh_limits() == 2
    assert upkeep.refresh_limits() == 0
    conference.refresh_from_db()
    assert conference.due_on == later


def test_limits_that_stand_cost_one_question_however_many_wait(
    django_assert_num_queries: Any,
) -> None:
    for _ in range(3):
        make.make_conference(make.make_case())
    with django_assert_num_queries(1):
        assert upkeep.refresh_limits() == 0


def between_listing_and_saving(monkeypatch: pytest.MonkeyPatch, act: Callable[[], None]) -> None:
    """The sweep has listed what waits and is about to hold the first: now somebody else saves."""
    acts = [act]

    def hold(conference: Conference) -> Conference:
        while acts:
            acts.pop()()
        return locked(conference)

    monkeypatch.setattr(upkeep, "locked", hold)


def test_a_conference_that_is_booked_while_its_limit_is_moved_stays_booked(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_conference(case)
    later = conference.due_on + dt.timedelta(days=1)
    Deadline.objects.filter(rule="icpc").update(due_on=later)

    def pencil() -> None:
        choice = make.choice_on(place, bookings.next_monday(1))
        again = Conference.objects.get(pk=conference.pk)
        steps.pencil_slot(conference=again, choice=choice, by=case.support)

    between_listing_and_saving(monkeypatch, pencil)
    assert upkeep.refresh_limits() == 2
    conference.refresh_from_db()
    pencilled = (ConferenceState.PENCILLED, Booking.objects.get().pk, later)
    for kept in (conference, conference.history.first()):
        assert (kept.state, kept.booking_id, kept.due_on) == pencilled


def test_a_meeting_that_begins_while_its_limit_is_moved_has_begun_under_the_one_it_had(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    limit, now = conference.due_on, timezone.now()
    Deadline.objects.filter(rule="icpc").update(due_on=limit + dt.timedelta(days=1))
    rows = Conference.objects.filter(pk=conference.pk)
    begun = {"state": ConferenceState.IN_SESSION, "started_at": now}
    between_listing_and_saving(monkeypatch, lambda: rows.update(**begun))
    assert upkeep.refresh_limits() == 0
    assert rows.values_list("state", "started_at", "due_on").get() == (*begun.values(), limit)
    assert set(conference.children.values_list("due_on", flat=True)) == {limit}


def test_a_review_asks_those_of_last_time_and_holds_the_plan() -> None:
    case = make.make_case()
    last = make.make_booked(case)
    plan = make_plan(case.older)
    Conference.objects.filter(pk=last.pk).update(held_on=make.days_ago(1))
    review = open_review(family=case.family, children=[case.older], by=case.support)
    assert review.children.get().plan == plan
    assert {p.person for p in review.participants.all()} >= {case.mother, case.school.person}


def test_a_chair_who_falls_ill_puts_the_conference_on_the_red_list_with_the_reason() -> None:
    case, place = make.make_case(), make.make_place()
    conference = make.make_booked(case, place)
    day = timezone.localtime(conference.booking.starts_at).date()
    bookings.make_absence(place.chair.professional, day)
    assert list(red_list(case.support)) == [conference]
    assert "is on leave" in will_not_hold(case.support)[conference.pk]


def test_an_adjourned_conference_has_not_been_held_and_needs_a_date() -> None:
    case, place = make.make_case(), make.make_place()
    conference, chair = make.make_booked(case, place), place.chair.professional.user
    discussion = conference.children.first().initiating_discussion
    session.open_session(conference=conference, by=chair, on_another_day=True)
    stop = {
        "conference": conference,
        "reason": MoveReason.INQUORATE,
        "note": "Only school came.",
        "kept_safe": "Gran sleeps there every night.",
        "by": chair,
    }
    for missing, message in (("note", "Say why"), ("kept_safe", "keeps the children safe")):
        with pytest.raises(DomainError, match=message):
            adjourn_conference(**{**stop, missing: " "})
    adjourn_conference(**stop)
    assert conference.steps.last().kept_safe == "Gran sleeps there every night."
    assert icpc_clock(case.older, discussion).is_open
    today = timezone.localdate()
    again_by = current_clock().due("inquorate_rebook", Dates(start=today)).due_on
    assert hold_again_by(conference) == again_by
    conference.refresh_from_db()
    assert slots.need_of_conference(conference).due_on == min(again_by, conference.due_on)
    assert list(red_list(case.support)) == [conference]
    again = steps.pencil_slot(
        conference=conference,
        choice=make.choice_on(place, bookings.next_monday(2)),
        by=case.support,
    )
    assert again.state == ConferenceState.BOOKED
