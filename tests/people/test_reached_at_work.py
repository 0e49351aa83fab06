"""A professional who is somebody's relative too: neither life shows in the other."""

from __future__ import annotations

import re
from importlib import import_module

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from accounts.errors import NotAllowed
from accounts.models import User
from audit.models import Event
from people.domain import partners
from people.domain.contact import confirm_contact, is_confirmed, reach_of
from people.domain.merge import merge, unmerge
from people.domain.partners import PartnerDetails, WorkDetails
from people.enums import ContactWay, RelationshipKind, Role, SafeContact
from people.errors import BadDetail
from people.models import Child, Person, Professional
from tests.factories.people import (
    confirm,
    make_child,
    make_family,
    make_person,
    make_professional,
    make_relationship,
    make_staff,
    make_team,
)

pytestmark = pytest.mark.django_db

OWN = {
    "email": "home@family.example",
    "telephone": "07700 900321",
    "safe_contact": SafeContact.NONE,
    "safe_contact_note": "Never leave a message",
}
CARRY = import_module("people.migrations.0007_carry_work_contacts_over")


def becomes_a_parent(professional: Professional) -> Person:
    """In a family that nobody here works with."""
    Person.objects.filter(pk=professional.pk).update(date_of_birth="1985-04-03", **OWN)
    person = Person.objects.get(pk=professional.pk)
    make_relationship(make_child("Wren Elsewhere"), person)
    return confirm(person)


def pages_about(professional: Professional, child: Child, user: User) -> list[str]:
    """What somebody who works with another family, `child`'s, is shown and told."""
    client = Client()
    client.force_login(user)
    at, agency = f"/partners/{professional.pk}/", str(professional.agency_id)
    new = {"job_title": "Teacher", "agency": agency, "work_email": "new@school.example"}
    same_name = {**new, "given_names": "Layla", "family_name": "Teacher"}
    same_email = {**new, "given_names": "Zofia", "family_name": "Other"}
    same_email["work_email"] = "LAYLA@school.example"
    relative = {"given_names": "Layla", "family_name": "Teacher", "children": child.pk}
    relative |= {"kind": RelationshipKind.OTHER, "safe_contact": "post"}
    answers = [
        client.get("/partners/?words=Layla"),
        client.get(at),
        client.post(at, {**new, "job_title": ""}),
        client.get(f"{at}contact/"),
        client.post(f"{at}contact/", {"way": "email"}),
        client.get(f"/people/{professional.pk}/contact/"),
        client.post("/partners/add/", same_name),
        client.post("/partners/add/", same_email),
        client.post(f"/families/{child.family_id}/relatives/add/", relative),
    ]
    assert [page.status_code for page in answers] == [200, 200, 200, 200, 200, 403, 200, 200, 200]
    return [_plain(page.content.decode()) for page in answers]


def _plain(page: str) -> str:
    """Without what differs from one answer to the next whatever is asked."""
    page = page.partition("<main")[2].partition("</main>")[0]
    return re.sub(r'name="csrfmiddlewaretoken" value="[^"]*"', "", page)


def test_no_page_of_a_partner_tells_whether_they_are_of_a_family() -> None:
    teacher = make_professional("Layla Teacher", work_email="layla@school.example")
    by = make_staff(Role.TEAM_MANAGER, team=make_team())
    child = make_child("Moss Pond", family=make_family("Pond", team=by.professional.team))
    before = pages_about(teacher, child, by)
    person = becomes_a_parent(teacher)
    after = pages_about(teacher, child, by)
    for was, now in zip(before, after, strict=True):
        assert now == was
        for own in ("home@", "900321", "Never leave", "1985", "Elsewhere"):
            assert own not in now
    assert "layla@school.example" in after[3]
    stranger = {"given_names": "Zofia", "family_name": "Other", "work_email": person.email}
    details = PartnerDetails(agency=teacher.agency, job_title="Teacher", **stranger)
    partners.add_partner(details=details, by=by)  # nobody like that: the address is a parent's


def test_a_partners_work_is_changed_by_who_works_with_cases_and_the_name_by_a_head() -> None:
    teacher = make_professional("Layla Teacher")
    person = becomes_a_parent(teacher)
    work = {"agency": teacher.agency, "job_title": "Head", "work_telephone": "01632 960 777"}
    details = WorkDetails(**work, work_email="head@school.example")
    renamed = PartnerDetails(**vars(details), given_names="Leila", family_name="Teacher")
    changing = {"professional": teacher, "left_on": None}
    worker, head = make_staff(Role.SOCIAL_WORKER), make_staff(Role.HEAD_OF_SERVICE)
    partners.change_partner(**changing, details=details, by=worker)
    with pytest.raises(NotAllowed):
        partners.change_partner(**changing, details=renamed, by=worker)
    teacher.refresh_from_db()
    assert (teacher.work_email, teacher.person.name) == ("head@school.example", "Layla Teacher")
    assert teacher.history.count() == 2
    with CaptureQueriesContext(connection) as asked:
        partners.change_partner(**changing, details=renamed, by=head)
    locks = 'FOR UPDATE OF "people_professional", "people_person"'
    assert any(locks in query["sql"] for query in asked)
    person.refresh_from_db()
    assert (person.name, person.email, person.safe_contact) == (
        "Leila Teacher",
        OWN["email"],
        SafeContact.NONE,
    )
    # The family's own people see who changed its record; of the rest it is not concerned.
    touched = Event.objects.filter(verb="people.change_partner", action="changed").order_by("id")
    assert [event.child_ids for event in touched] == [[], person.children_concerned()]


def test_confirmed_in_one_capacity_is_not_confirmed_in_the_other() -> None:
    """Else typing a guess as their work email would tell whose home it is."""
    teacher = make_professional(work_email=OWN["email"], work_telephone=OWN["telephone"])
    person, by = becomes_a_parent(teacher), make_staff(Role.SOCIAL_WORKER)
    person = Person.objects.get(pk=person.pk)
    for way in ContactWay:
        assert is_confirmed(person, way, at_work=False)
        assert not is_confirmed(person, way, at_work=True)
    asked = {"person": person, "way": ContactWay.EMAIL, "how": "I rang the school", "by": by}
    confirm_contact(**asked, at_work=True)
    assert is_confirmed(person, ContactWay.EMAIL, at_work=True)
    assert Event.objects.get(verb="people.confirm_contact").child_ids == []
    with pytest.raises(NotAllowed):
        confirm_contact(**asked, at_work=False)
    aunt = make_relationship(make_child()).person
    assert reach_of(aunt, at_work=True) == reach_of(make_person(), at_work=False)
    with pytest.raises(BadDetail):
        confirm_contact(**{**asked, "person": aunt}, at_work=True)


def test_a_merge_keeps_the_two_kinds_of_contact_apart_and_the_safe_way() -> None:
    officer = make_staff(Role.DATA_OFFICER)
    teacher = make_professional("Layla Teacher", work_email="layla@school.example")
    mother = make_person("Layla Teacher", **OWN)
    make_relationship(make_child(), mother)
    again = make_professional("Layla Teacher", work_email="old@school.example")
    Professional.objects.filter(pk=again.pk).update(work_telephone="01632 960 778")
    made = merge(kept=teacher.person, duplicate=mother, reason="She said so", by=officer)
    merge(kept=teacher.person, duplicate=again.person, reason="She said so", by=officer)
    kept = Person.objects.get(pk=teacher.pk)
    assert {name: getattr(kept, name) for name in OWN} == OWN
    reach = reach_of(kept, at_work=True)
    assert (reach.email, reach.telephone) == ("layla@school.example", "01632 960 778")
    unmerge(merge=made, reason="Two after all", by=officer)
    kept = Person.objects.get(pk=teacher.pk)
    assert (kept.email, kept.safe_contact) == ("", SafeContact.POST)


def test_the_update_moves_only_what_is_surely_of_work() -> None:
    plain = make_professional(person=make_person(**OWN))
    parent = make_professional(person=make_person(**OWN))
    staff = make_staff(Role.SOCIAL_WORKER).professional
    Professional.objects.filter(pk=staff.pk).update(work_email="")
    for one in (parent, staff):
        becomes_a_parent(one)
    confirm(plain.person)
    with connection.cursor() as cursor:
        for sql in (CARRY.MOVE, CARRY.SIGNED_IN, CARRY.CONFIRMED, CARRY.EMPTY):
            cursor.execute(sql)
    work = dict(Professional.objects.values_list("pk", "work_email"))
    assert (work[plain.pk], work[parent.pk], work[staff.pk]) == (
        OWN["email"],
        "",
        staff.user.email,
    )
    moved, kept = Person.objects.get(pk=plain.pk), Person.objects.get(pk=parent.pk)
    assert (moved.email, moved.telephone, moved.safe_contact) == ("", "", SafeContact.POST)
    assert (kept.email, kept.telephone, kept.safe_contact) == (
        OWN["email"],
        OWN["telephone"],
        SafeContact.NONE,
    )
    assert is_confirmed(moved, ContactWay.EMAIL, at_work=True)
    assert is_confirmed(kept, ContactWay.EMAIL, at_work=False)
    latest = moved.history.latest()
    assert (latest.email, latest.history_change_reason) == ("", "Reached at work is kept apart")
    assert kept.history.filter(history_change_reason=latest.history_change_reason).count() == 0
