"""Lists and details: scoped and audited as a screen's, and what the document says they are."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from api.v1.urls import RESOURCES
from audit.enums import Action
from audit.models import Event
from people.enums import Role
from plans.domain.visits import Seen, record_visit
from plans.enums import SeenAnswer
from tests.api.documented import faults
from tests.factories import conferences, escalations, midpoints, plans
from tests.factories.api import System
from tests.factories.people import make_child

pytestmark = pytest.mark.django_db


def test_every_resource_is_as_documented_and_costs_no_query_for_each_row() -> None:
    """Two or more rows of each resource; the number of queries does not grow with them."""
    system = System(role=Role.HEAD_OF_SERVICE)
    tell_a_story("Okonkwo-Hale", "Pendlewick")
    once = {name: queries_for(system, name) for name in RESOURCES}
    tell_a_story("Featherby", "Rahman")
    for name in RESOURCES:
        path = f"/api/v1/{name}"
        listed = system.get(path)
        assert faults(path, "get", listed) == []
        found = listed.json()["results"]
        assert len(found) > 1, name
        for row in found[:2]:
            one = system.get(f"{path}/{row['id']}")
            assert one.status_code == 200, one.content
            assert faults(f"{path}/{{id}}", "get", one) == []
            assert row.items() <= one.json().items()
    assert {name: queries_for(system, name) for name in RESOURCES} == once


def tell_a_story(challenged: str, asked: str) -> None:
    case = escalations.make_challenge(challenged)
    midpoints.make_check(case)
    escalations.make_concern(case)
    escalations.make_form(case)
    conferences.make_booked(conferences.make_case(asked))
    grown = plans.make_case()
    grown.meet(plans.days_ago(3))
    seen = {plan: Seen(True, SeenAnswer.YES, SeenAnswer.YES) for plan in grown.plans}
    record_visit(visited_on=plans.days_ago(4), seen=seen, visited_by=grown.nurse, by=grown.worker)


def queries_for(system: System, name: str) -> int:
    system.get("/api/v1/children")  # notes when the account was last here
    with CaptureQueriesContext(connection) as seen:
        assert system.get(f"/api/v1/{name}").status_code == 200
    return len(seen)


def test_pages_follow_one_another_and_each_is_audited() -> None:
    children = [make_child() for _ in range(5)]
    system = System()
    seen, url = [], "/api/v1/children?limit=2"
    while url:
        answer = system.get(url).json()
        seen.append([row["id"] for row in answer["results"]])
        if len(seen) == 1:
            children.append(make_child())  # comes at its place: nothing is repeated or left out
        url = answer["next"]
    ids = [child.pk for child in children]
    assert seen == [ids[:2], ids[2:4], ids[4:]]
    reads = Event.objects.filter(action=Action.LISTED, verb="api.children").order_by("pk")
    assert list(reads.values_list("child_ids", flat=True)) == seen


def test_filters_narrow_and_a_merged_child_answers_as_the_one_kept() -> None:
    system = System()
    case = plans.make_case()
    other = make_child()
    mine = system.get("/api/v1/children", {"family": case.family.pk}).json()["results"]
    assert [row["id"] for row in mine] == [plan.child_id for plan in case.plans]
    one = {"plan": case.plan.pk, "kind": "action"}
    [action] = system.get("/api/v1/plan-items", one).json()["results"]
    assert (action["text"], action["is_overdue"]) == ("Book the dentist.", True)
    overdue = {"state": "open", "child": case.plan.child_id, "due_before": "2100-01-01"}
    assert system.get("/api/v1/deadlines", overdue).json()["results"]
    many = system.get("/api/v1/conferences?state=to_book&state=booked")
    assert many.json()["results"] == []
    wrong = system.get("/api/v1/plans", {"kind": "secret", "family": "all"}).json()
    assert {(e["field"], e["rule"]) for e in wrong["errors"]} == {
        ("kind", "invalid_choice"),
        ("family", "invalid"),
    }
    other.person.merged_into = case.plan.child.person
    other.person.save()
    assert system.get(f"/api/v1/children/{other.pk}").json()["id"] == case.plan.child_id


@pytest.mark.parametrize(
    ("resource", "make"),
    [("concerns", escalations.make_concern), ("resolution-forms", escalations.make_form)],
)
def test_concerns_and_forms_by_theme_team_and_area(resource: str, make: Any) -> None:
    first, second = escalations.make_challenge(), escalations.make_challenge("Featherby")
    wanted, other = make(first), make(second)
    assert wanted.team_id != other.team_id
    system = System(role=Role.HEAD_OF_SERVICE)

    def found(**asked: Any) -> set[int]:
        rows = system.get(f"/api/v1/{resource}", asked).json()["results"]
        return {row["id"] for row in rows}

    assert found(theme="visits") == {wanted.pk, other.pk}
    assert found(theme="legal") == set()
    assert found(team=wanted.team_id) == {wanted.pk}
    in_area = {one.pk for one in (wanted, other) if one.area_id == wanted.area_id}
    assert found(area=wanted.area_id, theme="visits") == in_area
    assert found(area=max(wanted.area_id, other.area_id) + 1) == set()
    [row] = system.get(f"/api/v1/{resource}", {"team": wanted.team_id}).json()["results"]
    assert (row["team"], row["area"]) == (wanted.team_id, wanted.area_id)
