"""Core groups, visits and actions recorded by other systems."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from people.domain.case_roles import hand_over
from people.enums import Role
from plans.domain.members import members_of
from plans.models import CoreGroup, Plan
from tests.api.steps import at_table, done, numbers_of_professionals, refused
from tests.factories import plans
from tests.factories.api import System
from tests.factories.people import make_staff
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


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


def test_one_that_should_have_been_held_and_was_never_planned() -> None:
    """Its clock goes on running."""
    case = plans.make_case()
    worker, number = System(case.worker), case.family.pk
    running = Deadline.objects.open().filter(rule="first_core_group").count()
    why = {"on": plans.days_ago(3).isoformat(), "reason": "family_away", "note": "At the sea."}
    made = done(worker, "families", number, "missed-core-groups", why)
    assert (made["state"], made["not_held_reason"]) == ("not_held", "family_away")
    assert (made["note"], made["plans"]) == ("At the sea.", [plan.pk for plan in case.plans])
    assert CoreGroup.objects.count() == 1
    assert Deadline.objects.open().filter(rule="first_core_group").count() == running > 0
    for day, said in (
        (3, (409, [("on", "already_done")])),
        (-1, (422, [("on", "in_the_future")])),
        (400, (422, [("on", "outside_the_plan")])),
    ):
        wrong = {**why, "on": plans.days_ago(day).isoformat()}
        assert refused(worker, "families", number, "missed-core-groups", wrong) == said
    chair = System(case.chair)
    assert refused(chair, "families", number, "missed-core-groups", why)[0] == 403


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
