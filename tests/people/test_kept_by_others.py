"""A family of one's own opens nobody: who may be related, and what stays shut of who was."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import NotAllowed
from accounts.models import User
from audit.models import Event
from people.domain.contact import KEPT_BY_OTHERS, confirm_contact
from people.domain.details import PersonDetails
from people.domain.network import (
    RELATED_BY_OFFICER,
    RelationshipDetails,
    add_relative,
    change_person,
    people_alike,
)
from people.domain.residence import confirm_home, move_in, move_out, protect_home
from people.enums import ContactWay, RelationshipKind, Role
from people.models import Child, Family, Person, Residence
from people.rules import may_edit_family
from tests.factories.people import (
    make_broken_glass,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_named_access,
    make_person,
    make_professional,
    make_relationship,
    make_residence,
    make_staff,
)

pytestmark = pytest.mark.django_db

OWN = {
    "telephone": "07700 900321",
    "email": "home@family.example",
    "safe_contact_note": "Never leave a message",
}
AUNT = RelationshipDetails(kind=RelationshipKind.AUNT_OR_UNCLE)


@pytest.fixture
def worker() -> User:
    return make_staff(Role.SOCIAL_WORKER)


@pytest.fixture
def child(worker: User) -> Child:
    """Of a family that the worker has made."""
    made = make_child("Invented Child")
    make_case_role(made.family, worker)
    return made


def hidden_mother() -> Person:
    """In a refuge, in a restricted family."""
    mother = make_person("Layla Hidden", **OWN)
    make_relationship(make_child(family=make_family("Shut", is_restricted=True)), mother)
    make_residence(mother, is_protected=True)
    return mother


def family_of(person: Person) -> Family:
    return Family.objects.get(children__relationships__person=person, is_restricted=True)


def relate(person: Person, child: Child, by: User) -> None:
    add_relative(children=[child], person=person, details=AUNT, by=by)


def test_a_professional_is_related_by_the_data_officer_whether_or_not_there_is_a_family(
    worker: User, child: Child
) -> None:
    plain = make_professional("Layla Teacher").person
    mother = make_professional("Layla Teacher").person
    make_relationship(make_child(), mother)
    for person in (plain, mother):
        assert person in people_alike(name="Layla Teacher", by=worker)
        with pytest.raises(NotAllowed) as refused:
            relate(person, child, worker)
        assert str(refused.value) == RELATED_BY_OFFICER
        assert Event.objects.using("audit").latest("id").verb == "people.add_relative"
        relate(person, child, make_staff(Role.DATA_OFFICER))


def test_broken_glass_relates_nobody(worker: User, child: Child) -> None:
    mother = hidden_mother()
    make_broken_glass(family_of(mother), worker)
    assert Person.objects.visible_to(worker).contains(mother)
    assert people_alike(name="Layla Hidden", by=worker) == []
    with pytest.raises(NotAllowed) as refused:
        relate(mother, child, worker)
    assert str(refused.value) == RELATED_BY_OFFICER


def test_broken_glass_on_another_family_of_theirs_takes_nothing_from_their_own_worker(
    worker: User, child: Child
) -> None:
    """Whichever of the two families the database gives first."""
    father = make_person("Sipho Twofold")
    for other in (make_child(), child, make_child()):
        make_relationship(other, father)
        if other != child:
            make_broken_glass(other.family, worker)
    client = Client()
    client.force_login(worker)
    page = reverse("people:change_person", args=[father.pk])
    assert client.get(page).status_code == 200


def test_broken_glass_writes_nothing(worker: User) -> None:
    family = make_family()
    make_broken_glass(family, worker)
    assert not may_edit_family(worker, family)
    make_case_role(family, worker)
    assert may_edit_family(worker, family)


def steps(mother: Person, by: User) -> None:
    """Each way of changing where she is; all are refused in the same words."""
    home = Residence.objects.get(person=mother)
    asked = {"person": mother, "way": ContactWay.EMAIL, "at_work": False, "how": "I rang"}
    details = PersonDetails(given_names="L", family_name="H", email="mine@attacker.example")
    for act in (
        lambda: protect_home(residence=home, is_protected=False, by=by),
        lambda: confirm_home(residence=home, by=by),
        lambda: move_out(residence=home, by=by),
        lambda: move_in(people=[mother], lines="4 Mill Lane", by=by),
        lambda: change_person(person=mother, details=details, by=by),
        lambda: confirm_contact(**asked, by=by),
    ):
        with pytest.raises(NotAllowed) as refused:
            act()
        assert str(refused.value) == KEPT_BY_OTHERS


@pytest.mark.parametrize("shut", ["restricted", "conflict"])
def test_who_belongs_to_a_shut_family_too_is_neither_located_nor_changed(
    worker: User, child: Child, client: Client, shut: str
) -> None:
    mother = hidden_mother()
    family = family_of(mother)
    if shut == "conflict":
        Family.objects.filter(pk=family.pk).update(is_restricted=False)
        make_case_role(family, worker)
        make_conflict(family, worker)
    make_relationship(child, mother, kind=RelationshipKind.AUNT_OR_UNCLE)
    client.force_login(worker)
    assert not Residence.objects.visible_to(worker).exists()
    for url in (child.get_absolute_url(), child.family.get_absolute_url()):
        page = client.get(url).content.decode()
        assert "Layla Hidden" in page
        assert "is kept by others who work with them. Ask the data officer." in page
        assert not [
            words for words in ("900321", "Never leave", "Fictional Street") if words in page
        ]
    for url in (f"/people/{mother.pk}/change/", f"/people/{mother.pk}/contact/"):
        refused = client.get(url)
        assert refused.status_code == 403
        assert "kept by the people who work with" in refused.content.decode()
    form = client.get(f"/families/{child.family_id}/addresses/add/").content.decode()
    assert "Invented Child" in form
    assert "Layla Hidden" not in form
    steps(mother, worker)
    mother.refresh_from_db()
    assert mother.email == OWN["email"]
    assert Residence.objects.get().is_protected


def test_an_hour_of_broken_glass_shows_it_and_changes_nothing(worker: User, child: Child) -> None:
    mother = hidden_mother()
    make_relationship(child, mother)
    make_broken_glass(family_of(mother), worker)
    assert Residence.objects.visible_to(worker).exists()
    steps(mother, worker)


def test_who_is_named_in_the_other_family_keeps_it_right(worker: User, child: Child) -> None:
    mother = hidden_mother()
    make_relationship(child, mother)
    make_named_access(family_of(mother), worker)
    home = Residence.objects.visible_to(worker).get()
    assert not protect_home(residence=home, is_protected=False, by=worker).is_protected


def test_another_family_that_is_not_shut_keeps_nothing_from_either(
    worker: User, child: Child
) -> None:
    mother = make_relationship(child, make_person("Layla Rahman", **OWN)).person
    make_relationship(make_child(), mother)
    home = make_residence(mother)
    assert Residence.objects.visible_to(worker).contains(home)
    assert confirm_home(residence=home, by=worker).confirmed_on is not None


def test_a_child_is_kept_from_nobody_who_works_with_their_own_family(
    worker: User, child: Child
) -> None:
    """A mother of fifteen, whose baby's family is restricted. The baby stays kept."""
    baby = make_child(family=make_family(is_restricted=True))
    make_relationship(baby, child.person)
    home = make_residence(child.person)
    assert Residence.objects.visible_to(worker).contains(home)
    assert confirm_home(residence=home, by=worker).confirmed_on is not None
    make_relationship(child, baby.person, kind=RelationshipKind.OTHER)
    make_residence(baby.person)
    assert list(Residence.objects.visible_to(worker)) == [home]
