"""Two records become one, and two again exactly as they were."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.apps import apps
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.errors import NotAllowed
from accounts.models import User
from audit.models import Event
from people.domain.merge import merge, standing_record, unmerge
from people.enums import RelationshipKind, Role, SafeContact
from people.errors import BadDetail, CannotMerge
from people.models import Child, Family, Merge, Person, Relationship, Residence
from tests.factories.people import (
    make_address,
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
from tests.factories.timescales import make_deadline

pytestmark = pytest.mark.django_db
REASON = "Same hospital number, and the mother says so"
MINE, THEIRS = "shared@home.example", "safe@refuge.example"


@pytest.fixture
def officer() -> User:
    return make_staff(Role.DATA_OFFICER)


def snapshot() -> dict[str, list[dict[str, Any]]]:
    """Every row of this room, without the merges themselves."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("people").get_models()
        if model is not Merge and not hasattr(model, "instance_type")
    }


def test_what_pointed_at_the_duplicate_points_at_the_kept(officer: User) -> None:
    family = make_family()
    kept, duplicate = make_child("Mohammed Khan", family=family), make_child("Muhammad Khan")
    mother = make_relationship(duplicate)
    home = make_residence(duplicate.person, is_protected=True)
    merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    for row in [mother, home]:
        row.refresh_from_db()
    assert mother.child_id == kept.pk
    assert home.person_id == kept.pk
    assert list(Child.objects.visible_to(officer)) == [kept]
    assert standing_record(Person.objects.get(pk=duplicate.pk)) == kept.person
    event = Event.objects.latest("id")
    assert event.verb == "people.merge"
    assert set(event.child_ids) == {kept.pk, duplicate.pk}


def test_unmerging_restores_everything(officer: User) -> None:
    kept = make_child(upn="H801200001001")
    duplicate = make_child(nhs_number="9434765919", school="Hillside", upn="X801200001002")
    for child in (kept, duplicate):
        make_relationship(child, kind=RelationshipKind.FATHER)
        make_residence(child.person)
    before = snapshot()
    made = merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    both = Child.objects.get(pk=kept.pk)
    assert (both.nhs_number, both.upn) == ("9434765919", "H801200001001")
    assert both.former_upn == "X801200001002"
    unmerge(merge=made, reason="Two boys after all", by=officer)
    assert snapshot() == before
    with pytest.raises(CannotMerge, match="already"):
        unmerge(merge=made, reason="Again", by=officer)


def test_protection_on_either_record_is_kept(officer: User) -> None:
    kept, duplicate = make_child(), make_child()
    father = make_person()
    make_relationship(kept, father, kind=RelationshipKind.FATHER)
    make_relationship(
        duplicate, father, kind=RelationshipKind.FATHER, must_not_be_told=True, poses_risk=True
    )
    address = make_address()
    make_residence(kept.person, address=address)
    make_residence(duplicate.person, address=address, is_protected=True)
    Person.objects.filter(pk=duplicate.pk).update(is_protected=True)
    merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    told = Relationship.objects.get(child=kept, person=father)
    assert (told.must_not_be_told, told.poses_risk) == (True, True)
    assert Residence.objects.get(person=kept.person).is_protected
    assert Person.objects.get(pk=kept.pk).is_protected


def test_the_duplicates_other_home_becomes_a_past_one(officer: User) -> None:
    kept, duplicate = make_child(), make_child()
    mine = make_residence(kept.person)
    theirs = make_residence(duplicate.person)
    merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    theirs.refresh_from_db()
    assert theirs.person_id == kept.pk
    assert theirs.to_on is not None
    assert Residence.objects.get(to_on__isnull=True) == mine


def test_of_two_homes_the_protected_one_stands(officer: User) -> None:
    kept, duplicate = make_child(), make_child()
    left = make_residence(kept.person)
    refuge = make_residence(duplicate.person, is_protected=True)
    merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    left.refresh_from_db()
    assert left.to_on is not None
    assert Residence.objects.get(to_on__isnull=True, person=kept.person) == refuge


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        (SafeContact.POST, SafeContact.NONE, (SafeContact.NONE, "She is in a refuge.")),
        (SafeContact.PHONE, SafeContact.BY_HAND, (SafeContact.BY_HAND, "She is in a refuge.")),
        (SafeContact.NONE, SafeContact.EMAIL, (SafeContact.NONE, "As recorded first.")),
    ],
)
def test_of_two_ways_to_reach_a_parent_the_more_careful_one_stands(
    officer: User, mine: SafeContact, theirs: SafeContact, stands: tuple[SafeContact, str]
) -> None:
    kept = make_person(safe_contact=mine, safe_contact_note="As recorded first.")
    duplicate = make_person(safe_contact=theirs, safe_contact_note="She is in a refuge.")
    for parent in (kept, duplicate):
        make_relationship(make_child(), parent)
    merge(kept=kept, duplicate=duplicate, reason=REASON, by=officer)
    kept.refresh_from_db()
    assert (kept.safe_contact, kept.safe_contact_note) == stands


@pytest.mark.parametrize(
    ("mine", "theirs", "stands"),
    [
        # The way of the duplicate, with its own address.
        (("post", "shared@home.example"), ("email", "safe@refuge.example"), ("email", THEIRS)),
        (("email", ""), ("email", "safe@refuge.example"), ("email", THEIRS)),
        # Written otherwise it is the same one.
        (("email", MINE), ("email", MINE.upper()), ("email", MINE.upper())),
        # Mine, with mine.
        (("email", MINE), ("post", THEIRS), ("email", MINE)),
        # The address was agreed for another way, or each says another: somebody asks.
        (("email", ""), ("post", THEIRS), ("none", THEIRS)),
        (("post", MINE), ("email", ""), ("none", MINE)),
        (("email", MINE), ("email", THEIRS), ("none", MINE)),
    ],
)
def test_the_way_of_one_record_never_goes_with_the_address_of_the_other(
    officer: User, mine: tuple[str, str], theirs: tuple[str, str], stands: tuple[str, str]
) -> None:
    kept, duplicate = (
        make_person(safe_contact=way, email=email, safe_contact_note="As agreed.")
        for way, email in (mine, theirs)
    )
    for parent in (kept, duplicate):
        make_relationship(make_child(), parent)
    made = merge(kept=kept, duplicate=duplicate, reason=REASON, by=officer)
    kept.refresh_from_db()
    assert (kept.safe_contact, kept.email) == stands
    assert ("Ask them" in kept.safe_contact_note) == (stands[0] == "none")
    unmerge(merge=made, reason="Two after all", by=officer)
    kept.refresh_from_db()
    assert (kept.safe_contact, kept.email) == mine


def test_nor_the_telephone(officer: User) -> None:
    kept = make_person(telephone="07700 900001")
    duplicate = make_person(telephone="07700 900002", safe_contact=SafeContact.PHONE)
    for parent in (kept, duplicate):
        make_relationship(make_child(), parent)
    merge(kept=kept, duplicate=duplicate, reason=REASON, by=officer)
    kept.refresh_from_db()
    assert (kept.safe_contact, kept.telephone) == (SafeContact.PHONE, "07700 900002")


def test_a_child_recorded_as_their_own_sibling_is_not_related_to_themselves(officer: User) -> None:
    child = make_child()
    sibling = make_person()
    make_relationship(child, sibling, kind=RelationshipKind.SIBLING)
    merge(kept=child.person, duplicate=sibling, reason=REASON, by=officer)
    assert Relationship.objects.get().person == sibling


def test_two_relatives_become_one(officer: User) -> None:
    one, other = make_child(), make_child()
    aunt, same_aunt = make_person(telephone=""), make_person(telephone="0113 496 0002")
    make_relationship(one, aunt)
    make_relationship(other, same_aunt)
    merge(kept=aunt, duplicate=same_aunt, reason=REASON, by=officer)
    aunt.refresh_from_db()
    assert aunt.relationships.count() == 2
    assert aunt.telephone == "0113 496 0002"


def test_a_change_made_since_is_left_alone(officer: User) -> None:
    kept, duplicate = make_child(), make_child()
    row = make_relationship(duplicate)
    made = merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    other = make_child()
    Relationship.objects.filter(pk=row.pk).update(child=other)
    unmerge(merge=made, reason="Two after all", by=officer)
    row.refresh_from_db()
    assert row.child == other
    assert Event.objects.latest("id").detail["changed_since"] == 1


class TestRefused:
    def test_different_nhs_numbers(self, officer: User) -> None:
        one, other = make_child(nhs_number="9434765919"), make_child(nhs_number="9000000009")
        with pytest.raises(CannotMerge, match="NHS"):
            merge(kept=one.person, duplicate=other.person, reason=REASON, by=officer)

    def test_the_record_of_the_child_is_the_one_to_keep(self, officer: User) -> None:
        child = make_child()
        sibling = make_relationship(make_child()).person
        with pytest.raises(CannotMerge, match="recorded as a child"):
            merge(kept=sibling, duplicate=child.person, reason=REASON, by=officer)

    def test_two_people_who_sign_in(self, officer: User) -> None:
        one, other = make_staff(Role.SOCIAL_WORKER), make_staff(Role.SOCIAL_WORKER)
        with pytest.raises(CannotMerge, match="sign in"):
            merge(
                kept=one.professional.person,
                duplicate=other.professional.person,
                reason=REASON,
                by=officer,
            )

    def test_the_record_that_signs_in_is_the_one_to_keep(self, officer: User) -> None:
        """Or their cases would stand with a record that nobody signs in as."""
        worker, partner = make_staff(Role.SOCIAL_WORKER).professional, make_professional()
        with pytest.raises(CannotMerge, match="signs in"):
            merge(kept=partner.person, duplicate=worker.person, reason=REASON, by=officer)
        merge(kept=worker.person, duplicate=partner.person, reason=REASON, by=officer)

    @pytest.mark.parametrize("how", ["restricted", "named", "conflict"])
    def test_two_children_whose_families_are_open_to_different_people(
        self, officer: User, how: str
    ) -> None:
        """What is kept of the child in one family would be read in the other (A8)."""
        kept, duplicate = make_child(), make_child()
        for child in (kept, duplicate):
            make_named_access(child.family, officer)
        Family.objects.filter(pk=duplicate.family_id).update(is_restricted=how != "conflict")
        Family.objects.filter(pk=kept.family_id).update(is_restricted=how == "named")
        other = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        if how == "named":
            make_named_access(duplicate.family, other)
        if how == "conflict":
            make_conflict(duplicate.family, other)
        with pytest.raises(CannotMerge, match="two families"):
            merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
        beside = make_child(family=duplicate.family)
        merge(kept=beside.person, duplicate=duplicate.person, reason=REASON, by=officer)

    def test_one_record_or_one_merged_already(self, officer: User) -> None:
        one, other, third = (make_professional().person for _ in range(3))
        with pytest.raises(CannotMerge, match="different"):
            merge(kept=one, duplicate=one, reason=REASON, by=officer)
        merge(kept=one, duplicate=other, reason=REASON, by=officer)
        with pytest.raises(CannotMerge, match="already merged"):
            merge(kept=third, duplicate=other, reason=REASON, by=officer)

    def test_both_must_be_visible(self, officer: User) -> None:
        one, other = make_child(), make_child()
        make_conflict(other.family, officer)
        with pytest.raises(NotAllowed):
            merge(kept=one.person, duplicate=other.person, reason=REASON, by=officer)

    def test_every_family_of_both_must_be_visible(self, officer: User) -> None:
        mine, other = make_child(), make_child()
        grandmother, same = make_person(), make_person()
        for child, person in ((mine, grandmother), (mine, same), (other, same)):
            make_relationship(child, person, kind=RelationshipKind.GRANDPARENT)
        conflict = make_conflict(other.family, officer)
        for kept, duplicate in ((grandmother, same), (same, grandmother)):
            with pytest.raises(NotAllowed):
                merge(kept=kept, duplicate=duplicate, reason=REASON, by=officer)
        conflict.delete()
        made = merge(kept=grandmother, duplicate=same, reason=REASON, by=officer)
        make_conflict(other.family, officer)
        with pytest.raises(NotAllowed):
            unmerge(merge=made, reason="Two after all", by=officer)

    def test_taking_it_back_needs_both_too(self, officer: User) -> None:
        kept, duplicate = make_child(), make_child()
        made = merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
        make_conflict(duplicate.family, officer)
        with pytest.raises(NotAllowed):
            unmerge(merge=made, reason="Two after all", by=officer)

    def test_by_the_role_and_with_a_reason(self, officer: User) -> None:
        one, other = make_professional().person, make_professional().person
        with pytest.raises(NotAllowed):
            merge(kept=one, duplicate=other, reason=REASON, by=make_staff(Role.BUSINESS_SUPPORT))
        with pytest.raises(BadDetail):
            merge(kept=one, duplicate=other, reason=" ", by=officer)

    def test_professionals_by_a_data_officer_alone(self, officer: User) -> None:
        """A manager refused only for some would learn that those have a family of their own."""
        head = make_staff(Role.HEAD_OF_SERVICE)
        plain, nurse = make_person("Wren Oakley"), make_professional().person
        with pytest.raises(NotAllowed):
            merge(kept=nurse, duplicate=plain, reason=REASON, by=head)
        made = merge(kept=nurse, duplicate=plain, reason=REASON, by=officer)
        with pytest.raises(NotAllowed):
            unmerge(merge=made, reason="Two after all", by=head)


flags = st.fixed_dictionaries(
    {name: st.booleans() for name in ("must_not_be_told", "poses_risk", "lives_with")}
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    shared=st.lists(st.tuples(flags, flags), max_size=3),
    only_duplicate=st.lists(flags, max_size=3),
    homes=st.tuples(st.booleans(), st.booleans(), st.booleans(), st.booleans()),
    born=st.tuples(*[st.none() | st.dates(dt.date(2010, 1, 1), dt.date(2020, 1, 1))] * 2),
)
def test_merge_then_unmerge_is_as_if_nothing_had_happened(
    officer: User,
    shared: list[tuple[dict[str, bool], dict[str, bool]]],
    only_duplicate: list[dict[str, bool]],
    homes: tuple[bool, bool, bool, bool],
    born: tuple[dt.date | None, dt.date | None],
) -> None:
    kept, duplicate = (make_child(date_of_birth=day) for day in born)
    for mine, theirs in shared:
        relative = make_person()
        make_relationship(kept, relative, **mine)
        make_relationship(duplicate, relative, **theirs)
    for theirs in only_duplicate:
        make_relationship(duplicate, **theirs)
    has_home, other_has_home, same, protected = homes
    address = make_address()
    if has_home:
        make_residence(kept.person, address=address)
    if other_has_home:
        make_residence(duplicate.person, address=address if same else None, is_protected=protected)
    before = snapshot()
    made = merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    pointing = Relationship.objects.filter(child=kept)
    for mine, theirs in shared:
        assert pointing.filter(must_not_be_told=True).count() >= (
            mine["must_not_be_told"] or theirs["must_not_be_told"]
        )
    assert pointing.count() == len(shared) + len(only_duplicate)
    unmerge(merge=made, reason="Two after all", by=officer)
    assert snapshot() == before


def test_what_rooms_above_point_at_moves_too_and_its_family_with_it(officer: User) -> None:
    kept, duplicate = make_child(), make_child()
    deadline = make_deadline(child=duplicate)
    made = merge(kept=kept.person, duplicate=duplicate.person, reason=REASON, by=officer)
    deadline.refresh_from_db()
    assert (deadline.child_id, deadline.family_id) == (kept.pk, kept.family_id)
    unmerge(merge=made, reason="Two after all", by=officer)
    deadline.refresh_from_db()
    assert (deadline.child_id, deadline.family_id) == (duplicate.pk, duplicate.family_id)
