"""Of two who were kept apart at a conference nobody is chosen unasked, and every page of a core
group that both would come to says so."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone

from disclosure.models import Pack
from people.enums import RelationshipKind
from people.models import Person, Relationship
from plans import kept_apart
from plans.domain.apart import members_apart, to_meet_alone
from plans.domain.around import not_to_tick, usual_audience
from plans.domain.giving_copies import propose_copies
from plans.domain.members import add_member, end_member, members_of
from plans.domain.planning import plan_core_group
from tests.factories.meetings import at_ten, open_day
from tests.factories.people import make_person, make_relationship
from tests.factories.plans import Case, days_ago, make_case
from tests.plans.test_copies import give
from tests.plans.test_pages import page

pytestmark = pytest.mark.django_db
WARNING = "They are both in the core group."
Said = tuple[list[str], list[str]]
ALONE = "was kept apart from somebody at a conference, and is not in the core group."


@pytest.fixture
def case() -> Case:
    return make_case()


@pytest.fixture
def father(case: Case, monkeypatch: pytest.MonkeyPatch) -> Person:
    """He is around the plan, and was kept apart from the mother. He has no seat yet."""
    father = make_person("Fergus O'Featherby")
    for plan in case.plans:
        make_relationship(plan.child, father, kind=RelationshipKind.FATHER)
    pair = frozenset({frozenset({case.mother.pk, father.pk})})
    known = {case.family.pk: pair}
    monkeypatch.setitem(
        kept_apart._registered, "conferences", lambda family: known.get(family, frozenset())
    )
    return father


def seat(case: Case, person: Person) -> None:
    add_member(family=case.family, person=person, by=case.worker)


def ticked(case: Case) -> set[int]:
    return {proposal.person.pk for proposal in propose_copies(case.family) if proposal.wanted}


def test_nobody_who_was_kept_apart_from_another_around_the_plan_is_ticked(
    case: Case, father: Person
) -> None:
    """Also where one of them alone sits: a line may be about what the other does."""
    professionals = {case.nurse.pk, case.worker.professional.pk}
    for sits in (False, True):
        if sits:
            seat(case, father)
        assert usual_audience(case.family) == professionals
        assert ticked(case) == professionals
    assert not_to_tick(case.family) == sorted([case.mother, father], key=lambda one: one.pk)


@pytest.mark.parametrize("why", ["has died", "left the family", "must not be told"])
def test_who_is_not_around_the_plan_any_more_keeps_nobody_from_being_ticked(
    case: Case, father: Person, why: str
) -> None:
    if why == "has died":
        father.died_on = days_ago(1)
        father.save()
    elif why == "left the family":
        Relationship.objects.filter(person=father).update(to_on=days_ago(1))
    else:
        Relationship.objects.filter(person=father).update(must_not_be_told=True)
    everybody = {case.mother.pk, case.nurse.pk, case.worker.professional.pk}
    assert usual_audience(case.family) == everybody
    assert ticked(case) == everybody


def next_meeting(copies: list[Pack]) -> dict[int, Said]:
    """What each person's copy says of what comes next: the facts, and the sentences."""
    return {
        pack.recipient.person_id: (
            [fact["label"]["key"] for fact in section["facts"]],
            [word["key"] for word in section["wording"]],
        )
        for pack in copies
        for section in pack.content["sections"]
        if section["heading"]["key"] == "section.what_next"
    }


def test_a_copy_tells_who_was_kept_apart_when_it_meets_only_where_they_sit(
    case: Case, father: Person
) -> None:
    at = at_ten(open_day(timezone.localdate() + dt.timedelta(days=9)))
    plan_core_group(family=case.family, at=at, place="The library", by=case.worker)
    told: Said = (["fact.next_core_group", "fact.place"], [])
    own: Said = ([], ["core_group.own_meeting"])
    mother, nurse = case.mother.pk, case.nurse.pk
    copies = give(case, case.mother, father, case.nurse)
    assert next_meeting(copies) == {mother: told, father.pk: own, nurse: told}
    seat(case, father)
    copies = give(case, case.mother, father, case.nurse)
    assert next_meeting(copies) == {mother: told, father.pk: told, nurse: told}


def test_pages_that_plan_or_record_a_core_group_warn_where_both_would_come(
    case: Case, father: Person
) -> None:
    at = at_ten(open_day(timezone.localdate() + dt.timedelta(days=9)))
    group = plan_core_group(family=case.family, at=at, place="", by=case.worker)
    about = {
        "plan_core_group": case.family.pk,
        "move_core_group": group.pk,
        "record_core_group": case.family.pk,
        "record_planned": group.pk,
        "members": case.family.pk,
        "plan": case.family.pk,
    }

    def warn() -> set[str]:
        return {name for name, pk in about.items() if WARNING in text(case, name, pk)}

    assert warn() == set()
    assert members_apart(case.family) == []
    seat(case, father)
    assert warn() == set(about)
    assert members_apart(case.family) == [(case.mother, father)]
    assert to_meet_alone(case.family) == []
    [his] = [member for member in members_of(case.family) if member.person == father]
    end_member(member=his, by=case.worker)
    assert warn() == set()


def test_who_is_to_be_met_alone_is_named_where_the_core_group_is(
    case: Case, father: Person
) -> None:
    assert to_meet_alone(case.family) == [father]
    for name in ("plan", "members"):
        assert ALONE in text(case, name, case.family.pk)
    seat(case, father)
    for name in ("plan", "members"):
        assert ALONE not in text(case, name, case.family.pk)


def test_where_nobody_is_ticked_the_page_says_why(case: Case, father: Person) -> None:
    for name in ("add_item", "copies"):
        assert "so nobody is ticked for you" in text(case, name, case.family.pk)
    Relationship.objects.filter(person=father).update(to_on=days_ago(1))
    for name in ("add_item", "copies"):
        assert "so nobody is ticked for you" not in text(case, name, case.family.pk)


def text(case: Case, name: str, pk: int) -> str:
    answer = page(case.worker, name, pk)
    assert answer.status_code == 200
    words: str = answer.content.decode()
    return words
