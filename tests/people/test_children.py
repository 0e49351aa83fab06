"""Adding and correcting children, relatives, homes."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from people.domain.child import add_child, add_unborn, change_child, record_birth
from people.domain.contact import confirm_contact, is_confirmed
from people.domain.details import ChildDetails, PersonDetails
from people.domain.family import add_family, change_family
from people.domain.network import (
    RelationshipDetails,
    add_relative,
    change_person,
    change_relationship,
    people_alike,
)
from people.domain.queries import home_of, network_of
from people.domain.residence import confirm_home, move_in, move_out, protect_home
from people.domain.versions import version_of
from people.enums import CaseRoleKind, ContactWay, RelationshipKind, Role, Sex
from people.errors import BadDetail, ChangedMeanwhile
from people.models import (
    Address,
    CaseRole,
    Child,
    Family,
    Person,
    Relationship,
    Residence,
    Team,
)
from tests.factories.people import (
    make_area,
    make_case_role,
    make_child,
    make_family,
    make_person,
    make_posting,
    make_professional,
    make_relationship,
    make_residence,
    make_staff,
    make_team,
    make_unborn,
)

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


@pytest.fixture
def worker() -> User:
    return make_staff(Role.SOCIAL_WORKER)


@pytest.fixture
def child(worker: User) -> Child:
    child = make_child("Layla Rahman")
    make_case_role(child.family, worker)
    return child


def person(**more: object) -> PersonDetails:
    fields = {"given_names": "Yusuf", "family_name": "Rahman", "date_of_birth": dt.date(2020, 1, 2)}
    return PersonDetails(**{**fields, **more})


def last_event() -> Event:
    return Event.objects.latest("id")


class TestFamily:
    def test_a_social_worker_who_adds_a_family_leads_it(self, worker: User) -> None:
        team = make_team()
        family = add_family(name=" O'Featherby ", area=team.area, team=team, by=worker)
        assert family.name == "O'Featherby"
        assert Family.objects.visible_to(worker).get() == family
        assert CaseRole.objects.get(family=family).kind == CaseRoleKind.LEAD_SOCIAL_WORKER
        assert (last_event().verb, last_event().subject_ids) == ("people.add_family", [family.pk])

    def test_the_page_offers_the_team_of_whoever_adds_it(self) -> None:
        team, other = make_team(), make_team()

        def offered(user: User) -> dict[str, object]:
            client = Client()
            client.force_login(user)
            initial: dict[str, object] = (
                client.get(reverse("people:add_family")).context["form"].initial
            )
            return initial

        mover = make_staff(Role.SOCIAL_WORKER, team=team)
        assert offered(mover) == {"area": team.area_id, "team": team.pk}
        make_posting(mover, Role.SOCIAL_WORKER, team=other)
        assert offered(mover) == {}
        assert offered(make_staff(Role.BUSINESS_SUPPORT)) == {}
        Team.objects.update(in_use=False)
        assert offered(make_staff(Role.SOCIAL_WORKER, team=team)) == {}

    def test_references_are_never_given_twice(self, worker: User) -> None:
        area = make_area()
        made = {add_family(name="Ferris", area=area, by=worker).reference for _ in range(4)}
        assert len(made) == 4

    @pytest.mark.parametrize("name", ["", "'", " - "])
    def test_a_name_needs_a_letter(self, worker: User, name: str) -> None:
        with pytest.raises(BadDetail, match="at least one letter"):
            add_family(name=name, area=make_area(), by=worker)

    def test_the_team_must_work_in_the_area(self, worker: User) -> None:
        with pytest.raises(BadDetail) as raised:
            add_family(name="Ferris", area=make_area(), team=make_team(), by=worker)
        assert raised.value.field == "team"

    @pytest.mark.parametrize("role", [Role.EMERGENCY_DUTY, Role.DATA_OFFICER])
    def test_not_everybody_adds_families(self, role: Role) -> None:
        with pytest.raises(NotAllowed):
            add_family(name="Ferris", area=make_area(), by=make_staff(role))

    def test_a_family_elsewhere_cannot_be_changed(self, worker: User) -> None:
        family = make_family("Ferris")
        with pytest.raises(NotAllowed):
            change_family(family=family, name="Other", area=family.area, team=None, by=worker)
        refusal = Event.objects.using("audit").get(actor_id=worker.pk)
        assert (refusal.verb, refusal.subject_ids) == ("people.change_family", [family.pk])


class TestChild:
    def test_a_child_is_added_and_audited(self, worker: User, child: Child) -> None:
        made = add_child(
            family=child.family,
            person=person(given_names=" Yusuf  Ali "),
            child=ChildDetails(
                sex=Sex.MALE,
                nhs_number="943 476 5919",
                upn="h801 20000 1001",
                disabilities=["AUT"],
            ),
            by=worker,
        )
        assert made.person.name == "Yusuf Ali Rahman"
        assert (made.nhs_number, made.disabilities) == ("9434765919", ["AUT"])
        assert made.upn == "H801200001001"
        assert made.local_id == f"CS{made.pk:07}"
        assert (last_event().verb, last_event().child_ids) == ("people.add_child", [made.pk])

    @pytest.mark.parametrize(
        ("typed", "said"),
        [("123", "must have 10 digits"), ("943476591X", "10 digits"), ("9434765918", "last digit")],
    )
    def test_a_wrong_nhs_number_is_told_by_its_length_first(
        self, worker: User, child: Child, typed: str, said: str
    ) -> None:
        details = ChildDetails(sex=Sex.MALE, nhs_number=typed)
        with pytest.raises(BadDetail, match=said):
            add_child(family=child.family, person=person(), child=details, by=worker)

    @pytest.mark.parametrize(
        ("who", "what", "field"),
        [
            ({"given_names": "", "family_name": "'"}, {}, "family_name"),
            ({"date_of_birth": TODAY + dt.timedelta(days=1)}, {}, "date_of_birth"),
            ({"date_of_birth": dt.date(1819, 1, 1)}, {}, "date_of_birth"),
            ({"date_of_birth": None}, {}, "date_of_birth"),
            ({}, {"upn": "A801200001001"}, "upn"),
            ({}, {"nhs_number": "9434765918"}, "nhs_number"),
            ({}, {"mother_nhs_number": "9434765918"}, "mother_nhs_number"),
            ({}, {"local_id": "not-alphanumeric"}, "local_id"),
            ({}, {"local_id": "X" * 21}, "local_id"),
            ({}, {"disabilities": ["NONE", "AUT"]}, "disabilities"),
            (
                {"date_of_birth": None},
                {"expected_on": TODAY + dt.timedelta(days=300)},
                "expected_on",
            ),
            ({"date_of_birth": None}, {"expected_on": TODAY, "sex": "M"}, "sex"),
            ({"died_on": dt.date(2019, 1, 1)}, {}, "died_on"),
        ],
    )
    def test_what_cannot_be_right_is_refused_with_the_field(
        self,
        worker: User,
        child: Child,
        who: dict[str, object],
        what: dict[str, object],
        field: str,
    ) -> None:
        with pytest.raises(BadDetail) as raised:
            add_child(
                family=child.family, person=person(**who), child=ChildDetails(**what), by=worker
            )
        assert raised.value.field == field

    def test_a_pupil_number_is_used_once(self, worker: User, child: Child) -> None:
        Child.objects.update(upn="H801200001001")
        typed = ChildDetails(upn="H801200001001")
        with pytest.raises(BadDetail, match="pupil number"):
            add_child(family=child.family, person=person(), child=typed, by=worker)

    def test_a_pupil_number_that_changes_is_kept_as_the_former_one(
        self, worker: User, child: Child, client: Client
    ) -> None:
        """Unless it was wrong; and a number that the child has again is no former one."""
        first, second = "H801200001001", "X801200001002"
        Child.objects.filter(pk=child.pk).update(upn=first)
        url = reverse("people:change_child", args=[child.pk])
        client.force_login(worker)

        def save(**typed: str) -> tuple[str, str]:
            shown = client.get(url).context["form"].initial
            filled = {name: value for name, value in shown.items() if value}
            answer = client.post(url, {**filled, **typed})
            assert answer.status_code == 302, answer.context["form"].errors
            child.refresh_from_db()
            return child.upn, child.former_upn

        assert save(upn=second) == (second, first)
        assert f"Former number: {first}" in client.get(url).content.decode()
        assert save(upn=first, upn_was_wrong="on") == (first, "")
        assert save(upn="") == ("", first)
        assert "pupil number until now" not in client.get(url).content.decode()
        save(upn_unknown="UN5")
        shown = client.get(reverse("desk:child", args=[child.pk])).content.decode()
        assert "None: Sources differ about name or birthday" in shown
        assert save(upn=second) == (second, first)
        assert child.upn_unknown == "", "a number that is known needs no reason"

    def test_the_mothers_nhs_number_is_asked_of_a_baby_not_yet_born(
        self, worker: User, child: Child, client: Client
    ) -> None:
        url = reverse("people:change_child", args=[child.pk])
        client.force_login(worker)
        assert "mother_nhs_number" not in client.get(url).context["form"].fields
        Person.objects.filter(pk=child.pk).update(date_of_birth=None)
        Child.objects.filter(pk=child.pk).update(expected_on=TODAY, sex=Sex.UNKNOWN)
        shown = client.get(url).context["form"].initial
        filled = {name: value for name, value in shown.items() if value}
        typed = {**filled, "mother_nhs_number": "943 476 5919"}
        answer = client.post(url, typed)
        assert answer.status_code == 302, answer.context["form"].errors
        child.refresh_from_db()
        assert child.mother_nhs_number == "9434765919"
        # Wrong, it can be put right after the birth as well.
        Person.objects.filter(pk=child.pk).update(date_of_birth=TODAY)
        assert "mother_nhs_number" in client.get(url).context["form"].fields

    def test_a_local_id_is_used_once(self, worker: User, child: Child) -> None:
        with pytest.raises(BadDetail, match="local id"):
            add_child(
                family=child.family,
                person=person(),
                child=ChildDetails(local_id=child.local_id),
                by=worker,
            )

    def test_triplets_are_three_children_with_their_mother(
        self, worker: User, child: Child
    ) -> None:
        mother = make_relationship(child).person
        babies = add_unborn(
            family=child.family,
            expected_on=TODAY + dt.timedelta(days=90),
            number=3,
            family_name="Rahman",
            mother=mother,
            by=worker,
        )
        assert [baby.person.given_names for baby in babies] == ["Baby 1", "Baby 2", "Baby 3"]
        assert all(baby.is_unborn and baby.sex == Sex.UNKNOWN for baby in babies)
        assert mother.relationships.count() == 4

    def test_a_birth_gives_a_date_and_a_sex_and_keeps_the_expected_date(self, worker: User) -> None:
        baby = make_unborn()
        make_case_role(baby.family, worker)
        born = record_birth(
            child=baby, born_on=TODAY, sex=Sex.FEMALE, given_names="Noor", by=worker
        )
        assert not born.is_unborn
        assert (born.person.name, born.sex) == ("Noor Unborn", Sex.FEMALE)
        assert born.expected_on == baby.expected_on
        with pytest.raises(BadDetail, match="already recorded"):
            record_birth(child=born, born_on=TODAY, sex=Sex.FEMALE, by=worker)

    def test_a_birth_is_recorded_and_not_typed_in_passing(
        self, worker: User, client: Client
    ) -> None:
        """The review of a plan is counted again from a birth that is recorded, and only then."""
        baby = make_unborn()
        make_case_role(baby.family, worker)
        client.force_login(worker)
        url = reverse("people:change_child", args=[baby.pk])
        page = client.get(url)
        form = page.context["form"]
        assert "date_of_birth" not in form.fields
        assert "use “Record the birth”" in page.content.decode()
        filled = {name: value for name, value in form.initial.items() if value}
        saved = client.post(url, {**filled, "date_of_birth": TODAY.isoformat(), "known_as": "Bean"})
        assert saved.status_code == 302
        typed = person(date_of_birth=TODAY)
        details = ChildDetails(local_id=baby.local_id, expected_on=baby.expected_on)
        with pytest.raises(BadDetail, match="Record the birth") as raised:
            change_child(child=baby, person=typed, details=details, by=worker)
        assert raised.value.field == "date_of_birth"
        with pytest.raises(BadDetail, match="own page") as raised:
            change_person(person=baby.person, details=typed, by=worker)
        assert raised.value.field == "date_of_birth"
        baby = Child.objects.get(pk=baby.pk)
        assert (baby.person.known_as, baby.is_unborn) == ("Bean", True)

    def test_a_birth_is_not_in_the_future(self, worker: User) -> None:
        baby = make_unborn()
        make_case_role(baby.family, worker)
        with pytest.raises(BadDetail) as raised:
            record_birth(child=baby, born_on=TODAY + dt.timedelta(days=1), sex="F", by=worker)
        assert raised.value.field == "date_of_birth"

    def test_the_second_of_two_editors_is_told(self, worker: User, child: Child) -> None:
        seen = {"seen": version_of(child), "seen_person": version_of(child.person)}
        details = ChildDetails(local_id=child.local_id)
        change_child(child=child, person=person(known_as="Yus"), details=details, by=worker, **seen)
        with pytest.raises(ChangedMeanwhile):
            change_child(
                child=child, person=person(known_as="Joe"), details=details, by=worker, **seen
            )
        child.person.refresh_from_db()
        assert child.person.known_as == "Yus"
        assert "known_as" in last_event().detail["fields"]


class TestRelatives:
    def test_a_new_relative_of_two_siblings(self, worker: User, child: Child) -> None:
        sibling = make_child(family=child.family)
        made = add_relative(
            children=[child, sibling],
            person=person(given_names="Amina", date_of_birth=None),
            details=RelationshipDetails(kind=RelationshipKind.MOTHER, must_not_be_told=True),
            by=worker,
        )
        assert len({row.person_id for row in made}) == 1
        assert all(row.must_not_be_told for row in made)
        assert last_event().child_ids == [child.pk, sibling.pk]
        assert [p.given_names for p in network_of(child.family)].count("Amina") == 1

    def test_somebody_already_known(self, worker: User, child: Child) -> None:
        sibling = make_child(family=child.family)
        aunt = make_relationship(child).person
        details = RelationshipDetails(kind=RelationshipKind.AUNT_OR_UNCLE)
        add_relative(children=[sibling], person=aunt, details=details, by=worker)
        with pytest.raises(WrongState, match="already recorded"):
            add_relative(children=[sibling], person=aunt, details=details, by=worker)
        with pytest.raises(WrongState, match="themselves"):
            add_relative(children=[child], person=child.person, details=details, by=worker)

    def test_somebody_of_a_family_elsewhere_cannot_be_named(
        self, worker: User, child: Child
    ) -> None:
        stranger = make_relationship(make_child()).person
        with pytest.raises(NotAllowed):
            add_relative(
                children=[child],
                person=stranger,
                details=RelationshipDetails(kind=RelationshipKind.OTHER),
                by=worker,
            )

    def test_children_of_two_families_are_not_related_at_once(
        self, worker: User, child: Child
    ) -> None:
        with pytest.raises(WrongState):
            add_relative(
                children=[child, make_child()],
                person=person(),
                details=RelationshipDetails(kind=RelationshipKind.OTHER),
                by=worker,
            )

    def test_a_relationship_changes_and_ends(self, worker: User, child: Child) -> None:
        row = make_relationship(child, kind=RelationshipKind.FATHER)
        details = RelationshipDetails(kind=RelationshipKind.FATHER, poses_risk=True)
        changed = change_relationship(relationship=row, details=details, by=worker)
        assert changed.poses_risk
        assert not changed.lives_with
        details = replace(details, to_on=TODAY)
        ended = change_relationship(relationship=changed, details=details, by=worker)
        assert (ended.poses_risk, ended.to_on) == (True, TODAY)
        assert Relationship.objects.count() == 1

    def test_an_end_before_the_start_is_refused(self, worker: User, child: Child) -> None:
        row = make_relationship(child, from_on=TODAY)
        details = RelationshipDetails(
            kind=RelationshipKind.FATHER, from_on=TODAY, to_on=TODAY - dt.timedelta(days=1)
        )
        with pytest.raises(BadDetail):
            change_relationship(relationship=row, details=details, by=worker)

    def test_a_new_telephone_number_is_not_confirmed_by_typing_it(
        self, worker: User, child: Child
    ) -> None:
        mother = make_relationship(child).person
        details = PersonDetails(given_names="Amina", family_name="R", telephone="07700 900123")
        changed = change_person(person=mother, details=details, by=worker)
        assert not is_confirmed(changed, ContactWay.TELEPHONE, at_work=False)
        asked = {"person": changed, "way": ContactWay.TELEPHONE, "at_work": False, "how": "I rang"}
        with pytest.raises(BadDetail, match="Ask a colleague"):
            confirm_contact(**asked, by=worker)
        refused = Event.objects.using("audit").latest("id")
        assert (refused.verb, refused.actor_id) == ("people.confirm_contact", worker.pk)
        colleague = make_staff(Role.BUSINESS_SUPPORT)
        confirm_contact(**asked, by=colleague)
        assert is_confirmed(changed, ContactWay.TELEPHONE, at_work=False)
        changed.telephone = "+44 7700 900 123"
        assert is_confirmed(changed, ContactWay.TELEPHONE, at_work=False)
        changed.telephone = "07700 900124"
        assert not is_confirmed(changed, ContactWay.TELEPHONE, at_work=False)
        made = changed.confirmations.get()
        assert (made.by, made.how) == (colleague, "I rang")
        assert Event.objects.get(verb="people.confirm_contact").child_ids == [child.pk]

    def test_what_is_not_known_and_who_may_not_confirm(self, worker: User, child: Child) -> None:
        mother = make_relationship(child).person
        with pytest.raises(BadDetail):
            confirm_contact(
                person=mother, way=ContactWay.EMAIL, at_work=False, how="I wrote", by=worker
            )
        with pytest.raises(NotAllowed):
            confirm_contact(
                person=mother,
                way=ContactWay.EMAIL,
                at_work=False,
                how="I wrote",
                by=make_staff(Role.SOCIAL_WORKER),
            )

    def test_a_partner_who_is_a_parent_too_is_confirmed_by_who_works_with_the_family(
        self, worker: User, child: Child, client: Client
    ) -> None:
        """Through one of two families is enough. Whoever sees neither reads whom to tell, and
        neither the number nor that there is a family."""
        nurse = make_professional("Tamsin Pendlewick").person
        nurse.telephone = "07700 900321"
        nurse.save()
        for each in (child, make_child("Fergus Elsewhere")):
            make_relationship(each, nurse)
        url = reverse("people:contact", args=[nurse.pk])
        client.force_login(worker)
        assert "07700 900321" in client.get(url).content.decode()
        client.force_login(make_staff(Role.SOCIAL_WORKER))
        refused = client.get(url)
        page = refused.content.decode().partition("<main")[2].partition("</main>")[0]
        assert refused.status_code == 403
        assert "kept by the people who work with them" in page
        assert "tell the data officer" in page
        assert not [words for words in ("900321", "family", "parent", "Elsewhere") if words in page]

    def test_people_alike_are_only_those_who_may_be_seen(self, worker: User, child: Child) -> None:
        mother = make_relationship(child, make_person("Ameena Rahman")).person
        make_relationship(make_child(), make_person("Amina Rahman"))
        assert people_alike(name="Amina Rahman", by=worker) == [mother]


class TestHomes:
    def test_moving_ends_the_last_home_the_day_before(self, worker: User, child: Child) -> None:
        old = make_residence(child.person)
        (new,) = move_in(
            people=[child.person], lines=" 4 Mill Lane \n\n Nowhere ", postcode="zz11zz", by=worker
        )
        old.refresh_from_db()
        assert old.to_on == TODAY - dt.timedelta(days=1)
        assert (new.address.lines, new.address.postcode) == ("4 Mill Lane\nNowhere", "ZZ1 1ZZ")
        assert home_of(child.person) == new

    def test_the_same_words_are_the_same_address(self, worker: User, child: Child) -> None:
        mother = make_relationship(child).person
        move_in(people=[mother], lines="4 Mill Lane", postcode="ZZ1 1ZZ", by=worker)
        move_in(people=[child.person], lines="4 mill lane ", postcode="zz1 1zz", by=worker)
        assert Address.objects.count() == 1
        assert home_of(mother).address == home_of(child.person).address

    def test_a_move_before_the_last_one_is_refused(self, worker: User, child: Child) -> None:
        make_residence(child.person, from_on=TODAY)
        with pytest.raises(BadDetail) as raised:
            move_in(people=[child.person], lines="4 Mill Lane", by=worker)
        assert raised.value.field == "from_on"

    @pytest.mark.parametrize(
        ("lines", "postcode", "field"),
        [("  ", "", "lines"), ("4 Mill Lane", "rubbish", "postcode")],
    )
    def test_a_bad_address_is_refused(
        self, worker: User, child: Child, lines: str, postcode: str, field: str
    ) -> None:
        with pytest.raises(BadDetail) as raised:
            move_in(people=[child.person], lines=lines, postcode=postcode, by=worker)
        assert raised.value.field == field

    def test_protection_confirmation_and_leaving(self, worker: User, child: Child) -> None:
        home = make_residence(child.person)
        assert protect_home(residence=home, is_protected=True, by=worker).is_protected
        assert confirm_home(residence=home, by=worker).confirmed_on == TODAY
        assert move_out(residence=home, by=worker).to_on == TODAY
        assert Residence.objects.get().is_protected

    def test_a_home_elsewhere_is_out_of_reach(self, worker: User) -> None:
        home = make_residence(make_child().person)
        for act in [confirm_home, move_out]:
            with pytest.raises(NotAllowed):
                act(residence=home, by=worker)
        with pytest.raises(NotAllowed):
            protect_home(residence=home, is_protected=False, by=worker)
