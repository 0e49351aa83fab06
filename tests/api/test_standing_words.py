"""What is sealed or removed, has ended or belongs to a duplicate is nowhere in the API, as it is on
no page: each place where it gives out words, and each that lists people around a child."""

from __future__ import annotations

from typing import Any

import pytest
from django.utils import timezone

from api.v1.sources import sources
from disclosure.models import Passage
from people.models import CaseRole, Child, Relationship
from plans.domain.minutes import OutcomeSaid
from plans.enums import Direction
from plans.models import CoreGroup, Progress
from tests.api.steps import refused
from tests.api.test_fields import rows
from tests.factories.api import System
from tests.factories.people import make_child, make_person, make_relationship
from tests.factories.plans import Case, days_ago, make_case

pytestmark = pytest.mark.django_db
GONE = pytest.mark.parametrize("how", ["sealed_at", "removed_at"])
SAID = "She eats at school."


@pytest.fixture
def case() -> Case:
    return make_case("Ada Testwood")


def held(case: Case) -> CoreGroup:
    said = OutcomeSaid(case.goal, Direction.BETTER, scale=6, words=SAID)
    return case.meet(days_ago(3), progress=[said])


def take_out(words: str, how: str) -> None:
    """Every copy of them, as sealing does."""
    assert Passage.objects.filter(text=words).update(**{how: timezone.now()})


def test_words_are_given_out_in_two_places() -> None:
    """Whatever gives out a passage has its test in this file."""
    found = {
        f"{row.__name__}.{name}"
        for row in rows()
        for name, field in row._declared_fields.items()
        if "disclosure.Passage.text" in sources(row, name, field)
    }
    assert found == {"PlanItemRow.text", "PlanItemFull.text", "ProgressRow.words"}


@GONE
@pytest.mark.parametrize("which", ["goal", "action"])
def test_a_line_of_a_plan(case: Case, which: str, how: str) -> None:
    system, item = System(case.worker), getattr(case, which)
    words, address = item.passage.text, f"/api/v1/plan-items/{item.pk}"
    assert words in system.get("/api/v1/plan-items").content.decode()
    assert words in system.get(address).content.decode()
    take_out(words, how)
    assert words not in system.get("/api/v1/plan-items").content.decode()
    assert system.get(address).status_code == 404
    assert refused(system, "plan-items", item.pk, "update", {"status": "done"})[0] == 404


@GONE
def test_what_was_said_of_an_outcome(case: Case, how: str) -> None:
    system, group = System(case.worker), held(case)
    [before] = progress(system, group)
    assert (before["words"], before["scale"]) == (SAID, 6)
    take_out(SAID, how)
    assert progress(system, group) == [{**before, "words": ""}]


@GONE
def test_nothing_that_was_said_of_an_outcome_outlives_it(case: Case, how: str) -> None:
    """Neither the words nor the number: they would tell what it was about."""
    system, group = System(case.worker), held(case)
    take_out(Progress.objects.get().outcome.passage.text, how)
    assert progress(system, group) == []
    assert SAID not in system.get(f"/api/v1/core-groups/{group.pk}").content.decode()


@GONE
def test_nor_can_anything_more_be_said_of_it(case: Case, how: str) -> None:
    system = System(case.worker)
    [member, *_] = case.family.core_group_members.all()
    body = {
        "held_on": days_ago(2).isoformat(),
        "came": [{"member": member.pk, "came_as": "in_person"}],
        "progress": [{"outcome": case.goal.pk, "direction": "better", "words": SAID}],
    }
    take_out(case.goal.passage.text, how)
    assert refused(system, "families", case.family.pk, "core-groups", body) == (
        400,
        [("progress", "does_not_exist")],
    )


@GONE
def test_nor_in_an_answer_that_was_kept(case: Case, how: str) -> None:
    system = System(case.worker)
    [member, *_] = case.family.core_group_members.all()
    body = {
        "held_on": days_ago(2).isoformat(),
        "came": [{"member": member.pk, "came_as": "in_person"}],
        "progress": [{"outcome": case.goal.pk, "direction": "better", "words": SAID}],
    }

    def asked() -> dict[str, Any]:
        path = f"/api/v1/families/{case.family.pk}/core-groups"
        told: dict[str, Any] = system.post(path, body, key="a").json()
        return told

    first = asked()
    assert [each["words"] for each in first["progress"]] == [SAID]
    assert asked() == first
    take_out(SAID, how)
    assert asked() == {**first, "progress": [{**first["progress"][0], "words": ""}]}


def progress(system: System, group: CoreGroup) -> list[dict[str, Any]]:
    told: list[dict[str, Any]] = system.get(f"/api/v1/core-groups/{group.pk}").json()["progress"]
    return told


def test_who_is_no_longer_related_or_has_the_case_no_longer(case: Case) -> None:
    system, child = System(case.worker), case.plan.child
    uncle = make_relationship(child, make_person("Uncle Featherby"))

    def related() -> set[int]:
        told = system.get(f"/api/v1/children/{child.pk}").json()["relationships"]
        return {each["person"] for each in told}

    def on_the_case() -> set[int]:
        told = system.get(f"/api/v1/families/{case.family.pk}").json()["case_roles"]
        return {each["professional"] for each in told}

    assert related() == {case.mother.pk, uncle.person_id}
    chair = case.chair.professional.pk
    assert chair in on_the_case()
    Relationship.objects.filter(pk=uncle.pk).update(to_on=days_ago(1))
    CaseRole.objects.filter(professional=chair).update(to_on=days_ago(1))
    assert related() == {case.mother.pk}
    assert chair not in on_the_case()


def test_a_duplicate_that_was_merged(case: Case) -> None:
    system, other = System(case.worker), make_child("Adah Testwood", family=case.family)

    def listed() -> tuple[set[int], set[int]]:
        children = system.get("/api/v1/children").json()["results"]
        [family] = system.get("/api/v1/families").json()["results"]
        return {row["id"] for row in children}, set(family["children"])

    assert listed() == ({case.plan.child_id, other.pk},) * 2
    other.person.merged_into = case.plan.child.person
    other.person.save()
    assert listed() == ({case.plan.child_id},) * 2
    assert Child.objects.filter(pk=other.pk).exists()
