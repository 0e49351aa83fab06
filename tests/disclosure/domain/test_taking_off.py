"""Whoever was put on the sheet by mistake comes off it, and nothing waits for them any more."""

from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from disclosure.domain.building import build_packs
from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.recipients import choose_recipient
from disclosure.domain.releasing import recall, release
from disclosure.domain.taking_off import take_off, who_hold_packs
from disclosure.enums import PackState
from disclosure.models import Pack
from tests.disclosure.conftest import Household
from tests.factories.disclosure import document_of, make_pack, make_passage, make_recipient
from tests.factories.people import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def pack(home: Household) -> Pack:
    passage = make_passage(home.record, audience=[home.mother])
    return make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)


def build_again(home: Household, pack: Pack) -> list[Pack]:
    document = document_of(*home.record.passages.all())
    return build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)


def test_what_has_not_left_is_void_and_is_not_made_again(home: Household, pack: Pack) -> None:
    take_off(record=home.record, person=home.mother, by=home.chair)
    pack.refresh_from_db()
    assert (pack.state, build_again(home, pack)) == (PackState.VOID, [])


def test_put_on_again_a_new_one_is_made(home: Household, pack: Pack) -> None:
    take_off(record=home.record, person=home.mother, by=home.chair)
    choose_recipient(record=home.record, person=home.mother, by=home.chair)
    [again] = build_again(home, pack)
    assert (again.state, again.version) == (PackState.DRAFT, 2)


def test_who_holds_one_stays_until_it_is_recalled(home: Household, pack: Pack) -> None:
    open_for_clearing(pack, by=home.chair)
    release(pack, by=home.chair)
    take_off(record=home.record, person=home.mother, by=home.chair)
    assert build_again(home, pack) == [pack]
    assert who_hold_packs([pack.recipient]) == {home.mother.pk}
    recall(pack, by=home.chair, reason="It was the wrong person.")
    take_off(record=home.record, person=home.mother, by=home.chair)
    assert build_again(home, pack) == []


def test_a_stranger_to_the_family_takes_nobody_off(home: Household, pack: Pack) -> None:
    with pytest.raises(NotAllowed):
        take_off(record=home.record, person=home.mother, by=make_user())
    assert build_again(home, pack) == [pack]
