"""Too few agencies: adjourned is not held; held on a listed ground counts, and ends no plan."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from bookings.enums import MoveReason
from conferences.domain.adjourning import adjourn_conference, hold_again_by, rebooking_clocks
from conferences.domain.closing import NotReadyToClose
from conferences.domain.correcting import propose_correction
from conferences.domain.local_practice import set_local_practice
from conferences.domain.quorate import inquorate_in_a_row, quorum_of
from conferences.enums import (
    AttendanceMode,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    InquorateGround,
)
from conferences.models import Attendance, Conference
from conferences.start_page import tasks
from notifications.models import Message
from people.enums import AgencyKind, Role
from plans.domain.life import InquorateCannotEnd
from plans.enums import Category
from plans.models import Plan
from tests.conferences.test_closing import close, messages, ready_meeting
from tests.factories.meetings import Meeting, agree_action, decide, make_meeting
from tests.factories.people import make_staff
from tests.factories.plans import make_plan
from timescales.models import Deadline
from timescales.presenters import short_date

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()
NO_PLAN = {"threshold_met": False, "outcome": ChildOutcome.NO_FURTHER_ACTION, "category": ""}
GROUND = {
    "inquorate_ground": InquorateGround.DELAY_HARMS,
    "inquorate_note": "The school wrote at length.",
}


def send_away(meeting: Meeting, *kinds: AgencyKind) -> None:
    """They never came."""
    rows = Attendance.objects.filter(part__conference=meeting.conference)
    rows.filter(participant__agency__kind__in=kinds).update(mode=AttendanceMode.ABSENT)


def review(*, inquorate: bool = True, **decision: Any) -> Meeting:
    """A review of one child on a plan, decided."""
    meeting = make_meeting("Wren Testwood", kind=ConferenceKind.REVIEW)
    make_plan(meeting.children[0].child)
    decide(meeting, meeting.children[0], **decision)
    agree_action(meeting)
    if inquorate:
        send_away(meeting, AgencyKind.SCHOOL, AgencyKind.HEALTH_VISITING)
    return meeting


def test_an_inquorate_conference_is_closed_only_on_a_listed_ground_and_then_it_was_held() -> None:
    meeting = ready_meeting()
    send_away(meeting, AgencyKind.SCHOOL)
    with pytest.raises(NotReadyToClose) as error:
        close(meeting)
    (message,) = messages(error)
    assert "needs 1 more agency" in message
    with pytest.raises(NotReadyToClose) as error:
        close(meeting, inquorate_ground=InquorateGround.DELAY_HARMS)
    assert messages(error) == ["Say why you went on without a quorum."]
    with pytest.raises(NotReadyToClose):
        close(meeting, inquorate_ground="because", inquorate_note="We were there.")
    closed = close(meeting, **GROUND)
    assert (closed.was_quorate, closed.inquorate_ground) == (False, InquorateGround.DELAY_HARMS)
    assert Deadline.objects.get(rule="icpc").met_on == TODAY
    assert Plan.objects.count() == 1


def test_two_present_is_a_ground_only_with_social_care_and_one_other() -> None:
    two = {"inquorate_ground": InquorateGround.TWO_PRESENT, "inquorate_note": "Delay is harmful."}
    meeting = ready_meeting()
    send_away(meeting, AgencyKind.SCHOOL, AgencyKind.HEALTH_VISITING)
    with pytest.raises(NotReadyToClose):
        close(meeting, **two)
    meeting = ready_meeting("Rafi Testwood")
    send_away(meeting, AgencyKind.SCHOOL)
    close(meeting, **two)


def test_who_left_before_the_decision_does_not_count_and_who_left_after_it_does() -> None:
    meeting = ready_meeting()
    school = Attendance.objects.get(participant__agency__kind=AgencyKind.SCHOOL)
    school.left_at = timezone.now() + dt.timedelta(minutes=5)
    school.save()
    assert quorum_of(meeting.conference).is_quorate
    school.left_at = timezone.now() - dt.timedelta(minutes=5)
    school.save()
    assert not quorum_of(meeting.conference).is_quorate
    meeting.conference.children.first().decision.delete()
    school.left_at = timezone.now()
    school.save()
    assert not quorum_of(meeting.conference).is_quorate


def test_an_inquorate_review_continues_a_plan_and_ends_none() -> None:
    meeting = review(**NO_PLAN)
    with pytest.raises(NotReadyToClose) as error:
        close(meeting, **GROUND)
    assert [m for m in messages(error) if "cannot end the plan for Wren" in m]
    assert Plan.objects.get().ended_on is None
    meeting = review(category=Category.NEGLECT)
    closed = close(meeting, **GROUND)
    with pytest.raises(WrongState, match="cannot end the plan"):
        propose_correction(
            each=meeting.children[0], after=NO_PLAN, reason="Misheard.", by=meeting.chair
        )
    assert closed.state == ConferenceState.CLOSED


def test_closing_hands_on_the_quorum_it_counted_so_that_nothing_else_can_end_a_plan(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The check before closing and the end of the plan are two locks on one door."""
    meeting = review(**NO_PLAN)
    monkeypatch.setattr("conferences.domain.closing.obstacles", lambda *_: [])
    with pytest.raises(InquorateCannotEnd):
        close(meeting)
    assert Plan.objects.get().ended_on is None


def test_a_quorate_review_ends_it_and_so_does_an_inquorate_one_where_local_practice_says() -> None:
    close(review(inquorate=False, **NO_PLAN))
    assert Plan.objects.get().ended_on == TODAY
    with pytest.raises(NotAllowed):
        set_local_practice(inquorate_review_ends_plans=True, by=make_staff(Role.TEAM_MANAGER))
    set_local_practice(inquorate_review_ends_plans=True, by=make_staff(Role.HEAD_OF_SERVICE))
    close(review(**NO_PLAN), **GROUND)
    assert Plan.objects.filter(ended_on=TODAY).count() == 2


def stop(meeting: Meeting) -> Conference:
    return adjourn_conference(
        conference=meeting.conference,
        reason=MoveReason.INQUORATE,
        note="Only social care came.",
        kept_safe="Gran stays.",
        by=meeting.chair,
    )


def test_a_meeting_that_was_stopped_meets_no_deadline_and_is_held_again_within_the_limit() -> None:
    meeting = ready_meeting()
    stop(meeting)
    assert Deadline.objects.get(rule="icpc").met_on is None
    assert not Plan.objects.exists()
    assert hold_again_by(meeting.conference) is not None
    again = Conference.objects.get(pk=meeting.conference.pk)
    again.state, again.started_at = ConferenceState.IN_SESSION, timezone.now()
    again.save()
    Attendance.objects.filter(part__conference=again).update(mode=AttendanceMode.IN_PERSON)
    meeting.conference = again
    close(meeting)
    assert Deadline.objects.get(rule="icpc").met_on == TODAY
    assert not rebooking_clocks(again).exists()
    assert Deadline.objects.get(rule="inquorate_rebook").met_by == again.about


def test_its_nearer_day_stands_on_every_list_it_is_booked_from() -> None:
    meeting = ready_meeting()
    stop(meeting)
    Conference.objects.update(due_on=TODAY + dt.timedelta(days=60))
    other = make_meeting().conference
    Conference.objects.filter(pk=other.pk).update(
        state=ConferenceState.VACATED, due_on=TODAY + dt.timedelta(days=40)
    )
    again = hold_again_by(meeting.conference)
    assert again is not None
    client, support = Client(), make_staff(Role.BUSINESS_SUPPORT)
    client.force_login(support)
    lists = {name: client.get(reverse(f"conferences:{name}")) for name in ("to_book", "red_list")}
    for page in lists.values():
        shown = page.content.decode()
        assert short_date(again) in shown
        assert short_date(TODAY + dt.timedelta(days=60)) not in shown
        later = short_date(TODAY + dt.timedelta(days=40))
        assert shown.index(short_date(again)) < shown.index(later)
    mine = [task.due_on for task in tasks(support) if task.label == "To book"]
    assert mine == [again, TODAY + dt.timedelta(days=40)]
    why = client.get(reverse("conferences:why", args=[meeting.conference.pk])).content.decode()
    assert f"{again:%-d %B %Y}" in why


def test_two_without_a_quorum_in_a_row_are_flagged() -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    meeting = review(category=Category.NEGLECT)
    stop(meeting)
    assert inquorate_in_a_row(meeting.conference) == 1
    assert not Message.objects.filter(kind="inquorate_again").exists()
    again = Conference.objects.get(pk=meeting.conference.pk)
    again.state = ConferenceState.IN_SESSION
    again.save()
    meeting.conference = again
    close(meeting, **GROUND)
    assert inquorate_in_a_row(again) == 2
    assert Message.objects.get(kind="inquorate_again").to_address == head.email
    client = Client()
    client.force_login(head)
    page = client.get(reverse("conferences:conference", args=[again.pk])).content.decode()
    assert "2 conferences in a row" in page
    assert "Safe meanwhile:" in page
    # A quorate one ends the row.
    Conference.objects.filter(pk=again.pk).update(was_quorate=True)
    assert inquorate_in_a_row(again) == 0


def test_the_closing_page_asks_for_the_ground_and_keeps_it() -> None:
    meeting = ready_meeting()
    send_away(meeting, AgencyKind.SCHOOL)
    client = Client()
    client.force_login(meeting.chair)
    url = reverse("conferences:close", args=[meeting.conference.pk])
    assert "On what ground you went on" in client.get(url).content.decode()
    typed = {"inquorate_ground": "delay_harms", "inquorate_note": "", "action": "close"}
    page = client.post(url, typed).content.decode()
    assert "Say why you went on without a quorum." in page
    assert 'value="delay_harms" selected' in page
