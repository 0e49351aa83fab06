"""The pages about people: what is typed arrives, what is wrong comes back with its words."""

from __future__ import annotations

import datetime as dt

import pytest
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from people.domain.versions import version_of
from people.enums import CaseRoleKind, RelationshipKind, Role
from people.models import (
    BreakGlass,
    CaseRole,
    Child,
    ConflictOfInterest,
    Family,
    Merge,
    NamedAccess,
    Person,
    Relationship,
    Residence,
)
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_named_access,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def head() -> User:
    return make_staff(Role.HEAD_OF_SERVICE)


@pytest.fixture
def child() -> Child:
    return make_child("Ngozi Pendlewick", family=make_family("Pendlewick", team=make_team()))


def day(name: str, value: dt.date) -> dict[str, object]:
    return {f"{name}_day": value.day, f"{name}_month": value.month, f"{name}_year": value.year}


def send(user: User, url: str, /, **fields: object) -> HttpResponse:
    client = Client()
    client.force_login(user)
    return client.post(url, fields)


def look(user: User, url: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(url).content.decode()


CHILD = {
    "given_names": "Tamsin",
    "family_name": "Ferris",
    "sex": "F",
    "ethnicity": "WBRI",
    "first_language": "English",
    **day("date_of_birth", dt.date(2019, 3, 4)),
}


class TestFamily:
    def test_add_then_open(self, head: User) -> None:
        area = make_area()
        response = send(head, "/families/add/", name="O'Neill", area=area.pk)
        family = Family.objects.get(name="O'Neill")
        assert response["Location"] == f"/families/{family.pk}/"

    def test_a_name_that_is_only_an_apostrophe_comes_back(self, head: User) -> None:
        response = send(head, "/families/add/", name="'", area=make_area().pk)
        assert "at least one letter" in response.content.decode()
        assert 'value="&#x27;"' in response.content.decode()

    def test_change(self, head: User, child: Child) -> None:
        family = child.family
        fields = {"name": "Marchbanks", "area": family.area_id, "team": family.team_id}
        send(head, f"/families/{family.pk}/change/", **fields)
        family.refresh_from_db()
        assert family.name == "Marchbanks"


class TestChild:
    def test_add(self, head: User, child: Child) -> None:
        response = send(head, f"/families/{child.family_id}/children/add/", **CHILD)
        assert response.status_code == 302
        assert Child.objects.get(person__given_names="Tamsin").sex == "F"

    def test_a_possible_duplicate_is_shown_first_and_what_was_typed_stays(
        self, head: User, child: Child
    ) -> None:
        known = make_child("Tamzin Feris", date_of_birth=dt.date(2019, 3, 4))
        url = f"/families/{child.family_id}/children/add/"
        text = send(head, url, **CHILD).content.decode()
        assert "This child may be recorded already" in text
        assert "Tamzin Feris" in text
        assert 'value="Tamsin"' in text
        assert not Child.objects.filter(person__given_names="Tamsin").exists()
        assert send(head, url, **CHILD, looked_at=[known.pk]).status_code == 302

    def test_a_restricted_duplicate_is_not_named(self, head: User, child: Child) -> None:
        make_child(
            "Tamzin Feris",
            date_of_birth=dt.date(2019, 3, 4),
            family=make_family("Secret-Family", is_restricted=True),
        )
        url = f"/families/{child.family_id}/children/add/"
        text = send(head, url, **CHILD).content.decode()
        assert "1 restricted record" in text
        assert "Tamzin Feris" not in text
        assert "Secret-Family" not in text
        assert send(head, url, **CHILD, hidden_accepted="yes").status_code == 302

    def test_a_wrong_nhs_number_stands_beside_its_field(self, head: User, child: Child) -> None:
        url = f"/families/{child.family_id}/children/add/"
        text = send(head, url, **CHILD, nhs_number="943 476 5918").content.decode()
        assert "its last digit does not fit" in text
        assert 'href="#id_nhs_number"' in text

    def test_twins_and_their_mother(self, head: User, child: Child) -> None:
        mother = make_relationship(child).person
        due = TODAY + dt.timedelta(days=60)
        fields = {"number": 2, "family_name": "Pendlewick", "mother": mother.pk}
        url = f"/families/{child.family_id}/unborn/add/"
        assert send(head, url, **fields, **day("expected_on", due)).status_code == 302
        assert Child.objects.filter(expected_on=due).count() == 2
        assert mother.relationships.count() == 3

    def test_change_and_the_second_of_two_editors(self, head: User, child: Child) -> None:
        versions = {"seen": version_of(child), "seen_person": version_of(child.person)}
        fields = {**CHILD, "local_id": child.local_id, **versions}
        url = f"/children/{child.pk}/change/"
        assert send(head, url, **{**fields, "known_as": "Tam"}).status_code == 302
        text = send(head, url, **{**fields, "known_as": "Sin"}).content.decode()
        assert "Somebody else changed this" in text
        assert 'value="Sin"' in text
        assert Person.objects.get(pk=child.pk).known_as == "Tam"
        assert f'value="{version_of(child.person)}"' in text  # saving again is a choice made


class TestRelatives:
    def test_a_new_one(self, head: User, child: Child) -> None:
        fields = {
            "children": [child.pk],
            "kind": RelationshipKind.FATHER,
            "given_names": "Dean",
            "family_name": "Okonkwo",
            "first_language": "English",
            "safe_contact": "post",
            "poses_risk": "on",
        }
        response = send(head, f"/families/{child.family_id}/relatives/add/", **fields)
        assert response.status_code == 302
        assert Relationship.objects.get().poses_risk

    def test_somebody_alike_is_asked_about_first(self, head: User, child: Child) -> None:
        known = make_relationship(make_child(), make_person("Deen Okonkwo")).person
        fields = {
            "children": [child.pk],
            "kind": RelationshipKind.FATHER,
            "given_names": "Dean",
            "family_name": "Okonkwo",
            "first_language": "English",
            "safe_contact": "post",
        }
        url = f"/families/{child.family_id}/relatives/add/"
        assert "Say whether it is one of these people" in send(head, url, **fields).content.decode()
        send(head, url, **fields, known=known.pk)
        assert known.relationships.filter(child=child).exists()
        assert Person.objects.filter(family_name="Okonkwo").count() == 1

    def test_change_who_they_are_and_how_to_reach_them(self, head: User, child: Child) -> None:
        row = make_relationship(child)
        send(
            head,
            f"/relationships/{row.pk}/change/",
            kind=RelationshipKind.CARER,
            must_not_be_told="on",
            seen=version_of(row),
        )
        row.refresh_from_db()
        assert (row.kind, row.must_not_be_told, row.lives_with) == ("carer", True, False)
        send(
            head,
            f"/people/{row.person_id}/change/",
            given_names="Layla",
            family_name="Rahman",
            first_language="Urdu",
            needs_interpreter="on",
            safe_contact="by_hand",
            seen=version_of(row.person),
        )
        person = Person.objects.get(pk=row.person_id)
        assert (person.safe_contact, person.needs_interpreter) == ("by_hand", True)

    def test_homes(self, head: User, child: Child) -> None:
        fields = {"people": [child.pk], "lines": "4 Mill Lane", "postcode": "zz11zz"}
        send(head, f"/families/{child.family_id}/addresses/add/", **fields, is_protected="on")
        home = Residence.objects.get()
        assert (home.is_protected, home.address.postcode) == (True, "ZZ1 1ZZ")
        for step, changed in [
            ("unprotect", {"is_protected": False}),
            ("protect", {"is_protected": True}),
            ("confirm", {"confirmed_on": TODAY}),
            ("move_out", {"to_on": TODAY}),
        ]:
            send(head, f"/homes/{home.pk}/", step=step)
            assert Residence.objects.filter(pk=home.pk, **changed).exists(), step


class TestAccess:
    def test_restrict_name_end_and_lift(self, child: Child) -> None:
        family = child.family
        manager = make_staff(Role.TEAM_MANAGER, team=family.team)
        chair, other = make_staff(Role.PRINCIPAL_OFFICER), make_staff(Role.SOCIAL_WORKER)
        url = f"/families/{family.pk}/access/"
        send(manager, f"{url}restrict/", reason="Known to staff", named=[chair.pk])
        assert NamedAccess.objects.count() == 2
        send(manager, f"{url}name/", user=other.pk, reason="Covers")
        access = NamedAccess.objects.get(user=other)
        assert "Covers" in look(manager, url)
        send(manager, f"{url}{access.pk}/end/")
        assert not NamedAccess.objects.filter(user=other, ended_at__isnull=True).exists()
        send(manager, f"{url}restrict/", reason="Over")
        family.refresh_from_db()
        assert not family.is_restricted

    def test_the_last_named_person_cannot_be_ended_and_the_page_says_why(
        self, child: Child
    ) -> None:
        manager = make_staff(Role.TEAM_MANAGER, team=child.family.team)
        Family.objects.update(is_restricted=True)
        access = make_named_access(child.family, manager)
        response = send(manager, f"/families/{child.family_id}/access/{access.pk}/end/")
        assert response.status_code == 409
        assert "Name another person first" in response.content.decode()

    def test_a_conflict_of_ones_own_and_of_another(self, head: User, child: Child) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(child.family, worker)
        url = f"/families/{child.family_id}/conflict/"
        assert send(worker, url, reason="My neighbours")["Location"] == "/"
        other = make_staff(Role.BUSINESS_SUPPORT)
        send(head, f"{url}?for=other", user=other.pk, reason="Cousin")
        conflict = ConflictOfInterest.objects.get(user=other)
        send(head, f"{url}{conflict.pk}/withdraw/", reason="Not the same family")
        conflict.refresh_from_db()
        assert conflict.withdrawn_at is not None

    def test_a_worker_cannot_choose_a_colleague_by_changing_the_address(self, child: Child) -> None:
        worker, other = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
        make_case_role(child.family, worker)
        url = f"/families/{child.family_id}/conflict/?for=other"
        send(worker, url, user=other.pk, reason="Cousin")
        assert not ConflictOfInterest.objects.filter(user=other).exists()

    def test_breaking_the_glass_leads_to_the_family(self, child: Child) -> None:
        worker = make_staff(Role.EMERGENCY_DUTY)
        url = f"/families/{child.family_id}/emergency/"
        assert "Pendlewick" not in look(worker, url)
        assert "Enter what the emergency is" in send(worker, url, reason="urgent").content.decode()
        response = send(worker, url, reason="Found alone at night, nobody answers")
        assert response["Location"] == f"/families/{child.family_id}/"
        assert "Pendlewick" in look(worker, f"/families/{child.family_id}/")
        assert BreakGlass.objects.count() == 1

    def test_handing_a_role_over(self, head: User, child: Child) -> None:
        chair = make_staff(Role.PRINCIPAL_OFFICER)
        fields = {"kind": CaseRoleKind.CHAIR, "to": chair.professional.pk}
        send(head, f"/families/{child.family_id}/roles/", **fields)
        assert CaseRole.objects.get().professional == chair.professional


class TestMerging:
    def test_find_compare_merge_and_take_back(self, head: User, child: Child) -> None:
        twin = make_child("Ngozi Pendelwick")
        assert "Pendelwick" in look(head, f"/children/{child.pk}/duplicates/")
        url = f"/merges/{child.pk}/{twin.pk}/"
        assert "Are these one person?" in look(head, url)
        assert (
            send(head, url, reason="Same hospital number")["Location"] == child.get_absolute_url()
        )
        merge = Merge.objects.get()
        assert "Pendelwick" in look(head, "/merges/")
        send(head, f"/merges/{merge.pk}/undo/", reason="Twins")
        merge.refresh_from_db()
        assert merge.undone_at is not None

    def test_somebody_to_whom_one_of_the_two_is_closed_sees_neither_list_nor_names(
        self, head: User, child: Child
    ) -> None:
        twin = make_child("Ngozi Pendelwick")
        send(head, f"/merges/{child.pk}/{twin.pk}/", reason="Same hospital number")
        make_conflict(twin.family, head)
        assert "Pendelwick" not in look(head, "/merges/")
        undo = f"/merges/{Merge.objects.get().pk}/undo/"
        assert send(head, undo, reason="Twins").status_code == 403
        assert "Pendelwick" not in look(head, undo)

    def test_what_cannot_be_merged_says_why(self, head: User, child: Child) -> None:
        aunt = make_relationship(child).person
        text = send(head, f"/merges/{aunt.pk}/{child.pk}/", reason="Hm").content.decode()
        assert "recorded as a child" in text


class TestWhoHasViewed:
    def test_opened_differs_from_listed(self, head: User, child: Child) -> None:
        reader = make_staff(Role.BUSINESS_SUPPORT, name="Ottoline Brackenbury")
        look(reader, "/search/?text=Ngozi")
        url = f"/children/{child.pk}/viewed/"
        assert "Ottoline Brackenbury" not in look(head, url)
        assert "Ottoline Brackenbury" in look(head, f"{url}?kind=listed")
        look(reader, f"/children/{child.pk}/")
        assert "Ottoline Brackenbury" in look(head, url)

    def test_reads_of_a_merged_duplicate_count(self, head: User, child: Child) -> None:
        twin = make_child("Ngozi Pendelwick")
        reader = make_staff(Role.BUSINESS_SUPPORT, name="Ottoline Brackenbury")
        look(reader, f"/children/{twin.pk}/")
        send(head, f"/merges/{child.pk}/{twin.pk}/", reason="Same hospital number")
        assert "Ottoline Brackenbury" in look(head, f"/children/{child.pk}/viewed/")

    def test_everybody_sees_what_they_did_themselves(self, child: Child) -> None:
        reader = make_staff(Role.BUSINESS_SUPPORT)
        look(reader, f"/children/{child.pk}/")
        text = look(reader, "/my-access/")
        assert "Ngozi Pendlewick" in text
        assert "Opened: Child" in text

    def test_one_click_from_the_child_for_managers_only(self, head: User, child: Child) -> None:
        link = f"/children/{child.pk}/viewed/"
        assert link in look(head, f"/children/{child.pk}/")
        support = make_staff(Role.BUSINESS_SUPPORT)
        assert link not in look(support, f"/children/{child.pk}/")

    def test_looking_who_looked_is_itself_written_down(self, head: User, child: Child) -> None:
        look(head, f"/children/{child.pk}/viewed/")
        assert Event.objects.filter(verb="people.who_viewed", child_ids=[child.pk]).exists()


def test_moving_out_of_nowhere_changes_nothing(head: User, child: Child) -> None:
    home = make_residence(child.person)
    send(head, f"/homes/{home.pk}/", step="nonsense")
    home.refresh_from_db()
    assert home.to_on is None
