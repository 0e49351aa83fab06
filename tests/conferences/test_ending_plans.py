"""A plan that ends without a review takes the child out of the review that was to come."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse

from bookings.enums import BookingState
from conferences.domain.booking import confirm_slot, pencil_slot
from conferences.domain.ending_plans import end_by_exception
from conferences.domain.inviting import invite_everyone
from conferences.enums import ConferenceState
from conferences.models import Conference
from notifications.domain import deliver_waiting
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from people.models import Child
from plans.domain.clocks import RUN_WITH_THE_PLAN
from plans.domain.members import members_of
from plans.enums import EndReason
from plans.models import Plan
from tests.factories import conferences as make
from tests.factories.bookings import next_monday
from tests.factories.meetings import Meeting
from tests.factories.people import make_case_role, make_staff
from tests.factories.reviews import two_on_plans
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def booked_review(meeting: Meeting, *, weeks: int = 3) -> Conference:
    """Firm, and everybody who was at the first conference has been told."""
    standing = Conference.objects.exclude(state=ConferenceState.CANCELLED)
    review = standing.get(follows=meeting.conference)
    support = make_staff(Role.BUSINESS_SUPPORT)
    slot = make.choice_on(make.make_place(), next_monday(weeks))
    pencil_slot(conference=review, choice=slot, by=support)
    review.refresh_from_db()
    confirm_slot(conference=review, by=support)
    invite_everyone(conference=review, by=support)
    deliver_waiting()
    review.refresh_from_db()
    return review


def names(review: Conference) -> list[str]:
    return [row.child.person.given_names for row in review.children.all()]


def test_the_review_goes_on_without_the_child_and_is_called_off_with_the_last_one() -> None:
    meeting = two_on_plans()
    review = booked_review(meeting)
    books_nothing = make_staff(Role.TEAM_MANAGER)
    make_case_role(meeting.conference.family, books_nothing, kind=CaseRoleKind.TEAM_MANAGER)
    wren, rafi = (each.child for each in meeting.children)

    def leave(child: Child) -> None:
        end_by_exception(
            plan=Plan.objects.get(child=child),
            on=today_in_london(),
            reason=EndReason.LEFT_UK,
            authorised_by="The chair and the heads of safeguarding",
            by=books_nothing,
        )
        review.refresh_from_db()

    told = Message.objects.filter(subject__endswith="will not take place")
    leave(wren)
    assert len(members_of(review.family)) == 3
    assert (review.state, names(review)) == (ConferenceState.BOOKED, ["Rafi"])
    assert not told.exists()
    assert not Deadline.objects.open().filter(child=wren, rule__in=RUN_WITH_THE_PLAN).exists()
    leave(rafi)
    assert members_of(review.family) == []
    assert review.state == ConferenceState.CANCELLED
    assert review.booking is not None
    assert review.booking.state == BookingState.RELEASED
    assert not Deadline.objects.open().filter(rule__in=RUN_WITH_THE_PLAN).exists()
    invited = review.participants.exclude(invitations=None)
    assert told.count() == invited.count() > 0
    step = review.steps.latest("at")
    assert step.reason.startswith("The plan ended without a review: left")


def test_through_the_page_which_says_what_is_called_off() -> None:
    meeting = two_on_plans()
    plan = Plan.objects.get(child=meeting.children[0].child)
    url = reverse("conferences:end_plan", args=[plan.pk])
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    assert "the review of Wren that was to come is called off" in client.get(url).content.decode()
    today = today_in_london()
    answers = {"reason": "left_uk", "on": today.isoformat()}
    unsigned = client.post(url, answers).content.decode()
    assert "There is a problem" in unsigned
    assert Plan.objects.get(pk=plan.pk).ended_on is None
    done = client.post(url, {**answers, "authorised_by": "The chair and the heads"})
    assert done.status_code == 302
    assert Plan.objects.get(pk=plan.pk).end_reason == EndReason.LEFT_UK
    assert names(Conference.objects.get(follows=meeting.conference)) == ["Rafi"]
    client.force_login(make_staff(Role.SOCIAL_WORKER))
    assert client.get(url).status_code == 403


@pytest.mark.parametrize(
    ("days", "message"),
    [(-1, "so it cannot end before that day"), (1, "must be today or in the past")],
)
def test_on_a_day_that_cannot_be_the_page_asks_again_and_keeps_what_was_typed(
    days: int, message: str
) -> None:
    meeting = two_on_plans()
    plan = Plan.objects.get(child=meeting.children[0].child)
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    answers = {
        "reason": "left_uk",
        "on": (plan.started_on + dt.timedelta(days=days)).isoformat(),
        "authorised_by": "The chair and the heads",
    }
    page = client.post(reverse("conferences:end_plan", args=[plan.pk]), answers)
    shown = page.content.decode()
    assert "There is a problem" in shown
    assert message in page.context["form"].errors["on"][0]
    assert 'value="The chair and the heads"' in shown
    assert page.context["form"]["reason"].value() == "left_uk"
    plan.refresh_from_db()
    assert plan.ended_on is None
    assert Conference.objects.get(follows=meeting.conference).children.count() == 2


def test_the_page_ends_no_plan_for_a_death_and_leads_to_where_it_is_recorded() -> None:
    meeting = two_on_plans()
    plan = Plan.objects.get(child=meeting.children[0].child)
    url = reverse("conferences:end_plan", args=[plan.pk])
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    page = client.get(url)
    offered = [reason for reason, _ in page.context["form"].fields["reason"].choices]
    assert offered == ["turned_18", "left_uk", "looked_after"]
    record_it = reverse("desk:record_loss", args=[meeting.conference.family_id])
    assert f'href="{record_it}">record what happened</a>' in page.content.decode()
    assert client.get(record_it).status_code == 200
    answers = {"reason": "died", "on": today_in_london().isoformat(), "authorised_by": "The head"}
    assert client.post(url, answers).status_code == 200
    assert Plan.objects.get(pk=plan.pk).ended_on is None
