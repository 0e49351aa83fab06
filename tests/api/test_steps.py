"""The steps: one conference from its request to its close and what follows, all by other systems,
each in the role whose step it is. What every answer looks like is compared with the document."""

from __future__ import annotations

import datetime as dt
from typing import Any
from uuid import uuid4

import pytest
from django.utils import timezone

from api.models import KeptAnswer
from conferences.domain.transfer import transfer_clock
from conferences.enums import Capacity
from conferences.models import Advocacy, Conference, ConferenceRequest, Decision, Participant
from people.domain.case_roles import hand_over
from people.enums import AgencyKind, Role
from people.models import Family
from plans.domain.elsewhere import their_plan_for
from plans.domain.members import members_of
from plans.models import CoreGroup, Plan, Visit
from tests.api.documented import faults
from tests.factories import escalations, midpoints, plans
from tests.factories.api import System
from tests.factories.bookings import make_chair, make_room, make_session, next_monday
from tests.factories.conferences import (
    Case,
    choice_on,
    days_ago,
    make_booked,
    make_case,
    make_place,
)
from tests.factories.meetings import at_ten, open_day
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def done(system: System, path: str, id: int, step: str, body: Any = None) -> Any:
    """What a step answers; it must have been taken, be as documented, and be answered alike when
    it is sent again, as it is after a time-out."""
    key, url = str(uuid4()), f"/api/v1/{path}/{id}/{step}"
    answer = system.post(url, body, key=key)
    assert answer.status_code == 201, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "post", answer) == []
    again = system.post(url, body, key=key)
    assert (again.status_code, again.content) == (201, answer.content)
    assert again["Idempotent-Replayed"] == "true"
    return answer.json()


def refused(
    system: System, path: str, id: int, step: str, body: Any = None
) -> tuple[int, list[tuple[str, str]]]:
    """(status, [(field, rule)]) of a step that is not taken."""
    answer = system.post(f"/api/v1/{path}/{id}/{step}", body)
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "post", answer) == []
    told = answer.json()
    assert answer.status_code >= 400, told
    assert (told["status"], bool(told["detail"])) == (answer.status_code, True)
    return answer.status_code, [(each["field"], each["rule"]) for each in told["errors"]]


def whole_request(case: Case, **fields: Any) -> dict[str, Any]:
    discussed = days_ago(3).isoformat()
    agreed = {"agreed_by": "Layla", "agreed_on": days_ago(1).isoformat()}
    return {
        "kind": "initial",
        "children": [
            {
                "child": case.older.pk,
                "discussed_on": discussed,
                "parental_responsibility": [case.mother.pk],
                "advocacy": agreed,
            },
        ],
        "left_out": [{"child": case.younger.pk, "reason": "Lives with Gran."}],
        "section_47_outcome": "substantiated_likely",
        "decided_on": timezone.localdate().isoformat(),
        "reason": "Tamsin has been left alone at night.",
        "interim_safety_plan": "Grandmother stays at night.",
        "relatives": [case.mother.pk],
        "professionals": [case.school.pk, case.health_visitor.pk],
        "agreement": {"name": "Priya Manager", "at": timezone.now().isoformat()},
        "police_wanted": False,
        **fields,
    }


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

    make_session(), make_room()
    chair = make_chair()
    offered = support.get(f"/api/v1/conferences/{number}/slots")
    assert faults("/api/v1/conferences/{id}/slots", "get", offered) == []
    slot = offered.json()[0]["slot"]
    assert refused(support, "conferences", number, "pencil", {"slot": "soon"})[0] == 400
    pencilled = done(support, "conferences", number, "pencil", {"slot": slot})
    assert (pencilled["state"], pencilled["conference"]) == ("pencilled", number)
    assert done(support, "conferences", number, "confirm")["state"] == "confirmed"
    assert refused(support, "conferences", number, "pencil", {"slot": slot})[0] == 409

    started = done(duty, "conferences", number, "start", {"on_another_day": True})
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
    assert chair.professional.person.name == closed["chair"]


def test_who_refused_an_advocate_and_when_it_was_offered_is_kept() -> None:
    case = make_case()
    offered = days_ago(2)
    refused = {"refused_because": "Not now.", "refused_by": "Tamsin", "offered_on": str(offered)}
    body = whole_request(case)
    body["children"][0]["advocacy"] = refused
    done(System(case.social_worker), "families", case.family.pk, "requests", body)
    row = Advocacy.objects.get()
    assert (row.refused_reason, row.refused_by, row.offered_on) == ("Not now.", "Tamsin", offered)


def a_transfer_in(case: Case, **told: Any) -> dict[str, Any]:
    """Tamsin came from another authority with her plan; nobody held a section 47 enquiry."""
    body = whole_request(case, kind="transfer_in")
    for unasked in ("section_47_outcome", "decided_on"):
        del body[unasked]
    [child] = body["children"]
    del child["discussed_on"]
    child["their_plan"] = {"category": "EMO", "started_on": days_ago(200).isoformat()}
    body["transfer"] = {
        "authority": "Fictional Moorshire",
        "contact": "Mel Elsewhere, 01632 960000",
        "lives_here_for_good": True,
        "moved_on": days_ago(9).isoformat(),
        "notified_on": days_ago(4).isoformat(),
        "papers": ["plan", "record"],
        **told,
    }
    return body


def test_a_transfer_in_is_asked_for_without_an_enquiry_and_its_clock_runs() -> None:
    case = make_case()
    worker, family, body = System(case.social_worker), case.family.pk, a_transfer_in(case)
    asked = done(worker, "families", family, "requests", body)
    assert (asked["kind"], asked["state"]) == ("transfer_in", "submitted")
    [child] = asked["each_child"]
    assert (child["their_category"], child["strategy_discussion_on"]) == ("EMO", None)
    assert asked["transfer"] == {
        "authority": "Fictional Moorshire",
        "moved_on": days_ago(9).isoformat(),
        "notified_on": days_ago(4).isoformat(),
        "referred_on": None,
        "accepted_on": None,
        "papers": ["plan", "record"],
    }
    request = ConferenceRequest.objects.get()
    clock = transfer_clock(case.older, request)
    assert clock is not None
    assert clock.started_on == days_ago(4)
    assert request.transfer.contact == "Mel Elsewhere, 01632 960000"
    theirs = their_plan_for(case.older)
    assert theirs is not None
    assert theirs.authority == "Fictional Moorshire"
    screened = done(System(case.duty), "requests", asked["id"], "screen", {"outcome": "proceed"})
    assert Conference.objects.get(pk=screened["conference"]).kind == "transfer_in"


def test_a_transfer_in_is_refused_as_its_pages_refuse_it() -> None:
    case = make_case()
    worker, family = System(case.social_worker), case.family.pk

    def told(body: dict[str, Any]) -> tuple[int, list[tuple[str, str]]]:
        return refused(worker, "families", family, "requests", body)

    stays = a_transfer_in(case, lives_here_for_good=False)
    assert told(stays) == (400, [("transfer.lives_here_for_good", "temporary_stay")])
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    for day in (None, tomorrow):
        status, [(field, _)] = told(a_transfer_in(case, notified_on=day))
        assert (status, field) == (422, "notified_on")
    nobody = a_transfer_in(case)
    nobody["transfer"] = None
    assert told(nobody) == (422, [("transfer", "not_complete"), ("papers", "not_complete")])
    no_plan = a_transfer_in(case)
    del no_plan["children"][0]["their_plan"]
    assert told(no_plan)[0] == 422
    begun = a_transfer_in(case)
    begun["children"][0]["their_plan"]["started_on"] = tomorrow
    status, [(field, _)] = told(begun)
    assert (status, field) == (422, "started_on")
    for kind in ("initial", "review"):
        mixed = {**a_transfer_in(case), "kind": kind}
        assert told(mixed) == (400, [("transfer", "not_a_transfer")])
        del mixed["transfer"]
        assert told(mixed) == (400, [("children", "not_a_transfer")])
    chair = System(make_staff(Role.PRINCIPAL_OFFICER))
    assert refused(chair, "families", family, "requests", a_transfer_in(case))[0] == 403
    assert not ConferenceRequest.objects.exists()


def make_ready(number: int, case: Case) -> None:
    """Words are said in the live room, not here."""
    from tests.factories.meetings import Meeting, agree_action

    conference = Conference.objects.get(pk=number)
    meeting = Meeting(conference, case.duty, list(conference.children.all()))
    agree_action(meeting, owner=case.mother, due_on=timezone.localdate() + dt.timedelta(days=9))


def test_somebody_else_decided_meanwhile() -> None:
    """What was decided differently is not overwritten unless the caller has seen it."""
    from tests.factories.live import make_live_room, op

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
    from tests.factories.live import make_live_room

    room = make_live_room().open()
    chair, number = System(room.chair), room.conference.pk
    given = {
        "child": room.children[0].child_id,
        "threshold_met": True,
        "threshold_reason": "Harm is likely without a plan.",
        "outcome": "child_protection",
        "category": "NEG",
    }

    def advised(**fields: Any) -> bool:
        decided = done(chair, "conferences", number, "decisions", {**given, **fields})
        [shown] = [each["decision"] for each in decided["each_child"] if each["decision"]]
        found: bool = shown["legal_planning"]
        return found

    assert not advised()
    assert advised(legal_planning=True, replaces=True)
    assert advised(category="EMO", replaces=True)
    assert not advised(legal_planning=False, replaces=True)


def test_core_groups_visits_and_actions() -> None:
    case = plans.make_case()
    worker = System(case.worker)
    family, child = case.family.pk, case.plan.child_id
    known = numbers_of_professionals(worker, "families", family, "visitors")
    assert case.worker.professional.person.name in known
    assert case.nurse.name not in known
    visit: dict[str, Any] = {
        "visited_on": plans.days_ago(4).isoformat(),
        "visited_by": known[case.worker.professional.person.name],
        "children": [{"child": child, "was_seen": True, "seen_alone": "yes"}],
    }
    [made] = done(worker, "families", family, "visits", visit)
    assert (made["child"], made["seen_alone"]) == (child, "yes")
    outside = {**visit, "visited_on": plans.days_ago(400).isoformat()}
    assert refused(worker, "families", family, "visits", outside) == (
        422,
        [("visited_on", "outside_the_plan")],
    )
    wrong = {**visit, "visited_by": 0, "colour": "red", "children": [{"child": child}]}
    assert set(refused(worker, "families", family, "visits", wrong)[1]) == {("colour", "unknown")}
    wrong.pop("colour")
    assert set(refused(worker, "families", family, "visits", wrong)[1]) == {
        ("visited_by", "min_value"),
        ("children.0.was_seen", "required"),
    }
    table = at_table(worker, "families", family, "core-group-members")
    [mother] = [each for each in table["members"] if each["person"] == case.mother.pk]
    assert mother["name"] == "Ngozi Testwood"
    held = {
        "held_on": plans.days_ago(2).isoformat(),
        "came": [{"member": mother["member"], "came_as": "in_person"}],
        "progress": [{"outcome": case.goal.pk, "direction": "better", "scale": 6, "words": "Up."}],
        "views": [{"child": child, "words": "I like breakfast club."}],
        "actions": [{"item": case.action.pk, "status": "done", "words": "Seen on Monday."}],
    }
    group = done(worker, "families", family, "core-groups", held)
    assert [each["direction"] for each in group["progress"]] == ["better"]
    assert refused(worker, "families", family, "core-groups", held)[0] in {400, 409}
    [goal] = worker.get("/api/v1/plan-items", {"plan": case.plan.pk, "kind": "safety_goal"}).json()[
        "results"
    ]
    update = {"status": "under_way", "words": "Breakfast is on the table."}
    assert done(worker, "plan-items", goal["id"], "update", update)["status"] == "under_way"
    planned = CoreGroup.objects.create(family=case.family, planned_at=timezone.now())
    planned.plans.add(case.plan)
    why = {"reason": "family_away"}
    assert done(worker, "core-groups", planned.pk, "not-held", why)["state"] == "not_held"
    assert refused(worker, "core-groups", planned.pk, "record", held)[0] == 409


def at_table(system: System, path: str, id: int, step: str) -> dict[str, Any]:
    """Who may have come to a core group."""
    answer = system.get(f"/api/v1/{path}/{id}/{step}")
    assert answer.status_code == 200, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "get", answer) == []
    told: dict[str, Any] = answer.json()
    return told


def test_who_took_the_case_over_came_to_the_core_group() -> None:
    case = plans.make_case()
    taker = make_staff(Role.SOCIAL_WORKER, team=case.family.team)
    hand_over(family=case.family, kind="lead_social_worker", to=taker.professional, by=case.manager)
    person = taker.professional.person
    planned = CoreGroup.objects.create(family=case.family, planned_at=timezone.now())
    planned.plans.set(case.plans)
    worker, number = System(taker), planned.pk
    table = at_table(worker, "core-groups", number, "members")
    assert table["lead"] == {"person": person.pk, "name": person.name}
    assert person.pk not in {each["person"] for each in table["members"]}
    away = [{"member": each["member"], "came_as": "apologies"} for each in table["members"]]
    came = {"held_on": plans.days_ago(0).isoformat(), "came": away, "lead_came_as": "in_person"}
    group = done(worker, "core-groups", number, "record", came)
    [shown] = [each for each in group["attendance"] if each["came_as"] == "in_person"]
    assert shown["person"] == person.pk
    table = at_table(worker, "families", case.family.pk, "core-group-members")
    assert table["lead"] is None
    assert shown["member"] in {each["member"] for each in table["members"]}
    [mother, *_] = table["members"]
    was_there = [{"member": mother["member"], "came_as": "in_person"}]
    again = {**came, "held_on": plans.days_ago(2).isoformat(), "came": was_there}
    assert refused(worker, "families", case.family.pk, "core-groups", again) == (
        422,
        [("lead_came_as", "not_in_this_core_group")],
    )


def test_who_may_have_come_is_told_to_whom_records_it() -> None:
    case = plans.make_case()
    planned = CoreGroup.objects.create(family=case.family, planned_at=timezone.now())
    chair = System(case.chair)
    for path in (
        f"families/{case.family.pk}/core-group-members",
        f"core-groups/{planned.pk}/members",
    ):
        assert chair.get(f"/api/v1/{path}").status_code == 403


def test_what_was_done_under_a_plan_is_recorded_for_six_weeks_after_it_ended() -> None:
    case = plans.make_case("Ada Testwood", started_on=plans.days_ago(100))
    worker, family, child = System(case.worker), case.family.pk, case.plan.child_id
    [mother, *_] = members_of(case.family)
    visit = {
        "visited_on": plans.days_ago(60).isoformat(),
        "visited_by": case.nurse.pk,
        "children": [{"child": child, "was_seen": True, "seen_alone": "yes"}],
    }
    held = {
        "held_on": plans.days_ago(60).isoformat(),
        "came": [{"member": mother.pk, "came_as": "in_person"}],
        "progress": [{"outcome": case.goal.pk, "direction": "better", "scale": 6, "words": "Up."}],
        "views": [{"child": child, "words": "I like breakfast club."}],
    }
    Plan.objects.update(ended_on=plans.days_ago(43))
    for step, body in (("visits", visit), ("core-groups", held)):
        assert refused(worker, "families", family, step, body)[0] == 409
    Plan.objects.update(ended_on=plans.days_ago(42))
    done(worker, "families", family, "core-groups", held)
    assert list(CoreGroup.objects.get().plans.all()) == [case.plan]
    again = plans.make_plan(case.plan.child, started_on=plans.days_ago(5))
    for day, plan in ((60, case.plan), (0, again)):
        body = {**visit, "visited_on": plans.days_ago(day).isoformat()}
        assert [each["plan"] for each in done(worker, "families", family, "visits", body)] == [
            plan.pk
        ]


def test_a_planned_core_group_was_held() -> None:
    """Its first review carries the items on under new numbers, and it is planned no more."""
    case = plans.make_case()
    worker, mother = System(case.worker), members_of(case.family)[0]
    planned = CoreGroup.objects.create(family=case.family, planned_at=timezone.now())
    planned.plans.set(case.plans)
    held = {
        "held_on": plans.days_ago(0).isoformat(),
        "plans": [plan.pk for plan in case.plans],
        "came": [{"member": mother.pk, "came_as": "in_person"}],
        "progress": [{"outcome": case.goal.pk, "direction": "better", "words": "Up on time."}],
        "actions": [{"item": case.action.pk, "status": "done", "words": "Seen on Monday."}],
    }
    assert done(worker, "core-groups", planned.pk, "record", held)["id"] == planned.pk
    assert refused(worker, "core-groups", planned.pk, "record", held)[0] == 409
    assert CoreGroup.objects.count() == 1


def test_a_slot_is_moved_and_given_up() -> None:
    case, place = make_case(), make_place()
    support, number = System(case.support), make_booked(case, place).pk
    later = choice_on(place, next_monday(2))
    moved = {"slot": later.key, "reason": "chair_away"}
    told = done(support, "conferences", number, "move", moved)
    assert (told["state"], told["starts_at"][:10]) == ("confirmed", later.day.isoformat())
    why = {"reason": "family_unwell"}
    assert done(support, "conferences", number, "vacate", why)["state"] == "vacated"


def test_a_midpoint_check_was_not_done() -> None:
    case = escalations.make_challenge()
    number = midpoints.half_way(case).pk
    late = {"reason": "no_time"}
    told = done(System(case.chair), "conferences", number, "midpoint-not-done", late)
    assert told["not_done_reason"] == "no_time"


def test_midpoint_checks_concerns_and_resolution_forms() -> None:
    case = escalations.make_challenge()
    conference = midpoints.half_way(case)
    chair, manager = System(case.chair), System(case.manager)
    found = midpoints.found(case)
    body = {
        "visits_in_standard": False,
        "core_groups_in_standard": True,
        "progress": "drifting",
        "worries": found.worries,
        "impact": found.impact,
        "recommendation": "catch_up",
        "lived_experience": [{"child": case.child.pk, "words": "Sleeps at Gran’s."}],
    }
    check = done(chair, "conferences", conference.pk, "midpoint-check", body)
    assert check["each_child"][0]["lived_experience"] == "Sleeps at Gran’s."
    late = {"reason": "no_time"}
    assert refused(chair, "conferences", conference.pk, "midpoint-not-done", late)[0] == 409

    concern = {
        "children": [case.child.pk],
        "who": case.worker.professional.pk,
        "reason": "visits_core_groups",
        "impact": "Wren has not been seen.",
        "raised_from": f"midpoint:{check['id']}",
    }
    raised = done(chair, "families", case.family.pk, "concerns", concern)
    assert (
        refused(chair, "families", case.family.pk, "concerns", {**concern, "who": 1})[1]
        == [("who", "does_not_exist")]
        or case.worker.professional.pk == 1
    )
    what = {
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen.",
        "asked": "Visit this week.",
        "recipient": case.manager.professional.pk,
    }
    form = done(chair, "concerns", raised["id"], "promote", what)
    assert (form["concern"], form["stage"], form["state"]) == (raised["id"], 1, "waiting")
    resolve = {"outcome": "Seen every week again."}
    assert refused(chair, "resolution-forms", form["id"], "resolve", resolve)[0] == 409
    answered = done(manager, "resolution-forms", form["id"], "answer", {"answer": "I went."})
    assert answered["stages"][0]["answer_way"] == "signed_in"
    up = {"why": "Not enough.", "recipient": case.head.professional.pk}
    assert done(chair, "resolution-forms", form["id"], "step-up", up)["stage"] == 2
    head = System(case.head)
    done(head, "resolution-forms", form["id"], "answer", {"answer": "It will be done."})
    settled = done(chair, "resolution-forms", form["id"], "resolve", resolve)
    assert [step["kind"] for step in settled["timeline"]] == [
        "raised",
        "answered",
        "stepped_up",
        "answered",
        "resolved",
    ]
    second = done(chair, "families", case.family.pk, "concerns", concern)
    assert done(chair, "concerns", second["id"], "resolve", resolve)["state"] == "resolved"
    another = {**concern, **what}
    another.pop("reason")
    form = done(chair, "families", case.family.pk, "resolution-forms", another)
    why = {"why": "Raised twice."}
    assert done(chair, "resolution-forms", form["id"], "withdraw", why)["state"] == "withdrawn"


def test_whom_a_step_may_name_is_told_to_whom_takes_it() -> None:
    case = plans.make_case()
    worker, support = System(case.worker), System(role=Role.BUSINESS_SUPPORT)
    for step in ("invitees", "visitors"):
        address = f"/api/v1/families/{case.family.pk}/{step}"
        assert worker.get(address).status_code == 200
        assert support.get(address).status_code == 403


def test_who_may_be_asked_is_told_to_whom_asks() -> None:
    """A head of service and somebody of the partnership have no part in the case."""
    case = escalations.make_challenge()
    nurse, over = escalations.make_partner(), escalations.make_partner(AgencyKind.PARTNERSHIP)
    asked = Participant.objects.create(
        conference=escalations.closed_conference(case),
        person=nurse.person,
        agency=nurse.agency,
        capacity=Capacity.AGENCY,
    )
    chair, number = System(case.chair), case.family.pk
    own = {
        each.person.name: each.pk for each in (case.manager.professional, case.head.professional)
    }
    partners = {each.person.name: each.pk for each in (nurse, over)}
    assert numbers_of_professionals(chair, "families", number) == own | partners
    what = {
        "children": [case.child.pk],
        "who": nurse.pk,
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen.",
        "asked": "Visit this week.",
        "recipient": nurse.pk,
    }
    theirs = done(chair, "families", number, "resolution-forms", what)["id"]
    what["recipient"] = case.manager.professional.pk
    mine = done(chair, "families", number, "resolution-forms", what)["id"]
    asked.delete()
    assert numbers_of_professionals(chair, "families", number) == own | {over.person.name: over.pk}
    assert numbers_of_professionals(chair, "resolution-forms", mine) == own
    assert numbers_of_professionals(chair, "resolution-forms", theirs) == partners
    up = {"why": "Nobody answered.", "recipient": nurse.pk}
    assert done(chair, "resolution-forms", theirs, "step-up", up)["stage"] == 2
    assert refused(chair, "resolution-forms", mine, "step-up", up) == (
        400,
        [("recipient", "does_not_exist")],
    )
    worker = System(case.worker)
    for address in (f"families/{number}", f"resolution-forms/{mine}"):
        assert worker.get(f"/api/v1/{address}/recipients").status_code == 403


def numbers_of_professionals(
    system: System, path: str, id: int, step: str = "recipients"
) -> dict[str, int]:
    """Each professional who may be chosen, by name."""
    answer = system.get(f"/api/v1/{path}/{id}/{step}")
    assert answer.status_code == 200, answer.content
    assert faults(f"/api/v1/{path}/{{id}}/{step}", "get", answer) == []
    return {each["name"]: each["professional"] for each in answer.json()}


class TestOnce:
    @pytest.fixture
    def case(self) -> plans.Case:
        return plans.make_case()

    def body(self, case: plans.Case, **fields: Any) -> dict[str, Any]:
        return {
            "visited_on": plans.days_ago(4).isoformat(),
            "visited_by": case.nurse.pk,
            "children": [{"child": case.plan.child_id, "was_seen": True}],
            **fields,
        }

    def test_the_same_key_takes_one_step_and_answers_twice_alike(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        first = worker.post(path, self.body(case), key="a")
        again = worker.post(path, self.body(case), key="a")
        assert (first.status_code, again.status_code) == (201, 201)
        assert first.content == again.content
        assert ("Idempotent-Replayed" in first, again["Idempotent-Replayed"]) == (False, "true")
        assert Visit.objects.count() == 1
        later = self.body(case, visited_on=plans.days_ago(3).isoformat())
        other = worker.post(path, later, key="a")
        assert (other.status_code, other.json()["type"]) == (422, "/api/v1/#key-used")
        assert worker.post(path, later, key="b").status_code == 201
        latest = self.body(case, visited_on=plans.days_ago(2).isoformat())
        assert System(case.manager).post(path, latest, key="a").status_code == 201
        assert Visit.objects.count() == 3

    def test_a_step_is_answered_again_whatever_has_happened_since(self, case: plans.Case) -> None:
        """The plan was taken back meanwhile."""
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        first = worker.post(path, self.body(case), key="a")
        Plan.objects.update(voided_at=timezone.now())
        again = worker.post(path, self.body(case), key="a")
        assert (again.status_code, again.content) == (201, first.content)
        assert worker.post(path, self.body(case), key="b").status_code == 409
        assert Visit.objects.count() == 1

    def test_without_a_key_nothing_happens(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        for key in (" ", "x" * 256, "é"):
            answer = worker.post(path, self.body(case), key=key)
            assert [each["field"] for each in answer.json()["errors"]] == ["Idempotency-Key"]
        assert Visit.objects.count() == 0

    def test_a_refused_step_keeps_no_answer_and_may_be_asked_for_again(
        self, case: plans.Case
    ) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        Plan.objects.update(started_on=plans.days_ago(1))
        assert worker.post(path, self.body(case), key="a").status_code == 422
        assert KeptAnswer.objects.count() == 0
        Plan.objects.update(started_on=plans.days_ago(30))
        assert worker.post(path, self.body(case), key="a").status_code == 201

    def test_whoever_may_see_it_no_longer_gets_no_kept_answer(self, case: plans.Case) -> None:
        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        assert worker.post(path, self.body(case), key="a").status_code == 201
        Family.objects.update(is_restricted=True)
        assert worker.post(path, self.body(case), key="a").status_code == 403

    def test_answers_are_forgotten_after_a_week(self, case: plans.Case) -> None:
        from api.tasks import forget_old_answers

        worker, path = System(case.worker), f"/api/v1/families/{case.family.pk}/visits"
        worker.post(path, self.body(case), key="a")
        assert forget_old_answers() == 0
        KeptAnswer.objects.update(at=timezone.now() - dt.timedelta(days=8))
        assert (forget_old_answers(), KeptAnswer.objects.count()) == (1, 0)
