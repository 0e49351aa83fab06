"""Children on another authority's plan: their own clock, their plan apart, and taken over."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from conferences.domain import booking
from conferences.domain import request_steps as steps
from conferences.domain.closing import close_conference
from conferences.domain.correcting import reopen_conference
from conferences.domain.requesting import AlreadyOnPlan, choose_children, submit_request, typed_on
from conferences.domain.screening import answer_diversion, screen_request
from conferences.domain.transfer import TransferDetails, correct_transfer, transfer_clock
from conferences.enums import ConferenceKind, Participation, ScreeningOutcome
from conferences.models import Conference, Transfer
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from plans.domain.elsewhere import TheirPlan, their_plan_for
from plans.domain.previous import count_previous, spans_of
from plans.domain.queries import open_plan_for
from plans.enums import Category, EndReason
from plans.models import Plan
from tests.factories import conferences as make
from tests.factories.bookings import next_monday
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting, seat_a_quorum
from tests.factories.people import make_case_role, make_child, make_staff
from tests.factories.plans import make_plan
from tests.factories.timescales import make_local_setting
from timescales.domain import current_clock
from timescales.due import Dates
from timescales.enums import Part
from timescales.models import Deadline
from timescales.rules.conferences import CHILD_MOVED

pytestmark = pytest.mark.django_db


def due_after(start: dt.date) -> dt.date:
    return current_clock().due("icpc", Dates(start=start)).due_on


def post(user: User, name: str, *args: Any, **typed: Any) -> Any:
    client = Client()
    client.force_login(user)
    return client.post(reverse(f"conferences:{name}", args=args), typed)


def test_it_needs_no_section_47_and_its_clock_runs_from_the_written_notification() -> None:
    case = make.make_case()
    draft = make.make_transfer(case)
    names = [step.name for step in steps.steps_for(draft)]
    assert names[:3] == [steps.TRANSFER, steps.PAPERS, steps.CHILDREN]
    assert not {steps.STRATEGY, steps.SECTION_47, steps.LATE} & set(names)
    request = submit_request(request=draft, by=case.social_worker)
    clock = transfer_clock(case.older, request)
    assert clock is not None
    assert (clock.started_on, clock.due_on) == (make.days_ago(4), due_after(make.days_ago(4)))
    assert not Deadline.objects.filter(rule="icpc").exists()


def test_their_plan_is_kept_apart_and_never_counted_as_ours() -> None:
    case = make.make_case()
    submit_request(request=make.make_transfer(case), by=case.social_worker)
    theirs = their_plan_for(case.older)
    assert theirs is not None
    assert (theirs.authority, theirs.category_latest) == ("Fictional Moorshire", "EMO")
    assert theirs.started_on == make.days_ago(200)
    assert open_plan_for(case.older) is None
    spans = spans_of([case.older.pk])[case.older.pk]
    assert count_previous(spans, timezone.localdate()) == 0


def test_the_service_may_count_from_the_day_the_children_moved() -> None:
    make_local_setting(
        "transfer_in", part=Part.STARTS, number=None, unit="", words=CHILD_MOVED,
        effective_from=make.days_ago(60),
    )  # fmt: skip
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    clock = transfer_clock(case.younger, request)
    assert clock is not None
    assert clock.started_on == make.days_ago(9)


def test_a_transfer_that_came_before_the_practice_changed_keeps_its_day() -> None:
    make_local_setting(
        "transfer_in", part=Part.STARTS, number=None, unit="", words=CHILD_MOVED,
        effective_from=make.days_ago(2),
    )  # fmt: skip
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    clock = transfer_clock(case.younger, request)
    assert clock is not None
    assert clock.started_on == make.days_ago(4)


def test_each_child_needs_their_category_and_start() -> None:
    case = make.make_case()
    draft = make.make_draft(case, ConferenceKind.TRANSFER_IN)
    for ground, message in (
        (None, "category and start"),
        (TheirPlan(Category.NEGLECT, timezone.localdate() + dt.timedelta(days=1)), "future"),
        (TheirPlan(Category.NEGLECT, dt.date(2001, 1, 1)), "before the birth"),
    ):
        with pytest.raises(DomainError, match=message):
            choose_children(
                request=draft,
                included={case.older: ground},
                left_out={case.younger: "Stayed behind."},
                by=case.social_worker,
            )
    make_plan(case.older)
    with pytest.raises(AlreadyOnPlan):
        choose_children(
            request=draft,
            included={case.older: TheirPlan(Category.NEGLECT, make.days_ago(9))},
            left_out={case.younger: "Stayed behind."},
            by=case.social_worker,
        )


def proceeding(case: make.Case) -> Conference:
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    screen_request(request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.duty)
    return Conference.objects.get(request=request)


def test_the_conference_it_proceeds_to_has_the_same_limit() -> None:
    case = make.make_case()
    conference = proceeding(case)
    assert conference.kind == ConferenceKind.TRANSFER_IN
    assert conference.due_on == due_after(make.days_ago(4))
    assert {row.due_on for row in conference.children.all()} == {conference.due_on}


def test_a_correction_counts_the_clocks_again_and_is_not_for_everybody() -> None:
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    right = TransferDetails(
        authority="Fictional Moorshire", notified_on=make.days_ago(6), moved_on=make.days_ago(9)
    )
    with pytest.raises(NotAllowed):
        correct_transfer(request=request, details=right, reason="Misread.", by=case.support)
    with pytest.raises(DomainError, match="Say why"):
        correct_transfer(request=request, details=right, reason=" ", by=case.social_worker)
    correct_transfer(request=request, details=right, reason="Misread.", by=case.social_worker)
    clock = transfer_clock(case.older, request)
    assert clock is not None
    assert clock.due_on == due_after(make.days_ago(6))


def test_a_diversion_stops_the_clock_and_their_plan_goes_on() -> None:
    case = make.make_case()
    request = submit_request(request=make.make_transfer(case), by=case.social_worker)
    screening = screen_request(
        request=request, outcome=ScreeningOutcome.WITHDRAWN, reason="Moved back.", by=case.duty
    )
    answer_diversion(screening=screening, agreed=True, by=case.team_manager)
    assert not Deadline.objects.open().filter(rule="transfer_in").exists()
    assert their_plan_for(case.older) is not None


def test_our_conference_ends_their_plan_and_reopening_gives_it_back() -> None:
    meeting = make_meeting("Wren Testwood", kind=ConferenceKind.TRANSFER_IN)
    child = meeting.children[0].child
    theirs = make_plan(child, is_temporary=True, authority="Fictional Moorshire")
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    close_conference(conference=meeting.conference, details=meeting.details(), by=meeting.chair)
    theirs.refresh_from_db()
    assert (theirs.ended_on, theirs.end_reason) == (timezone.localdate(), EndReason.TRANSFERRED)
    ours = open_plan_for(child)
    assert ours is not None
    assert ours.started_on == timezone.localdate()
    worker = make_staff(Role.SOCIAL_WORKER)
    kind = CaseRoleKind.LEAD_SOCIAL_WORKER
    make_case_role(meeting.conference.family, worker, kind=kind)
    reopen_conference(conference=meeting.conference, reason="Too early.", by=meeting.chair)
    told = Message.objects.get(kind="transfer_open_again")
    assert (told.to_address, told.family_id) == (worker.email, child.family_id)
    assert their_plan_for(child) == theirs
    assert open_plan_for(child) is None


def test_from_the_request_to_the_room_to_our_own_plans() -> None:
    case, place = make.make_case(), make.make_place()
    conference = proceeding(case)
    slot = make.choice_on(place, next_monday(1))
    pencilled = booking.pencil_slot(conference=conference, choice=slot, by=case.support)
    booking.confirm_slot(conference=pencilled, by=case.support)
    chair = place.chair.professional.user
    assert chair is not None
    started = post(chair, "live_start", conference.pk, another_day="yes")
    assert started.url == reverse("conferences:live", args=[conference.pk])
    conference.refresh_from_db()
    meeting = Meeting(conference, chair, list(conference.children.all()))
    seat_a_quorum(conference)
    for each in meeting.children:
        each.participation = Participation.PN6
        each.save()
        decide(meeting, each)
    agree_action(meeting)
    details = meeting.details()
    typed = {
        "next_review_on": details.next_review_on.isoformat(),
        "core_group_on": details.first_core_group_at.date().isoformat(),
        "core_group_time": "10:00",
    }
    closed = post(chair, "close", conference.pk, action="close", **typed)
    assert closed.status_code == 302, closed.context["form"].errors
    today = timezone.localdate()
    for child in (case.older, case.younger):
        ours = open_plan_for(child)
        assert ours is not None
        assert (ours.started_on, ours.opened_by) == (today, conference.about)
        assert their_plan_for(child) is None
        clock = transfer_clock(child, conference.request)
        assert clock is not None
        assert (clock.met_on, clock.is_late) == (today, False)
        running = Deadline.objects.open().filter(child=child).values_list("rule", flat=True)
        assert {"first_review", "first_core_group", "statutory_visit"} <= set(running)


def test_a_temporary_stay_needs_no_conference_and_nothing_typed_is_lost() -> None:
    case = make.make_case()
    draft = make.make_draft(case, ConferenceKind.TRANSFER_IN)
    typed = {"authority": "Fictional Moorshire", "stay": "temporary", "moved_on": "2026-01-05"}
    answer = post(case.social_worker, "request_step", draft.pk, steps.TRANSFER, **typed)
    assert "No conference is needed for a temporary stay" in answer.content.decode()
    # The day that starts the clock here is asked for, whatever else was left empty.
    assert "Enter the day their written notification came" in answer.content.decode()
    assert typed_on(draft, steps.TRANSFER)["authority"] == ["Fictional Moorshire"]
    assert not Transfer.objects.exists()


def test_a_plan_of_another_authority_is_noted_once_put_right_and_said_to_be_over() -> None:
    case = make.make_case()
    typed = {"child": case.older.pk, "authority": "Fictional Moorshire", "category": "NEG"}
    for day in ("2026-01-05", "2026-01-06"):
        post(case.social_worker, "their_plans", case.family.pk, **typed, started_on=day)
    plan = Plan.objects.of_another_authority().get()
    assert plan.started_on == dt.date(2026, 1, 6)
    early = post(case.social_worker, "end_their_plan", plan.pk, reason="left_area", on="2025-12-01")
    assert "The day must be between 6 January 2026" in early.content.decode()
    stranger = make_staff(Role.SOCIAL_WORKER)
    assert post(stranger, "end_their_plan", plan.pk, reason="left_area").status_code == 403
    post(case.social_worker, "end_their_plan", plan.pk, reason="left_area", on="2026-02-01")
    assert their_plan_for(case.older) is None


def test_two_plans_of_other_authorities_at_once_are_impossible() -> None:
    from django.db import IntegrityError, transaction

    child = make_child()
    make_plan(child, is_temporary=True, authority="Fictional Moorshire")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(child, is_temporary=True, authority="Fictional Fenland")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_plan(make_child(), is_temporary=True)
