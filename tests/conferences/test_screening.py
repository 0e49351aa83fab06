"""Screening: proceed, more work, divert, disagree, settle; consultations; the counts."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from bookings.domain.queries import open_booking_of
from bookings.enums import BookingState
from bookings.models import Booking
from conferences.domain import slots
from conferences.domain.cancelling import cancel_conference
from conferences.domain.consulting import (
    follow_up,
    record_consultation,
    refresh_follow_ups,
    to_follow_up,
)
from conferences.domain.queries import screening_funnel
from conferences.domain.screening import (
    answer_diversion,
    disagreement_clock,
    heads_of_service,
    screen_request,
    settle_diversion,
)
from conferences.domain.strategy import icpc_clock
from conferences.enums import Capacity, ConferenceState, RequestState, ScreeningOutcome
from conferences.models import Conference, ConferenceRequest, Screening
from conferences.start_page import tasks
from notifications.models import Message
from people.enums import Role
from tests.factories import bookings, people
from tests.factories import conferences as make
from tests.factories.timescales import make_calendar_day
from timescales.domain import current_clock
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db


def divert(case: make.Case, request: ConferenceRequest) -> Screening:
    return screen_request(
        request=request,
        outcome=ScreeningOutcome.FAMILY_GROUP_CONFERENCE,
        reason="The grandparents have a plan.",
        by=case.duty,
    )


def test_proceeding_opens_a_conference_with_its_children_limits_and_people() -> None:
    case = make.make_case()
    conference = make.make_conference(case)
    assert conference.state == ConferenceState.TO_BOOK
    assert conference.record.family == case.family
    assert conference.children_concerned() == [case.older.pk, case.younger.pk]
    assert conference.due_on == min(row.due_on for row in conference.children.all())
    asked = {(p.person, p.capacity) for p in conference.participants.all()}
    assert asked == {
        (case.mother, Capacity.FAMILY),
        (case.father, Capacity.FAMILY),
        (case.health_visitor.person, Capacity.AGENCY),
        (case.school.person, Capacity.AGENCY),
        (case.social_worker.professional.person, Capacity.AGENCY),
    }
    assert Message.objects.get(kind="conference_to_book").to_address == case.support.email


def test_only_duty_officers_screen_and_never_their_own_request() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    with pytest.raises(NotAllowed):
        screen_request(
            request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.social_worker
        )
    people.make_posting(case.social_worker, Role.DUTY_PRINCIPAL_OFFICER)
    with pytest.raises(NotAllowed, match="cannot screen"):
        screen_request(
            request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.social_worker
        )


def test_a_request_sent_back_keeps_its_clock_and_can_be_sent_again() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    discussion = request.children.first().initiating_discussion
    screen_request(
        request=request, outcome=ScreeningOutcome.MORE_WORK, reason="See the child.", by=case.duty
    )
    request.refresh_from_db()
    assert request.state == RequestState.MORE_WORK
    assert icpc_clock(case.older, discussion).is_open
    from conferences.domain.requesting import submit_request

    submit_request(request=request, by=case.social_worker)
    assert Message.objects.filter(kind="request_to_screen").count() == 2


def test_anything_but_proceed_needs_a_reason() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    with pytest.raises(DomainError, match="Say why"):
        screen_request(
            request=request, outcome=ScreeningOutcome.EARLY_HELP, reason="  ", by=case.duty
        )


def test_a_diversion_waits_for_the_team_manager_and_the_clock_runs_on() -> None:
    case = make.make_case()
    request = make.make_submitted(case)
    discussion = request.children.first().initiating_discussion
    [before] = [task.text for task in tasks(case.duty) if task.label == "Request"]
    assert before == "Screen this request"
    screening = divert(case, request)
    request.refresh_from_db()
    assert request.state == RequestState.DIVERTING
    assert [task.text for task in tasks(case.duty) if task.label == "Request"] == []
    assert icpc_clock(case.older, discussion).is_open
    with pytest.raises(NotAllowed):
        answer_diversion(screening=screening, agreed=True, by=case.duty)
    answer_diversion(screening=screening, agreed=True, by=case.team_manager)
    request.refresh_from_db()
    assert request.state == RequestState.DIVERTED
    assert icpc_clock(case.older, discussion).withdrawn_at is not None
    assert not Conference.objects.exists()


def test_a_pencilled_slot_is_let_go_when_the_request_is_diverted() -> None:
    case, place = make.make_case(), make.make_place()
    request = make.make_submitted(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    pencil = slots.pencil_for_request(request=request, choice=choice, by=case.duty)
    answer_diversion(screening=divert(case, request), agreed=True, by=case.team_manager)
    assert Booking.objects.get(pk=pencil.pk).state == BookingState.RELEASED
    assert open_booking_of(request.about) is None


def test_a_pencilled_slot_goes_with_the_conference() -> None:
    case, place = make.make_case(), make.make_place()
    request = make.make_submitted(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    slots.pencil_for_request(request=request, choice=choice, by=case.duty)
    screen_request(request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.duty)
    conference = Conference.objects.get()
    assert conference.state == ConferenceState.PENCILLED
    assert conference.booking.choice == choice
    assert conference.booking.about == conference.about


def test_a_pencilled_slot_that_no_longer_holds_does_not_stop_the_conference() -> None:
    case, place = make.make_case(), make.make_place()
    request = make.make_submitted(case)
    choice = make.choice_on(place, bookings.next_monday(1))
    pencil = slots.pencil_for_request(request=request, choice=choice, by=case.duty)
    bookings.make_absence(place.chair.professional, choice.day)
    screen_request(request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.duty)
    conference = Conference.objects.get()
    assert (conference.state, conference.booking) == (ConferenceState.TO_BOOK, None)
    assert Booking.objects.get(pk=pencil.pk).state == BookingState.RELEASED
    assert Message.objects.filter(kind="conference_to_book").exists()


def test_a_disagreement_goes_to_a_named_head_with_a_clock() -> None:
    case, head = make.make_case(), people.make_staff(Role.HEAD_OF_SERVICE)
    request = make.make_submitted(case)
    screening = divert(case, request)
    with pytest.raises(DomainError, match="Choose the head of service"):
        answer_diversion(screening=screening, agreed=False, reason="Unsafe.", by=case.team_manager)
    assert heads_of_service() == [head]
    answer_diversion(
        screening=screening, agreed=False, reason="Unsafe.", referred_to=head, by=case.team_manager
    )
    request.refresh_from_db()
    assert request.state == RequestState.DISPUTED
    assert disagreement_clock(request) is not None
    assert Message.objects.get(kind="disagreement_to_settle").to_address == head.email
    with pytest.raises(NotAllowed):
        settle_diversion(screening=screening, divert=False, reason="x", by=case.duty)
    settle_diversion(screening=screening, divert=False, reason="Hold it.", by=head)
    request.refresh_from_db()
    assert request.state == RequestState.PROCEEDING
    assert disagreement_clock(request) is None
    assert Conference.objects.filter(request=request).exists()


def test_a_team_manager_does_not_agree_to_what_is_with_the_head_of_service() -> None:
    case, head = make.make_case(), people.make_staff(Role.HEAD_OF_SERVICE)
    request = make.make_submitted(case)
    screening = divert(case, request)
    answer_diversion(
        screening=screening, agreed=False, reason="Unsafe.", referred_to=head, by=case.team_manager
    )
    with pytest.raises(WrongState, match="with a head of service”, so your answer") as refused:
        answer_diversion(screening=screening, agreed=True, by=case.team_manager)
    assert refused.value.rule == "no_such_step"
    request.refresh_from_db()
    assert request.state == RequestState.DISPUTED
    assert disagreement_clock(request) is not None
    assert [answer.agreed for answer in screening.answers.all()] == [False]


def test_a_head_of_service_settles_only_what_was_disagreed() -> None:
    case, head = make.make_case(), people.make_staff(Role.HEAD_OF_SERVICE)
    request = make.make_submitted(case)
    screening = divert(case, request)
    with pytest.raises(WrongState, match="waits for the team manager") as refused:
        settle_diversion(screening=screening, divert=True, reason="Quick.", by=head)
    assert refused.value.rule == "no_such_step"
    request.refresh_from_db()
    assert request.state == RequestState.DIVERTING
    assert not screening.answers.exists()


def test_a_consultation_is_followed_up_until_a_request_or_an_answer_comes() -> None:
    case = make.make_case()
    kept = record_consultation(
        family=case.family,
        outcome=ScreeningOutcome.CHILD_IN_NEED,
        reason="Not at the threshold.",
        asked_by="Ama, North team",
        by=case.duty,
    )
    assert kept.follow_up_on > timezone.localdate()
    assert to_follow_up(to=case.duty) == []
    assert to_follow_up(to=case.duty, on=kept.follow_up_on) == [kept]
    follow_up(screening=kept, found="A plan was made.", by=case.duty)
    assert to_follow_up(to=case.duty, on=kept.follow_up_on) == []
    with pytest.raises(WrongState):
        follow_up(screening=kept, found="Again.", by=case.duty)


def test_the_day_to_ask_about_a_consultation_follows_the_calendar_while_it_is_to_come() -> None:
    case = make.make_case()
    kept, answered, past = (
        record_consultation(
            family=case.family,
            outcome=ScreeningOutcome.CHILD_IN_NEED,
            reason="Not at the threshold.",
            asked_by="Ama",
            by=case.duty,
        )
        for _ in range(3)
    )
    follow_up(screening=answered, found="A plan was made.", by=case.duty)
    Screening.objects.filter(pk=past.pk).update(follow_up_on=make.days_ago(1))
    assert refresh_follow_ups() == 0
    day = kept.follow_up_on
    make_calendar_day(day)
    assert refresh_follow_ups() == 1
    later = add_working_days(day, 1, current_clock().calendar)
    for row in (kept, answered, past):
        row.refresh_from_db()
    assert [row.follow_up_on for row in (kept, answered, past)] == [later, day, make.days_ago(1)]
    assert refresh_follow_ups() == 0


def test_a_request_that_follows_ends_the_following_up() -> None:
    case = make.make_case()
    kept = record_consultation(
        family=case.family,
        outcome=ScreeningOutcome.PROCEED,
        reason="At the threshold.",
        asked_by="Ama",
        by=case.duty,
    )
    make.make_submitted(case)
    assert to_follow_up(to=case.duty, on=kept.follow_up_on) == []


def test_the_funnel_counts_consulted_requested_diverted_and_came_back() -> None:
    case, other = make.make_case(), make.make_case("Rahman")
    request = make.make_submitted(case)
    answer_diversion(screening=divert(case, request), agreed=True, by=case.team_manager)
    Screening.objects.update(at=timezone.now() - dt.timedelta(minutes=1))
    make.make_submitted(case)
    make.make_conference(other)
    record_consultation(
        family=other.family,
        outcome=ScreeningOutcome.EARLY_HELP,
        reason="Try this first.",
        asked_by="Bo",
        by=other.duty,
    )
    today = timezone.localdate()
    funnel = screening_funnel(case.duty, make.days_ago(7), today)
    counted = (funnel.consulted, funnel.requested, funnel.proceeding, funnel.diverted)
    assert counted == (1, 3, 1, 1)
    assert funnel.came_back == 1
    assert funnel.cancelled == 0
    cancel_conference(
        conference=Conference.objects.get(family=other.family),
        reason="They moved away.",
        agreed_by="Priya Manager",
        by=other.duty,
    )
    funnel = screening_funnel(case.duty, make.days_ago(7), today)
    assert (funnel.proceeding, funnel.cancelled) == (1, 1)
    assert funnel.by_outcome["Divert: family group conference"] == 1
