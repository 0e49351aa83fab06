"""Midpoint checks, concerns and Resolution Forms by other systems, and whom each may name."""

from __future__ import annotations

import pytest
from django.utils import timezone

from conferences.enums import Capacity
from conferences.models import Participant
from escalations.domain.reasons import add_reason, end_reason
from escalations.models import LocalReason
from notifications.models import Message
from people.enums import AgencyKind, Role
from tests.api.documented import faults
from tests.api.steps import done, numbers_of_professionals, refused
from tests.factories import escalations, midpoints, plans
from tests.factories.api import System
from tests.factories.conferences import days_ago
from tests.factories.people import make_agency, make_staff

pytestmark = pytest.mark.django_db


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


def test_it_may_be_about_an_agency_without_saying_who_of_it() -> None:
    case, school = escalations.make_challenge(), make_agency(kind=AgencyKind.SCHOOL)
    closed = make_agency(in_use=False)
    chair, number = System(case.chair), case.family.pk
    told = chair.get(f"/api/v1/families/{number}/agencies")
    assert faults("/api/v1/families/{id}/agencies", "get", told) == []
    known = {each["agency"]: each for each in told.json()}
    assert known[school.pk] == {"agency": school.pk, "name": school.name, "kind": "school"}
    assert closed.pk not in known
    concern = {
        "children": [case.child.pk],
        "agency": school.pk,
        "reason": "visits_core_groups",
        "impact": "Nobody met Wren at the gate.",
    }
    made = done(chair, "families", number, "concerns", concern)
    assert (made["agency"], made["professional"]) == (school.name, None)
    form = {name: said for name, said in concern.items() if name != "reason"} | {
        "reasons": ["visits_core_groups"],
        "asked": "Meet Wren at the gate.",
        "recipient": case.manager.professional.pk,
    }
    made = done(chair, "families", number, "resolution-forms", form)
    assert (made["agency"], made["professional"]) == (school.name, None)
    both = {**concern, "who": case.worker.professional.pk}
    neither = {name: said for name, said in concern.items() if name != "agency"}
    for wrong, named in (
        ({**concern, "agency": closed.pk}, ("agency", "does_not_exist")),
        (both, ("agency", "one_of_two")),
        (neither, ("who", "required")),
    ):
        assert refused(chair, "families", number, "concerns", wrong) == (400, [named])
    worker = System(case.worker)
    assert worker.get(f"/api/v1/families/{number}/agencies").status_code == 403


def test_a_link_that_was_lost_is_sent_again() -> None:
    case = escalations.make_challenge()
    what = escalations.asked_of(escalations.make_partner())
    form = escalations.make_form(case, what=what)
    links = Message.objects.filter(kind="answer_pass")
    before, chair = links.count(), System(case.chair)
    assert done(chair, "resolution-forms", form.pk, "send-again")["state"] == "waiting"
    assert links.count() == before + 1
    assert refused(chair, "resolution-forms", form.pk, "send-again", {"to": "me"}) == (
        400,
        [("to", "unknown")],
    )
    assert refused(System(case.worker), "resolution-forms", form.pk, "send-again")[0] == 403
    done(chair, "resolution-forms", form.pk, "withdraw", {"why": "Raised twice."})
    assert refused(chair, "resolution-forms", form.pk, "send-again") == (409, [("", "over")])


def test_the_list_of_reasons_is_told_to_whom_raises_as_it_stands_today() -> None:
    case, today = escalations.make_challenge(), timezone.localdate()
    head, number, chair = make_staff(Role.HEAD_OF_SERVICE), case.family.pk, System(case.chair)
    told = reasons_told(chair, number)
    assert told["visits_core_groups"] == {
        "code": "visits_core_groups",
        "label": "Visits or core groups not held, or not recorded, in time",
        "theme": "visits",
    }
    add_reason(label="Wrong school told", theme="recording", from_on=today, why="Seen.", by=head)
    end_reason(code="visits_core_groups", last_day=today, why="Split.", by=head)
    LocalReason.objects.filter(code="visits_core_groups").update(to_on=days_ago(1))
    added = {"code": "wrong-school-told", "label": "Wrong school told", "theme": "recording"}
    now = {code: each for code, each in told.items() if code != "visits_core_groups"}
    assert reasons_told(chair, number) == {**now, "wrong-school-told": added}
    concern = {
        "children": [case.child.pk],
        "who": case.worker.professional.pk,
        "reason": "wrong-school-told",
        "impact": "Nobody met Wren at the gate.",
    }
    assert done(chair, "families", number, "concerns", concern)["reason"] == "wrong-school-told"
    assert System(case.worker).get(f"/api/v1/families/{number}/reasons").status_code == 403


def reasons_told(system: System, family: int) -> dict[str, dict[str, str]]:
    answer = system.get(f"/api/v1/families/{family}/reasons")
    assert answer.status_code == 200, answer.content
    assert faults("/api/v1/families/{id}/reasons", "get", answer) == []
    return {each["code"]: each for each in answer.json()}
