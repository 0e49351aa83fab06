"""What is kept of what the checks find, when they find a great deal."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import islice, product
from unittest.mock import patch

import pytest
from django.utils import timezone
from hypothesis import given, settings
from hypothesis import strategies as st

from accounts.errors import WrongState
from disclosure.domain import checking
from disclosure.domain.checks.pages import Hit
from disclosure.domain.releasing import release_without_clearance
from disclosure.enums import Check, Restriction, SourceKind
from disclosure.models import Pack, PassageClearance
from people.enums import Role
from people.models import Person
from tests.disclosure.conftest import Household
from tests.disclosure.scenes import POLICE_WORDS, mothers_pack
from tests.factories.disclosure import make_passage
from tests.factories.people import make_address, make_child, make_residence, make_staff

ANY_HIT = [
    Hit(check, text, page)
    for check, text, page in product(
        [check for check in Check if check != Check.TOO_MUCH], "ab", range(2)
    )
]


def strangers(number: int) -> Iterator[str]:
    """As many people whom nobody in this family knows, each with a name of their own."""
    endings = map("".join, product("bcdfghjklm", repeat=3))
    people = [
        Person(given_names=f"Za{end}", family_name=f"Qo{end}") for end in islice(endings, number)
    ]
    return (person.name for person in Person.objects.bulk_create(people))


def counted(pack: Pack) -> Counter[str]:
    return Counter(pack.findings.values_list("check_name", flat=True))


class TestMoreThanCanBeShown:
    """A report of sixty pages names hundreds; a refuge's postcode stands on the first."""

    @pytest.fixture
    def pack(self, home: Household) -> Pack:
        refuge = make_address("9 Hidden Mews", postcode="B21 9ZZ")
        make_residence(home.bens_father, address=refuge, is_protected=True)
        make_passage(
            home.record,
            POLICE_WORDS,
            source_kind=SourceKind.POLICE,
            restriction=Restriction.RESTRICTED,
        )
        names = ", ".join(strangers(301))
        return mothers_pack(home, f"They are at B21 9ZZ. {POLICE_WORDS} {names}.")

    def test_names_never_push_out_an_address_or_copied_words(self, pack: Pack) -> None:
        assert counted(pack) == {
            Check.TOO_MUCH: 1,
            Check.POSTCODE: 1,
            Check.COPIED: 1,
            Check.NAME: 298,
        }

    def test_nobody_may_release_what_was_not_checked_to_its_end(self, pack: Pack) -> None:
        cut = pack.findings.get(check_name=Check.TOO_MUCH)
        assert not cut.can_be_cleared
        assert cut.text == checking.TOO_MUCH.format(most=300)
        with pytest.raises(WrongState, match="cannot leave: too much to check at once"):
            release_without_clearance(
                pack, by=make_staff(Role.HEAD_OF_SERVICE), reason="They are waiting."
            )


def test_the_limit_never_cuts_off_what_nobody_may_clear(
    home: Household, monkeypatch: pytest.MonkeyPatch
) -> None:
    make_child("Zebedee Quillfeather")
    pack = mothers_pack(home, "Zebedee Quillfeather was there.")
    PassageClearance.objects.update(revoked_at=timezone.now())
    monkeypatch.setattr(checking, "MOST_FINDINGS", 1)
    checking.run_checks(pack.pk)
    assert counted(pack) == {Check.TOO_MUCH: 1, Check.NOT_CLEARED: 1}


@settings(deadline=None)
@given(st.lists(st.sampled_from(ANY_HIT), max_size=12), st.integers(1, 6))
def test_either_all_is_shown_or_nothing_leaves(hits: list[Hit], most: int) -> None:
    with patch.object(checking, "MOST_FINDINGS", most):
        shown = checking._within_the_limit(hits)
    is_cut = Check.TOO_MUCH in {hit.check for hit in shown}
    assert is_cut == bool(set(hits) - set(shown))
    assert len(shown) == min(len(set(hits)), most) + is_cut
