"""One conference from its request to its close, by other systems, each in the role of its step."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.utils import timezone

from conferences.models import Conference, Decision
from people.enums import Role
from plans.models import Plan
from tests.api.documented import faults
from tests.api.steps import done, numbers_of_professionals, refused, whole_request
from tests.conferences.test_decided_since import reviewed_again
from tests.conferences.test_who_comes import split
from tests.factories.api import System
from tests.factories.bookings import make_chair, make_room, make_session, next_monday
from tests.factories.conferences import (
    Case,
    choice_on,
    make_booked,
    make_case,
    make_place,
)
from tests.factories.live import decided, make_live_room, op
from tests.factories.meetings import at_ten, open_day
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def test_a_conference_from_its_request_to_its_close() -> None:
    case = make_case()
    worker, duty, support = (System(user) for user in (case.social_worker, case.duty, case.support))
    family = case.family.pk
    gap = whole_request(case, children=[{**whole_request(case)["children"][0], "advocacy": None}])
    assert refused(worker, "families", family, "requests", gap) == (
        422,
        [("advocacy", "not_complete")],
    )
    known = numbers_of_professionals(worker, "families", family, "invitees")
    assert {case.school.pk, case.health_visitor.pk} <= set(known.values())
    asked = done(worker, "families", family, "requests", whole_request(case))
    assert (asked["state"], asked["children"]) == ("submitted", [case.older.pk])
    screened = done(duty, "requests", asked["id"], "screen", {"outcome": "proceed"})
    number = screened["conference"]

    make_session(), make_room(), make_chair()
    offered = support.get(f"/api/v1/conferences/{number}/slots")
    assert faults("/api/v1/conferences/{id}/slots", "get", offered) == []
    slot = offered.json()[0]["slot"]
    assert refused(support, "conferences", number, "pencil", {"slot": "soon"})[0] == 400
    pencilled = done(support, "conferences", number, "pencil", {"slot": slot})
    assert (pencilled["state"], pencilled["conference"]) == ("pencilled", number)
    assert done(support, "conferences", number, "confirm")["state"] == "confirmed"
    assert refused(support, "conferences", number, "pencil", {"slot": slot})[0] == 409

    start = {"on_another_day": True}
    assert refused(duty, "conferences", number, "start", start)[0] == 422
    start |= {"chairing": {"stands_in": True, "reason": "chair_away"}}
    started = done(duty, "conferences", number, "start", start)
    part = next(each for each in started["parts"] if each["is_current"])
    people = {each["person"]: each for each in started["participants"]}
    mother = people[case.mother.pk]["id"]
    came = {"part": part["id"], "participant": mother, "mode": "in_person"}
    assert done(duty, "conferences", number, "attendance", came)["mode"] == "in_person"
    stranger = {**came, "participant": 999_999}
    assert refused(duty, "conferences", number, "attendance", stranger) == (
        422,
        [("", "unknown")],
    )
    decision = {
        "child": case.older.pk,
        "threshold_met": False,
        "threshold_reason": "Harm is likely without a plan.",
        "outcome": "child_protection",
        "category": "NEG",
        "lead_worker": case.social_worker.professional.person_id,
        "participation": "PN6",
    }
    assert refused(duty, "conferences", number, "decisions", decision) == (
        422,
        [("threshold_met", "threshold_not_met")],
    )
    status, missing = refused(duty, "conferences", number, "close", {})
    assert (status, {rule for _, rule in missing}) == (422, {"not_ready_to_close"})
    decided = done(duty, "conferences", number, "decisions", {**decision, "threshold_met": True})
    assert decided["each_child"][0]["decision"]["category"] == "NEG"
    make_ready(number, case)
    end = {
        "next_review_on": open_day(timezone.localdate() + dt.timedelta(days=70)).isoformat(),
        "first_core_group_at": at_ten(
            open_day(timezone.localdate() + dt.timedelta(days=7))
        ).isoformat(),
    }
    status, missing = refused(duty, "conferences", number, "close", end)
    assert (status, missing) == (422, [("inquorate_ground", "not_ready_to_close")])
    end |= {"inquorate_ground": "delay_harms", "inquorate_note": "The school was called away."}
    closed = done(duty, "conferences", number, "close", end)
    assert (closed["state"], closed["held_on"]) == ("closed", timezone.localdate().isoformat())
    plan = Plan.objects.get(child=case.older)
    assert plan.category_initial == "NEG"
    assert closed["chair"] == case.duty.professional.person.name  # who stood in


def test_a_close_says_who_of_those_kept_apart_comes_to_the_core_group() -> None:
    apart = split()
    chair, number = System(apart.meeting.chair), apart.conference.pk
    end: dict[str, Any] = {
        "next_review_on": open_day(timezone.localdate() + dt.timedelta(days=70)).isoformat(),
        "first_core_group_at": at_ten(
            open_day(timezone.localdate() + dt.timedelta(days=7))
        ).isoformat(),
    }
    fields = [f"who_comes_{one.pk}" for one in (apart.mother, apart.father)]
    assert refused(chair, "conferences", number, "close", end) == (
        422,
        [(field, "not_ready_to_close") for field in fields],
    )
    stranger = {**end, "who_comes": [{"participant": 999_999, "comes": True}]}
    assert refused(chair, "conferences", number, "close", stranger)[1] == [
        ("who_comes", "does_not_exist")
    ]
    answers = apart.answers(mother=True, father=False)
    end["who_comes"] = [{"participant": pk, "comes": comes} for pk, comes in answers.items()]
    assert done(chair, "conferences", number, "close", end)["state"] == "closed"
    assert apart.sitting() == {apart.mother.person}


def test_none_is_started_while_another_of_the_child_is_in_session() -> None:
    _, early, _ = reviewed_again()
    start = {"on_another_day": True}
    told = refused(System(early.chair.user), "conferences", early.pk, "start", start)
    assert told == (409, [("", "another_in_session")])


def make_ready(number: int, case: Case) -> None:
    """Words are said in the live room, not here."""
    from tests.factories.meetings import Meeting, agree_action

    conference = Conference.objects.get(pk=number)
    meeting = Meeting(conference, case.duty, list(conference.children.all()))
    agree_action(meeting, owner=case.mother, due_on=timezone.localdate() + dt.timedelta(days=9))


def test_somebody_else_decided_meanwhile() -> None:
    """What was decided differently is not overwritten unless the caller has seen it."""
    room = make_live_room().open()
    chair = System(room.chair)
    child = room.children[0]
    given = {
        "child": child.child_id,
        "threshold_met": False,
        "threshold_reason": "Gran keeps him safe.",
        "outcome": "no_further_action",
    }
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    other = {**given, "child": child.pk, "outcome": "early_help"}
    room.send(op("decision.set", **other), by=duty)
    number = room.conference.pk
    assert refused(chair, "conferences", number, "decisions", given) == (
        409,
        [("", "somebody_else_was_first")],
    )
    assert Decision.objects.get().outcome == "early_help"
    done(chair, "conferences", number, "decisions", {**given, "replaces": True})
    assert Decision.objects.get().outcome == "no_further_action"


def test_legal_planning_is_decided_and_stays_until_it_is_said_otherwise() -> None:
    room = make_live_room().open()
    chair, number = System(room.chair), room.conference.pk
    given = decided(room.children[0].child_id)

    def advised(**fields: Any) -> bool:
        told = done(chair, "conferences", number, "decisions", {**given, **fields})
        [shown] = [each["decision"] for each in told["each_child"] if each["decision"]]
        found: bool = shown["legal_planning"]
        return found

    assert not advised()
    assert advised(legal_planning=True, replaces=True)
    assert advised(category="EMO", replaces=True)
    assert not advised(legal_planning=False, replaces=True)


def test_a_slot_is_moved_and_given_up() -> None:
    case, place = make_case(), make_place()
    support, number = System(case.support), make_booked(case, place).pk
    later = choice_on(place, next_monday(2))
    moved = {"slot": later.key, "reason": "chair_away"}
    told = done(support, "conferences", number, "move", moved)
    assert (told["state"], told["starts_at"][:10]) == ("confirmed", later.day.isoformat())
    why = {"reason": "family_unwell"}
    assert done(support, "conferences", number, "vacate", why)["state"] == "vacated"
