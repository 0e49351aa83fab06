"""Who must be told nothing stays so when two records become one, and a document needs more."""

from __future__ import annotations

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from disclosure.domain.checking import run_checks
from disclosure.domain.documents import give_document
from disclosure.domain.handing_over import check_may_reach
from disclosure.domain.network import network_of
from disclosure.domain.reaching import reason_not_to_reach
from disclosure.domain.recipients import choose_recipient
from disclosure.enums import Capacity, Check, HandoverWay, PackKind, PackState, Restriction
from disclosure.models import Pack
from notifications.enums import Channel
from people.domain.merge import merge
from people.enums import Role, SafeContact
from people.models import Child, Relationship
from tests.disclosure.conftest import Household
from tests.disclosure.scenes import checks, mothers_pack
from tests.factories.disclosure import make_pack, make_passage, make_recipient, make_upload
from tests.factories.people import (
    confirm,
    make_address,
    make_child,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
)

pytestmark = pytest.mark.django_db


def joined(kept: Child, duplicate: Child) -> None:
    officer = make_staff(Role.DATA_OFFICER)
    merge(kept=kept.person, duplicate=duplicate.person, reason="One child", by=officer)


def bar(home: Household, *children: Child) -> None:
    rows = Relationship.objects.filter(person=home.adas_father, child__in=children)
    assert rows.update(must_not_be_told=True) == len(children)


def document_for_adas_father(home: Household) -> Pack:
    upload = make_upload(home.family, "A report of some length here.", by=home.chair)
    recipient = make_recipient(home.record, home.adas_father)
    return give_document(upload, recipient=recipient, by=home.chair)


def found_anew(pack: Pack) -> set[str]:
    run_checks(pack.pk)
    pack.refresh_from_db()
    return checks(pack)


def released(pack: Pack, by: User) -> Pack:
    pack.state, pack.cleared_at, pack.cleared_by = PackState.RELEASED, timezone.now(), by
    pack.save()
    return pack


def stopped(home: Household, pack: Pack) -> list[bool]:
    """By the check at release, at hand-over, and where recipients are chosen."""
    answers = [Check.MUST_NOT_BE_TOLD in found_anew(pack)]
    for step in (
        lambda: check_may_reach(released(pack, home.chair), HandoverWay.SECURE_LINK),
        lambda: choose_recipient(record=home.record, person=home.adas_father, by=home.chair),
    ):
        try:
            step()
        except (WrongState, NotAllowed):
            answers.append(True)
        else:
            answers.append(False)
    return answers


def test_whoever_must_be_told_nothing_of_any_child_gets_nothing(home: Household) -> None:
    make_relationship(home.ben, home.adas_father)
    passage = make_passage(home.record, audience=[home.adas_father], about=[home.ben])
    pack = make_pack(make_recipient(home.record, home.adas_father), passage, by=home.chair)
    bar(home, home.ada)
    assert stopped(home, pack) == [False, False, False]
    bar(home, home.ada, home.ben)
    assert stopped(home, pack) == [True, True, True]


def test_nor_where_a_child_was_recorded_twice_in_the_family(home: Household) -> None:
    make_relationship(home.ben, home.adas_father)
    twice = make_child("Adah Okonkwo-Hale", family=home.family)
    joined(home.ada, twice)
    pack = document_for_adas_father(home)
    assert stopped(home, pack) == [False, False, False]
    bar(home, home.ada, home.ben)
    assert stopped(home, pack) == [True, True, True]


def test_a_document_goes_to_nobody_who_must_not_be_told_of_one_child(home: Household) -> None:
    """Nobody says which of them it is about."""
    make_relationship(home.ben, home.adas_father)
    pack = document_for_adas_father(home)
    assert pack.kind == PackKind.DOCUMENT
    bar(home, home.ada)
    assert stopped(home, pack) == [True, True, False]


def test_a_child_kept_in_another_family_still_belongs_to_this_one(home: Household) -> None:
    elsewhere = make_child("Ada Okonkwo-Hale")
    pack = document_for_adas_father(home)
    joined(elsewhere, home.ada)
    network = network_of(home.family.pk)
    assert network.standing == {elsewhere.pk, home.ben.pk}
    assert network.children == {elsewhere.pk, home.ada.pk, home.ben.pk}
    assert home.adas_father.pk in network.members
    assert stopped(home, pack) == [False, False, False]
    bar(home, elsewhere)
    assert stopped(home, pack)[:2] == [True, True]


@pytest.mark.parametrize("is_kept_elsewhere", [False, True])
@pytest.mark.parametrize("has_ended", [False, True])
def test_an_address_shared_with_a_risk_stays_one(
    home: Household, is_kept_elsewhere: bool, has_ended: bool
) -> None:
    """Also where the tie has ended, with which no risk ends."""
    home.mother.email, home.mother.safe_contact = "both@home.example", SafeContact.EMAIL
    home.mother.save()
    confirm(home.mother)
    risky = make_person("Rex Riskwell", email="both@home.example")
    make_relationship(
        home.ada, risky, poses_risk=True, to_on=timezone.localdate() if has_ended else None
    )
    place = make_address("7 Shared Lane")
    for person in (home.mother, risky):
        make_residence(person, address=place)
    pack = mothers_pack(home, "Some words.", way=HandoverWay.POST)
    if is_kept_elsewhere:
        joined(make_child("Ada Okonkwo-Hale"), home.ada)
    assert Check.SHARED_ADDRESS in found_anew(pack)
    assert "poses a risk" in reason_not_to_reach(pack, Channel.EMAIL, "both@home.example")


def test_a_professional_who_turned_out_to_be_a_relative_gets_nothing_restricted(
    home: Household,
) -> None:
    nurse = home.nurse.person
    passage = make_passage(home.record, restriction=Restriction.RESTRICTED, audience=[nurse])
    recipient = make_recipient(home.record, nurse, capacity=Capacity.PROFESSIONAL)
    pack = make_pack(recipient, passage, by=home.chair)
    assert found_anew(pack) == set()
    make_relationship(home.ada, nurse, to_on=timezone.localdate())
    assert Check.RESTRICTED_SOURCE in found_anew(pack)
