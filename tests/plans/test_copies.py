"""Each person's own copy of the full plan: only their words, and never yesterday's."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed
from disclosure.domain.distribution import Choice
from disclosure.enums import PackKind, PackState
from disclosure.models import Pack, Passage
from people.models import Person, Relationship
from plans.domain.copies import full_plans_of
from plans.domain.developing import ItemWords, add_item, change_item, current_item, seen_now
from plans.domain.giving_copies import make_copies, propose_copies
from plans.domain.items import ItemValues
from plans.domain.life import end_plan
from plans.domain.minutes import OutcomeSaid
from plans.domain.recording import record_core_group
from plans.enums import Direction, EndReason, ItemKind
from plans.models import Plan
from tests.factories.people import make_person
from tests.factories.plans import Case, days_ago, make_case

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


def choice(person: Person) -> Choice:
    return Choice(person, "standard", "en", "in_person", False)


def give(case: Case, *people: Person) -> list[Pack]:
    return make_copies(family=case.family, choices=[choice(p) for p in people], by=case.worker)


def words_of(pack: Pack) -> str:
    pack.refresh_from_db()
    return str(pack.content)


def test_each_has_only_the_words_that_are_theirs(case: Case) -> None:
    add_item(
        plan=case.plan,
        words=ItemWords("Ring the nurse.", (), [case.nurse.pk]),
        values=ItemValues(ItemKind.CONTINGENCY),
        by=case.worker,
    )
    case.meet(days_ago(5), progress=[OutcomeSaid(case.goal, Direction.BETTER, words="She eats.")])
    mothers, nurses = give(case, case.mother, case.nurse)
    assert {mothers.kind, nurses.kind} == {PackKind.PROTECTION_PLAN}
    assert "Ring the nurse." not in words_of(mothers)
    assert "Ring the nurse." in words_of(nurses)
    for pack in (mothers, nurses):
        assert "Ada eats breakfast" in words_of(pack)
        assert "She eats." in words_of(pack)
        assert "category.NEG" in words_of(pack)


@pytest.mark.parametrize(
    ("constituents", "printed"), [(["EMO", "NEG"], ["category.NEG", "category.EMO"]), ([], [])]
)
def test_each_kind_of_harm_is_named_and_none_is_not_called_more_than_one(
    case: Case, constituents: list[str], printed: list[str]
) -> None:
    Plan.objects.update(category_initial="MUL", category_latest="MUL")
    Plan.objects.update(constituent_categories=constituents)
    [mothers] = give(case, case.mother)
    [section] = [
        section
        for section in mothers.content["sections"]
        if section["heading"] == {"key": "section.for_child", "name": "Ada"}
    ]
    kinds = [fact["value"]["word"]["key"] for fact in section["facts"][1:]]
    assert (section["facts"][0]["label"]["key"], kinds) == ("fact.since", printed)


def test_it_says_whom_to_ring_and_where_they_work(case: Case) -> None:
    worker = case.worker.professional
    Person.objects.filter(pk=worker.pk).update(telephone="07700 900 321")
    worker.work_telephone = "01632 960 155"
    worker.save()
    [mothers] = give(case, case.mother)
    facts = {
        fact["label"]["key"]: fact["value"].get("text")
        for section in mothers.content["sections"]
        for fact in section["facts"]
    }
    assert facts["fact.lead_worker"] == worker.person.name
    assert facts["fact.telephone"] == "01632 960 155"


def test_it_says_whom_to_phone_and_no_last_day(case: Case, settings: Any) -> None:
    settings.OFFICE_TELEPHONE = "01632 960 177"
    [mothers] = give(case, case.mother)
    [section] = [
        section
        for section in mothers.content["sections"]
        if section["heading"]["key"] == "section.not_agree"
    ]
    phone = {"key": "not_agree.phone", "name": "01632 960 177"}
    assert section["wording"] == [{"key": "not_agree.how", "name": ""}, phone]


@pytest.mark.parametrize("how", ["sealed_at", "removed_at"])
def test_what_was_said_of_an_outcome_is_not_printed_without_it(case: Case, how: str) -> None:
    case.meet(days_ago(5), progress=[OutcomeSaid(case.goal, Direction.BETTER, words="She eats.")])
    Passage.objects.filter(text=case.goal.passage.text).update(**{how: timezone.now()})
    [mothers] = give(case, case.mother)
    assert "She eats." not in words_of(mothers)


def test_a_copy_not_gone_yet_follows_every_change(case: Case) -> None:
    [mothers] = give(case, case.mother)
    goal = current_item(case.goal, by=case.worker)
    change_item(
        item=goal,
        words=ItemWords("Ada eats three meals.", (), [case.mother.pk]),
        values=ItemValues(ItemKind.SAFETY_GOAL),
        seen=seen_now(goal),
        by=case.worker,
    )
    assert "three meals" in words_of(mothers)
    goal = current_item(case.goal, by=case.worker)
    change_item(
        item=goal,
        words=ItemWords("Ada eats three meals.", (), [case.nurse.pk]),
        values=ItemValues(ItemKind.SAFETY_GOAL),
        seen=seen_now(goal),
        by=case.worker,
    )
    assert "three meals" not in words_of(mothers)
    assert mothers.state == PackState.DRAFT


def test_what_is_written_up_after_the_plan_ended_changes_no_copy(case: Case) -> None:
    [mothers] = give(case, case.mother)
    before = words_of(mothers)
    said = [OutcomeSaid(case.goal, Direction.BETTER, words="She eats.")]
    minutes = case.minutes(days_ago(5), progress=said)
    for plan in case.plans:
        end_plan(plan=plan, on=days_ago(1), reason=EndReason.REVIEW_DECISION, by=case.chair)
    record_core_group(family=case.family, minutes=minutes, by=case.worker)
    assert words_of(mothers) == before


def test_somebody_who_must_not_be_told_is_not_even_offered(case: Case) -> None:
    father = make_person("Fergus O'Featherby")
    for plan in case.plans:
        Relationship.objects.create(
            child=plan.child, person=father, kind="father", must_not_be_told=True
        )
    assert father not in [proposal.person for proposal in propose_copies(case.family)]
    with pytest.raises(NotAllowed):
        give(case, father)
    with pytest.raises(NotAllowed):
        make_copies(family=case.family, choices=[choice(case.mother)], by=case.chair)


def test_the_page_makes_them(case: Case) -> None:
    client = Client()
    client.force_login(case.worker)
    url = reverse("plans:copies", args=[case.family.pk])
    form = client.get(url).context["form"]
    assert full_plans_of(case.family) == []  # looking begins nothing
    data: dict[str, Any] = {}
    for line in form.lines():
        pk = line.proposal.person.pk
        data |= {f"layout_{pk}": "standard", f"language_{pk}": "en", f"way_{pk}": "in_person"}
    nobody = client.post(url, data)
    assert "at least one person" in nobody.content.decode()
    data[f"wanted_{case.mother.pk}"] = "on"
    assert client.post(url, data).status_code == 302
    [pack] = Pack.objects.all()
    assert pack.recipient.person == case.mother
    page = client.get(url)
    assert "Ngozi Testwood" in page.content.decode()
    del data[f"wanted_{case.mother.pk}"]
    data["seen"] = page.context["form"]["seen"].value()
    assert client.post(url, data).status_code == 302
    pack.refresh_from_db()
    assert pack.state == PackState.VOID
