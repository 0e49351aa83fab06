"""An advocate is asked for before a review, too, and after a parent has agreed."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.models import User
from conferences.domain.advocacy import record_agreement, record_refusal, refer_to_advocate
from conferences.enums import ConferenceState
from conferences.models import Advocacy, Conference
from desk.domain.radar.advocates import advocates_for
from desk.domain.radar.lists import needs_of
from desk.domain.radar.needs import Need
from people.enums import Role
from people.models import Person
from plans.models import Plan
from rehearsal.past import as_if
from tests.factories.meetings import Meeting
from tests.factories.people import make_case_role, make_staff
from tests.factories.reviews import two_on_plans
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db
OFFER, REFER = "Offer the child an advocate", "Refer the child to an advocate"


def lines(user: User) -> list[Need]:
    needs = needs_of(User.objects.get(pk=user.pk)).needs
    return [need for need in needs if need.fact.startswith("advocate_")]


def texts(user: User) -> list[str]:
    return [need.text for need in lines(user)]


def days(number: int) -> dt.timedelta:
    return dt.timedelta(days=number)


@pytest.fixture
def worker() -> User:
    return make_staff(Role.SOCIAL_WORKER)


def on_plans(worker: User) -> Meeting:
    """Wren, who is eleven, and Rafi, who is eight, on plans; their conference was today."""
    meeting = two_on_plans()
    make_case_role(meeting.conference.family, worker)
    wren = meeting.children[0].child.person_id
    Person.objects.filter(pk=wren).update(date_of_birth=today_in_london() - days(366 * 11))
    return meeting


@pytest.fixture
def meeting(worker: User) -> Meeting:
    return on_plans(worker)


@pytest.fixture
def review(meeting: Meeting) -> Conference:
    return Conference.objects.get(follows=meeting.conference)


def test_four_weeks_before_a_review_the_lead_worker_is_asked_to_offer_one(
    meeting: Meeting, review: Conference, worker: User
) -> None:
    wren, day = meeting.children[0].child, review.planned_on
    with as_if(day - days(29)):
        assert lines(worker) == []
    with as_if(day - days(28)):
        (need,) = lines(worker)
        assert (need.text, need.due_on, need.children) == (OFFER, day, ("Wren",))
        assert need.url == reverse("conferences:advocacy", args=[wren.pk])
        assert f"on or before {day:%-d %B %Y}, and no offer is written down" in need.why
        assert lines(make_staff(Role.SOCIAL_WORKER)) == []
        record_refusal(child=wren, reason="Not now.", by=worker)
        assert lines(worker) == []


def test_the_chair_is_asked_once_the_review_is_near(meeting: Meeting, review: Conference) -> None:
    for ahead, shown in ((11, []), (10, [OFFER])):
        with as_if(review.planned_on - days(ahead)):
            assert texts(meeting.chair) == shown


def test_what_was_offered_for_the_last_conference_is_not_for_the_next(
    meeting: Meeting, review: Conference, worker: User
) -> None:
    child = meeting.children[0].child
    held_on = Conference.objects.get(pk=meeting.conference.pk).held_on
    said = {"child": child, "family": child.family, "parent_agreed_by": "Layla"}
    before, after = held_on - days(1), held_on + days(1)
    with as_if(review.planned_on - days(20)):
        for offered, referred, shown in (
            (before, before, [OFFER]),
            (held_on, held_on, [OFFER]),
            (before, after, []),
            (after, after, []),
        ):
            row = Advocacy.objects.create(
                offered_on=offered, parent_agreed_on=offered, referred_on=referred, **said
            )
            assert texts(worker) == shown, (offered, referred)
            row.delete()


def test_once_a_parent_agreed_it_is_to_be_referred_until_it_is(
    meeting: Meeting, review: Conference, worker: User
) -> None:
    wren, chair = meeting.children[0].child, meeting.chair
    with as_if(review.planned_on - days(50)):
        today = today_in_london()
        agreed = record_agreement(child=wren, agreed_by="Layla", agreed_on=today, by=worker)
        (need,) = lines(worker)
        assert (need.text, need.due_on, need.children) == (REFER, None, ("Wren",))
        assert need.url == reverse("conferences:advocacy", args=[wren.pk])
        assert need.why.startswith(f"Layla agreed on {today:%-d %B %Y}, and no referral")
        assert lines(chair) == []
    with as_if(review.planned_on - days(9)):
        assert texts(worker) == texts(chair) == [REFER]
        refer_to_advocate(advocacy=agreed, referred_on=today_in_london(), by=worker)
        assert lines(worker) == lines(chair) == []


def test_not_where_no_plan_is_open_or_no_review_is_to_be_held(
    meeting: Meeting, review: Conference, worker: User
) -> None:
    with as_if(review.planned_on - days(20)):
        assert texts(worker) == [OFFER]
        plans = Plan.objects.filter(child=meeting.children[0].child)
        plans.update(ended_on=today_in_london())
        assert lines(worker) == []
        plans.update(ended_on=None)
        Conference.objects.filter(pk=review.pk).update(state=ConferenceState.CANCELLED)
        assert lines(worker) == []


def test_it_costs_the_same_for_one_family_and_for_three(
    meeting: Meeting, review: Conference, worker: User
) -> None:
    costs = []
    for _ in range(3):
        with as_if(review.planned_on - days(20)), CaptureQueriesContext(connection) as asked:
            number = len(advocates_for(User.objects.get(pk=worker.pk)))
        costs.append((number, len(asked)))
        on_plans(worker)
    assert [number for number, _ in costs] == [1, 2, 3]
    assert len({cost for _, cost in costs}) == 1
