"""Decisions are per child, by the chair, with reasons; every rule has a named error."""

import datetime as dt

import pytest

from accounts.errors import NotAllowed
from audit.enums import Action
from audit.models import Event
from conferences.domain import deciding
from conferences.domain.deciding import DecisionValues, gaps, record_decision
from conferences.domain.leading import MayNotLead
from conferences.domain.room import snapshot
from conferences.enums import Capacity, ChildOutcome
from conferences.models import ConferenceChild, Decision, Participant, SafetyScore
from people.enums import Role
from tests.factories.live import make_live_room
from tests.factories.people import make_person, make_professional, make_staff, social_care

pytestmark = pytest.mark.django_db


@pytest.fixture
def room():
    return make_live_room().open()


def values(**fields):
    given = {
        "threshold_met": True,
        "threshold_reason": "Harm is likely.",
        "outcome": ChildOutcome.CHILD_PROTECTION,
        "category": "NEG",
    }
    return DecisionValues(**{**given, **fields})


def decide(room, child=0, **fields):
    return record_decision(child=room.children[child], values=values(**fields), by=room.chair)


def view(room, name="health", **fields):
    given = {"stance": "plan", "by": room.minute_taker, **fields}
    return deciding.record_agency_view(child=room.children[0], participant=room.who[name], **given)


def test_a_decision_is_kept_with_who_made_it(room):
    decision = decide(room, category="MUL", constituents=["NEG", "EMO"], risk_outside_home=True)
    decision.refresh_from_db()
    assert (decision.category, decision.constituent_categories) == ("MUL", ["NEG", "EMO"])
    assert decision.decided_by == room.chair
    event = Event.objects.get(verb="conferences.record_decision")
    assert (event.action, event.child_ids) == (Action.DECIDED, [room.children[0].child_id])


def test_changing_it_keeps_the_first_in_history(room):
    decide(room)
    decide(room, category="EMO")
    assert [h.category for h in Decision.history.order_by("history_id")] == ["NEG", "EMO"]


@pytest.mark.parametrize(
    ("fields", "error"),
    [
        ({"threshold_reason": "  "}, deciding.ThresholdReasonMissing),
        ({"threshold_met": False}, deciding.ThresholdNotMet),
        ({"category": ""}, deciding.CategoryMissing),
        ({"category": "XXX"}, deciding.CategoryMissing),
        ({"outcome": "child_in_need"}, deciding.CategoryNotWanted),
        ({"constituents": ["EMO", "PHY"]}, deciding.CategoryNotWanted),
        ({"category": "MUL"}, deciding.ConstituentsMissing),
        ({"category": "MUL", "constituents": ["NEG"]}, deciding.ConstituentsMissing),
        ({"category": "MUL", "constituents": ["NEG", "NEG"]}, deciding.ConstituentsMissing),
        ({"category": "MUL", "constituents": ["NEG", "MUL"]}, deciding.ConstituentsMissing),
        (
            {"category": "MUL", "constituents": ["NEG", "EMO"], "none_recommended": True},
            deciding.ConstituentsMissing,
        ),
    ],
)
def test_what_cannot_be_decided_has_a_named_error(room, fields, error):
    with pytest.raises(error):
        decide(room, **fields)
    assert not Decision.objects.exists()


def test_multiple_may_say_that_none_is_recommended(room):
    decide(room, category="MUL", none_recommended=True)
    assert Decision.objects.get().constituent_categories == []


def test_only_the_chair_decides(room):
    with pytest.raises(NotAllowed):
        record_decision(child=room.children[0], values=values(), by=room.minute_taker)


def test_siblings_may_be_decided_differently(room):
    decide(room)
    decide(room, 1, outcome=ChildOutcome.NO_FURTHER_ACTION, threshold_met=False, category="")
    outcomes = [d.outcome for d in Decision.objects.order_by("pk")]
    assert outcomes == ["child_protection", "no_further_action"]


def test_a_dissent_needs_its_reason(room):
    with pytest.raises(deciding.DissentNeedsReason):
        view(room, dissents=True, reason=" ")
    kept = view(room, stance="no_plan", dissents=True, reason="We see progress.")
    assert (kept.stance, kept.reason) == ("no_plan", "We see progress.")


@pytest.mark.parametrize("name", ["mother", "observer", "interpreter", "chair"])
def test_only_an_agency_has_a_view_on_the_decision(room, name):
    with pytest.raises(deciding.NotAnAgency):
        view(room, name)


@pytest.mark.parametrize("score", [-1, 11])
def test_a_score_outside_the_scale_is_refused(room, score):
    with pytest.raises(deciding.ScoreOutOfRange):
        deciding.record_score(
            participant=room.who["mother"], child=None, score=score, by=room.chair
        )


def test_a_score_can_be_changed_and_taken_back(room):
    for score in (0, 10, None):
        deciding.record_score(
            participant=room.who["mother"], child=None, score=score, by=room.chair
        )
    assert not SafetyScore.objects.exists()
    assert [h.score for h in SafetyScore.history.order_by("history_id")] == [0, 10, 10]


def test_under_four_is_for_children_under_four(room):
    child = room.children[0]
    with pytest.raises(deciding.WrongParticipation):
        deciding.record_participation(child=child, code="PN0", by=room.chair)
    child.child.person.date_of_birth = dt.date(2026, 1, 1)
    deciding.record_participation(child=child, code="PN0", by=room.chair)
    assert ConferenceChild.objects.get(pk=child.pk).participation == "PN0"


def fresh_gaps(room):
    return gaps(ConferenceChild.objects.get(pk=room.children[0].pk))


def test_what_is_still_missing_is_said_in_words(room):
    assert fresh_gaps(room) == ["the decision"]
    decide(room, outcome=ChildOutcome.CHILD_IN_NEED, threshold_met=False, category="")
    assert fresh_gaps(room) == [
        "how the child was heard",
        "the lead worker",
        "who agreed to the plan",
        "the date of the first meeting",
    ]


@pytest.mark.parametrize(("name", "is_missing"), [("'", True), ("Layla", False)])
def test_whoever_agreed_to_another_plan_has_a_name(room, name, is_missing):
    decide(
        room, outcome=ChildOutcome.CHILD_IN_NEED, threshold_met=False, category="", consent_by=name
    )
    assert ("who agreed to the plan" in fresh_gaps(room)) is is_missing


def test_a_disagreement_needs_the_chairs_reason(room):
    decide(room)
    view(room, stance="no_plan")
    assert "the chair's reason, because agencies disagree" in fresh_gaps(room)
    decide(room, chair_reason="The risk is too near.")
    assert "the chair's reason, because agencies disagree" not in fresh_gaps(room)


def leader(room, who):
    """Whoever this short name is, or somebody new of social care with or without an account."""
    new = {
        "manager": lambda: make_staff(Role.TEAM_MANAGER).professional.person,
        "support": lambda: room.minute_taker.professional.person,
        "elsewhere": lambda: make_professional(agency=social_care()).person,
        "aunt": lambda: make_person("Aunt Lindqvist"),
    }
    return new[who]() if who in new else room.who[who].person


@pytest.mark.parametrize("who", ["social_worker", "manager", "elsewhere"])
def test_a_social_worker_leads_a_child_protection_plan(room, who):
    worker = leader(room, who)
    assert decide(room, lead_worker=worker.pk).lead_worker_id == worker.pk


@pytest.mark.parametrize("who", ["chair", "support", "health", "school", "mother", "aunt"])
def test_nobody_else_does(room, who):
    with pytest.raises(MayNotLead, match="Choose a social worker"):
        decide(room, lead_worker=leader(room, who).pk)
    assert not Decision.objects.exists()


def test_nor_a_social_worker_who_minutes_it(room):
    Participant.objects.filter(pk=room.who["social_worker"].pk).update(
        capacity=Capacity.MINUTE_TAKER
    )
    with pytest.raises(MayNotLead):
        decide(room, lead_worker=room.who["social_worker"].person_id)


@pytest.mark.parametrize("outcome", ["child_in_need", "early_help"])
def test_help_may_be_led_by_another_agency_but_not_by_the_chair_or_a_relative(room, outcome):
    help_ = {"outcome": outcome, "category": "", "threshold_met": False}
    nurse = room.who["health"].person
    assert decide(room, lead_worker=nurse.pk, **help_).lead_worker_id == nurse.pk
    for who in ("chair", "mother"):
        with pytest.raises(MayNotLead, match="Choose a professional who works with the family"):
            decide(room, lead_worker=leader(room, who).pk, **help_)


def test_the_room_offers_only_whom_it_accepts(room):
    offered = snapshot(room.conference, by=room.chair)["may_lead"]
    names = ("social_worker", "health", "school")
    worker, *others = [room.who[name].person_id for name in names]
    assert offered == {"protection": [worker], "help": sorted([worker, *others])}
