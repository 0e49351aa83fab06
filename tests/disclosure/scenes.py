"""What the tests of incidents share: a pack for the mother, and what the checks found."""

from __future__ import annotations

from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.releasing import release
from disclosure.models import Pack
from tests.disclosure.conftest import Household
from tests.factories.disclosure import (
    make_pack,
    make_passage,
    make_recipient,
)

POLICE_WORDS = (
    "Police hold intelligence that the boy next door was hurt in the same house last May."
)


def found(pack: Pack) -> set[tuple[str, str]]:
    return {(row.check_name, row.text) for row in pack.findings.filter(sha256=pack.sha256)}


def checks(pack: Pack) -> set[str]:
    return {name for name, _ in found(pack)}


def mothers_pack(home: Household, text: str, **fields: object) -> Pack:
    passage = make_passage(home.record, text, audience=[home.mother])
    return make_pack(make_recipient(home.record, home.mother, **fields), passage, by=home.chair)


def release_after_reading(pack: Pack, home: Household) -> Pack:
    open_for_clearing(pack, by=home.chair)
    return release(pack, by=home.chair)
