"""A decision corrected to a plan makes one as a close would; voided, it takes what was its own."""

import datetime as dt

import pytest
from django.urls import reverse

from accounts.errors import DomainError
from conferences.domain.closing import close_conference
from conferences.domain.corrected_plan import PlanDates
from conferences.domain.correcting import (
    answer_correction,
    propose_correction,
)
from conferences.enums import AgencyStance, ChildOutcome
from conferences.presenters.correction import what_changes
from people.enums import AgencyKind, Role
from plans.domain.members import add_member, end_member, members_of
from plans.domain.queries import open_plan_for
from plans.enums import Category, PlanKind
from plans.models import CoreGroup, Plan
from tests.conferences.test_correcting import WITHOUT_PLAN, closed_meeting, lead_worker
from tests.factories.meetings import decide, make_meeting, social_worker_of
from tests.factories.people import make_person, make_relationship, make_staff
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def no_plan_at_first(*names):
    """Closed without a plan, so that nobody was asked who leads one or when it is reviewed."""
    meeting = make_meeting(*names)
    for each in meeting.children:
        decide(meeting, each, lead_worker=None, **WITHOUT_PLAN)
    details = meeting.details(next_review_on=None, first_core_group_at=None)
    close_conference(conference=meeting.conference, details=details, by=meeting.chair)
    return meeting


def makes_plan(meeting, **dates):
    """Propose for the first child that there should have been a plan, with what is asked then."""
    asked = meeting.details()
    given = {
        "next_review_on": asked.next_review_on,
        "first_core_group_at": asked.first_core_group_at,
        "core_group_place": "Library",
        **dates,
    }
    worker = given.pop("lead_worker_id", social_worker_of(meeting.conference).pk)
    return propose_correction(
        each=meeting.children[0],
        after={
            "threshold_met": True,
            "outcome": ChildOutcome.CHILD_PROTECTION,
            "category": Category.NEGLECT,
            "lead_worker_id": worker,
        },
        dates=PlanDates(**given),
        reason="The vote was misheard.",
        by=meeting.chair,
    )


def agree(correction):
    return answer_correction(
        correction=correction, agreed=True, by=make_staff(Role.HEAD_OF_SERVICE)
    )


def test_a_correction_that_makes_a_plan_calls_its_core_group_and_sets_its_dates():
    meeting = no_plan_at_first("Wren Testwood", "Rafi Testwood")
    family, asked = meeting.conference.family, meeting.details()
    agree(makes_plan(meeting))
    plan = open_plan_for(meeting.children[0].child)
    in_contact = meeting.conference.participants.filter(direct_contact=True)
    assert plan.lead_worker == social_worker_of(meeting.conference)
    assert {m.person_id for m in members_of(family)} == {p.person_id for p in in_contact}
    [group] = CoreGroup.objects.planned()
    assert (group.planned_at, group.place) == (asked.first_core_group_at, "Library")
    assert list(group.plans.all()) == [plan]
    meeting.conference.refresh_from_db()
    assert meeting.conference.next_review_on == asked.next_review_on
    midpoint = Deadline.objects.get(rule="midpoint", child=plan.child)
    assert midpoint.clock_dates().to == asked.next_review_on


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"lead_worker_id": None}, "lead_worker"),
        ({"next_review_on": None}, "next_review_on"),
        ({"first_core_group_at": None}, "core_group_on"),
    ],
)
def test_a_plan_is_not_made_without_lead_worker_core_group_and_review(wrong, field):
    meeting = no_plan_at_first()
    with pytest.raises(DomainError) as refused:
        makes_plan(meeting, **wrong)
    assert refused.value.field == field
    assert not meeting.children[0].corrections.exists()


def test_the_page_asks_for_them_and_keeps_what_was_typed(client):
    meeting = no_plan_at_first()
    client.force_login(meeting.chair)
    page = client.post(
        reverse("conferences:correct", args=[meeting.children[0].pk]),
        {
            "threshold_met": "yes", "threshold_reason": "Harm is likely.",
            "outcome": "child_protection", "category": "NEG", "reason": "Misheard.",
            "core_group_place": "The library",
        },
    ).content.decode()  # fmt: skip
    assert "Record the lead worker." in page
    assert "Date of the first core group" in page
    assert "Date of the next review conference" in page
    assert page.count("Why this date?") == 2  # one for each of the two dates
    assert 'value="The library"' in page


HELP = {"threshold_met": False, "outcome": ChildOutcome.CHILD_IN_NEED, "category": ""}
AGREED = {"consent_by": "Joy Testwood", "first_meeting_on": dt.date(2027, 3, 8)}


def propose(meeting, **after):
    return propose_correction(
        each=meeting.children[0], after=after, reason="Misheard.", by=meeting.chair
    )


@pytest.mark.parametrize(
    ("after", "field"),
    [
        ({**HELP, **AGREED, "consent_by": "’"}, "consent_by"),
        ({**HELP, **AGREED, "first_meeting_on": None}, "first_meeting_on"),
        ({"outcome": ChildOutcome.EARLY_HELP, "category": ""}, "consent_by"),
        ({**HELP, **AGREED, "lead_worker_id": None}, "lead_worker"),
        ({**HELP, **AGREED, "category": "NEG"}, "category"),
        ({"category": ""}, "category"),
        ({"threshold_met": False}, "threshold_met"),
        ({"threshold_reason": " "}, "threshold_reason"),
        ({"category": "MUL"}, "constituents"),
        ({"category": "MUL", "constituent_categories": ["NEG"]}, "constituents"),
        ({"constituent_categories": ["NEG", "EMO"]}, "constituents"),
    ],
)
def test_a_correction_says_what_a_decision_and_its_close_would_have_to_say(after, field):
    meeting = closed_meeting()
    with pytest.raises(DomainError) as refused:
        propose(meeting, **after)
    assert refused.value.field == field
    assert not meeting.children[0].corrections.exists()


def test_a_correction_against_what_an_agency_thought_gives_the_chairs_reason():
    meeting = closed_meeting()
    each = meeting.children[0]
    nurse = meeting.conference.participants.last()
    each.agency_views.create(participant=nurse, stance=AgencyStance.PLAN)
    with pytest.raises(DomainError, match="because agencies disagree") as refused:
        propose(meeting, **WITHOUT_PLAN, chair_reason=" ")
    assert refused.value.field == "chair_reason"
    assert propose(meeting, **WITHOUT_PLAN, chair_reason="The illness is found.").pk


def test_help_too_is_led_by_a_professional_of_the_conference():
    meeting = no_plan_at_first()
    with pytest.raises(DomainError, match="Choose a professional of this conference"):
        propose(meeting, **HELP, **AGREED, lead_worker_id=make_person("Joy Testwood").pk)


def test_a_correction_may_name_another_lead_worker_and_only_a_social_worker(client):
    meeting = closed_meeting()
    [each] = meeting.children
    worker = social_worker_of(meeting.conference).pk
    nurse = meeting.conference.participants.get(agency__kind=AgencyKind.HEALTH_VISITING).person_id
    client.force_login(meeting.chair)
    url = reverse("conferences:correct", args=[each.pk])
    typed = {
        "threshold_met": "yes", "threshold_reason": each.decision.threshold_reason,
        "outcome": "child_protection", "category": "NEG", "reason": "The wrong name was chosen.",
    }  # fmt: skip
    assert "Choose a social worker" in client.post(url, typed | {"lead_worker": nurse}).text
    client.post(url, typed | {"lead_worker": worker})
    agree(each.corrections.get())
    assert open_plan_for(each.child).lead_worker_id == worker


def test_that_no_category_is_recommended_stands_or_is_said():
    meeting = closed_meeting()
    agree(propose(meeting, category=Category.MULTIPLE, none_recommended=True))
    meeting.children[0].refresh_from_db()
    again = propose(meeting, threshold_reason="Harm is likely, all agreed.")
    assert (again.after["category"], again.after["constituent_categories"]) == ("MUL", [])


def test_a_correction_to_help_opens_it_with_consent_lead_worker_and_first_meeting():
    meeting = closed_meeting()
    correction = propose(meeting, **HELP, **AGREED)
    assert ("First meeting", "Nothing", "8 March 2027") in [
        (each.label, each.now, each.corrected) for each in what_changes(correction)
    ]
    agree(correction)
    plan = Plan.objects.get(child=meeting.children[0].child, voided_at=None)
    assert (plan.kind, plan.consent_by) == (PlanKind.CHILD_IN_NEED, "Joy Testwood")
    assert plan.first_meeting_on == dt.date(2027, 3, 8)
    assert plan.lead_worker == meeting.conference.chair.person


def test_the_page_asks_for_what_help_needs_and_keeps_what_was_typed(client):
    meeting = no_plan_at_first()
    each = meeting.children[0]
    client.force_login(meeting.chair)
    url = reverse("conferences:correct", args=[each.pk])
    typed = {
        "threshold_met": "no", "threshold_reason": "No harm.", "outcome": "child_in_need",
        "consent_by": "Joy Testwood", "reason": "Misheard.",
        "lead_worker": social_worker_of(meeting.conference).pk,
    }  # fmt: skip
    page = client.post(url, typed).content.decode()
    assert "Record the date of the first meeting." in page
    assert 'value="Joy Testwood"' in page
    client.post(url, {**typed, "first_meeting_on": "2027-03-08"})
    after = each.corrections.get().after
    assert (after["consent_by"], after["first_meeting_on"]) == ("Joy Testwood", "2027-03-08")
    assert after["lead_worker_id"] == typed["lead_worker"]


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ({"none_recommended": "on"}, []),
        ({"constituents": ["NEG", "EMO"]}, ["NEG", "EMO"]),
        ({"constituents": ["NEG"]}, None),
        ({}, None),
    ],
)
def test_the_page_asks_what_multiple_is_made_of(client, given, kept):
    meeting = closed_meeting()
    each = meeting.children[0]
    client.force_login(meeting.chair)
    typed = {
        "threshold_met": "yes", "threshold_reason": "Harm is likely.", "reason": "Misheard.",
        "outcome": "child_protection", "category": "MUL",
        "consent_by": "Joy Testwood",  # left behind: no answer where the plan is child protection
    }  # fmt: skip
    page = client.post(reverse("conferences:correct", args=[each.pk]), {**typed, **given})
    made = [row.after for row in each.corrections.all()]
    found = [(after["constituent_categories"], after["consent_by"]) for after in made]
    assert found == ([] if kept is None else [(kept, "")])
    asked = "choose two or more categories, or say that none" in page.content.decode()
    assert asked is (kept is None)


def test_a_plan_voided_takes_its_core_group_with_it_and_a_brothers_stays():
    meeting = closed_meeting("Wren Testwood", "Rafi Testwood")
    family = meeting.conference.family
    wren, rafi = meeting.children
    aunt = make_person("Ngozi Testwood")
    make_relationship(wren.child, aunt)
    add_member(family=family, person=aunt, by=lead_worker(family))
    sitting = members_of(family)
    for each in (wren, rafi):
        correction = propose_correction(
            each=each, after=WITHOUT_PLAN, reason="Wrong.", by=meeting.chair
        )
        agree(correction)
        if each == wren:
            [group] = CoreGroup.objects.planned()
            assert [plan.child for plan in group.plans.all()] == [rafi.child]
            assert members_of(family) == sitting
    assert not CoreGroup.objects.planned().exists()
    assert members_of(family) == []
    meeting.conference.refresh_from_db()
    agree(makes_plan(meeting))
    assert set(sitting) <= set(members_of(family))  # the aunt too, whom no conference named


def test_a_corrected_category_keeps_the_core_group_where_it_was_moved_to_and_who_left_it_out():
    meeting = closed_meeting()
    family = meeting.conference.family
    left, *staying = members_of(family)
    end_member(member=left, by=lead_worker(family))
    [group] = CoreGroup.objects.planned()
    group.place = "The health centre"
    group.save()
    correction = propose_correction(
        each=meeting.children[0], after={"category": Category.PHYSICAL}, reason="Misheard.",
        by=meeting.chair,
    )  # fmt: skip
    agree(correction)
    [group] = CoreGroup.objects.planned()
    plan = open_plan_for(meeting.children[0].child)
    assert (group.place, list(group.plans.all())) == ("The health centre", [plan])
    assert members_of(family) == staying
