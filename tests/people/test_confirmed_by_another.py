"""Whoever types how somebody is reached does not confirm it: packs and codes go there."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accounts.models import User
from notifications.models import Message
from people.domain import partners
from people.domain.contact import confirm_contact, is_confirmed
from people.domain.details import PersonDetails
from people.domain.merge import merge
from people.domain.network import RelationshipDetails, add_relative, change_person
from people.domain.partners import PartnerDetails, WorkDetails
from people.enums import ContactWay, RelationshipKind, Role
from people.errors import BadDetail
from people.models import Person, Professional
from tests.factories.people import (
    confirm,
    make_agency,
    make_case_role,
    make_child,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker() -> User:
    return make_staff(Role.SOCIAL_WORKER)


@pytest.fixture
def head() -> Professional:
    return make_professional("Ngozi Head", work_email="head@school.example")


def work(head: Professional, **fields: str) -> WorkDetails:
    return WorkDetails(agency=head.agency, job_title="Head", **fields)


def change(head: Professional, details: WorkDetails, by: User) -> None:
    partners.change_partner(professional=head, details=details, left_on=None, by=by)


def confirms(
    person: Person, by: User, *, way: ContactWay = ContactWay.EMAIL, at_work: bool = True
) -> bool:
    person = Person.objects.get(pk=person.pk)
    try:
        confirm_contact(person=person, way=way, at_work=at_work, how="I rang", by=by)
    except BadDetail:
        return False
    return is_confirmed(person, way, at_work=at_work)


def test_who_changed_a_work_email_does_not_confirm_it_however_it_is_written(
    worker: User, head: Professional
) -> None:
    change(head, work(head, work_email="mine@attacker.example"), worker)
    assert not confirms(head.person, worker)
    other = make_staff(Role.SOCIAL_WORKER)
    change(head, work(head, work_email="MINE@attacker.example", work_telephone="01632 1"), other)
    assert not confirms(head.person, worker)
    assert not confirms(head.person, other, way=ContactWay.TELEPHONE)
    assert confirms(head.person, worker, way=ContactWay.TELEPHONE)
    assert confirms(head.person, other)  # they changed how it is written, and not the address


def test_who_added_a_partner_does_not_confirm_them(worker: User) -> None:
    details = PartnerDetails(
        agency=make_agency(), job_title="Nurse", family_name="New", work_email="n@partner.example"
    )
    made = partners.add_partner(details=details, by=worker)
    assert not confirms(made.person, worker)
    assert confirms(made.person, make_staff(Role.BUSINESS_SUPPORT))


def test_what_nobody_typed_here_is_confirmed_by_anybody(worker: User, head: Professional) -> None:
    assert confirms(head.person, worker)


def test_nor_does_who_added_a_relative_also_where_the_records_were_merged() -> None:
    manager = make_staff(Role.HEAD_OF_SERVICE)
    child = make_child()
    kin = {"children": [child], "details": RelationshipDetails(kind=RelationshipKind.MOTHER)}
    asked = PersonDetails(given_names="Layla", family_name="Rahman")
    typed = replace(asked, email="mine@attacker.example")
    (kept,) = add_relative(**kin, person=asked, by=manager)
    (twin,) = add_relative(**kin, person=typed, by=manager)
    assert not confirms(twin.person, manager, at_work=False)
    merge(kept=kept.person, duplicate=twin.person, reason="One mother", by=manager)
    assert Person.objects.get(pk=kept.person_id).email == typed.email
    assert not confirms(kept.person, manager, at_work=False)
    worker = make_staff(Role.SOCIAL_WORKER)
    make_case_role(child.family, worker)
    assert confirms(kept.person, worker, at_work=False)


def rewritten(mother: Person, by: User, **fields: str) -> bool:
    """Whether both are confirmed once a worker has changed how she is reached."""
    now = Person.objects.get(pk=mother.pk)
    as_it_is = {name: getattr(now, name) for name in ("email", "telephone")}
    details = PersonDetails(given_names="Layla", family_name="Rahman", **as_it_is | fields)
    changed = change_person(person=now, details=details, by=by)
    return all(is_confirmed(changed, way, at_work=False) for way in ContactWay)


def confirmed_mother(person: Person, worker: User) -> Person:
    child = make_child()
    make_case_role(child.family, worker)
    return confirm(make_relationship(child, person).person)


def test_an_address_that_comes_back_is_confirmed_anew(worker: User) -> None:
    """Her former partner reads the old one, which a worker copies from an old report."""
    old = {"email": "old@family.example", "telephone": "07700 900123"}
    mother = confirmed_mother(make_person("Layla Rahman", **old), worker)
    assert rewritten(mother, worker, telephone="+44 7700 900 123", email="OLD@family.example")
    assert not rewritten(mother, worker, email="new@family.example")
    confirm(Person.objects.get(pk=mother.pk))
    assert rewritten(mother, worker)
    assert not rewritten(mother, worker, email="old@family.example")
    assert not confirms(mother, worker, at_work=False)
    assert confirms(mother, make_staff(Role.HEAD_OF_SERVICE), at_work=False)


def test_so_is_a_work_email_that_comes_back(worker: User, head: Professional) -> None:
    confirm(head.person, at_work=True)
    for email in ("new@school.example", "head@school.example"):
        assert work_email_is_confirmed(head)
        change(head, work(head, work_email=email), worker)
        assert not work_email_is_confirmed(head)
        confirm(Person.objects.get(pk=head.pk), at_work=True)


def work_email_is_confirmed(head: Professional) -> bool:
    return is_confirmed(Person.objects.get(pk=head.pk), ContactWay.EMAIL, at_work=True)


def test_what_a_merge_takes_over_stays_confirmed_until_it_comes_back() -> None:
    manager = make_staff(Role.HEAD_OF_SERVICE)
    child = make_child()
    twin = confirm(make_person("Layla Rahman", email="x@family.example", telephone="01632 1"))
    kept = make_person("Layla Rahman")
    for one in (kept, twin):
        make_relationship(child, one)
    merge(kept=kept, duplicate=twin, reason="One mother", by=manager)
    assert rewritten(kept, manager)
    assert not rewritten(kept, manager, email="new@family.example")
    assert not rewritten(kept, manager, email="x@family.example")


def test_what_has_no_history_stays_confirmed(worker: User) -> None:
    Person.objects.bulk_create([Person(family_name="Rahman", email="x@b.example", telephone="1")])
    mother = confirmed_mother(Person.objects.get(family_name="Rahman"), worker)
    assert rewritten(mother, worker)


def test_the_old_address_hears_of_it_and_not_where_it_goes_now(
    worker: User, head: Professional
) -> None:
    change(head, work(head, work_email="HEAD@school.example"), worker)
    assert not Message.objects.exists()
    change(head, work(head, work_email="mine@attacker.example"), worker)
    told = Message.objects.get()
    assert (told.to_address, told.kind) == ("HEAD@school.example", "people.another_work_email")
    assert f"{worker} has changed the email address" in told.body
    assert "If this is wrong, telephone 01632 960 100." in told.body
    assert "attacker" not in told.subject + told.body
    nobody = make_professional(person=Person.objects.create(family_name="Unwritten"))
    change(nobody, work(nobody, work_email="new@partner.example"), worker)
    assert Message.objects.count() == 1
