"""Who has parental responsibility, put right while a conference is asked for."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from audit.models import Event
from conferences.domain import request_steps as steps
from conferences.domain.parents import holders_of, keep_parental_responsibility
from people.enums import RelationshipKind, Role
from people.models import Child, Person, Relationship
from tests.factories import conferences as make
from tests.factories.people import make_person, make_relationship, make_staff

pytestmark = pytest.mark.django_db
CHANGED = "people.change_relationship"


def row(child: Child, person: Person) -> Relationship:
    found: Relationship = Relationship.objects.get(child=child, person=person)
    return found


def test_only_what_differs_from_the_record_is_written() -> None:
    case = make.make_case()
    father = row(case.older, case.father)
    father.must_not_be_told = True
    father.save()
    aunt, gone = make_person(), make_person()
    unlike = {"parental_responsibility": False, "lives_with": False}
    make_relationship(case.older, aunt, kind=RelationshipKind.AUNT_OR_UNCLE, **unlike)
    make_relationship(case.older, gone, to_on=make.days_ago(9), **unlike)
    brother = make_person()
    make_relationship(case.older, brother, kind=RelationshipKind.SIBLING, **unlike)
    chosen = {case.mother.pk, aunt.pk, gone.pk, brother.pk}
    keep_parental_responsibility(child=case.older, holders=chosen, by=case.social_worker)
    assert set(holders_of(case.older)) == {case.mother.pk, aunt.pk}
    assert set(holders_of(case.younger)) == {case.mother.pk, case.father.pk}
    assert row(case.older, case.father).must_not_be_told
    # Neither a brother nor whoever is related no more; the mother had it before.
    for unchanged in (brother, gone):
        assert not row(case.older, unchanged).parental_responsibility
    events = Event.objects.filter(verb=CHANGED)
    assert {pk for event in events for pk in event.subject_ids} == {
        father.pk,
        row(case.older, aunt).pk,
    }
    keep_parental_responsibility(child=case.older, holders=chosen, by=case.social_worker)
    assert Event.objects.filter(verb=CHANGED).count() == 2


def test_the_step_of_the_request_asks_for_each_child_and_keeps_what_is_ticked() -> None:
    case = make.make_case()
    draft = make.make_draft(case)
    client = Client()
    client.force_login(case.social_worker)
    client.post(
        reverse("conferences:request_step", args=[draft.pk, steps.PARENTS]),
        {f"holders_{case.older.pk}": [case.father.pk], f"holders_{case.younger.pk}": []},
    )
    assert (holders_of(case.older), holders_of(case.younger)) == ([case.father.pk], [])


def test_whoever_may_not_change_the_family_changes_nobody() -> None:
    case = make.make_case()
    with pytest.raises(NotAllowed):
        keep_parental_responsibility(
            child=case.older, holders=(), by=make_staff(Role.SOCIAL_WORKER)
        )
    assert len(holders_of(case.older)) == 2
