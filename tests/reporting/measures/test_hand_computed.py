"""Every measure against small histories whose figures were worked out by hand, with the traps of
the two services' own reports (domain.md, section 13)."""

from __future__ import annotations

import pytest
from django.db import transaction
from pytest_django import DjangoDbBlocker

from reporting.domain.refresh import refresh_facts
from reporting.measures import BY_CODE
from tests.reporting.measures import (
    caseloads,
    duties,
    front_door,
    initials,
    meetings,
    plans,
    reviews,
)
from tests.reporting.measures.history import History, Key, said

# Counted once, not once by each worker.
pytestmark = pytest.mark.xdist_group("hand-computed")
HISTORIES = [
    each.HISTORY for each in (initials, reviews, plans, front_door, duties, meetings, caseloads)
]


@pytest.fixture(scope="module")
def found(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> dict[str, dict[Key, str]]:
    """What the code says of each history, which is gone again before the next is made."""
    told = {}
    with django_db_blocker.unblock():
        for history in HISTORIES:
            with transaction.atomic():
                history.build()
                refresh_facts()
                told[history.name] = {key: said(key) for key in history.expected}
                transaction.set_rollback(True)
    return told


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.name)
def test_each_figure_is_the_one_worked_out_by_hand(
    history: History, found: dict[str, dict[Key, str]]
) -> None:
    assert found[history.name] == history.expected


def test_every_measure_has_been_worked_out_by_hand() -> None:
    worked_out = {key[0] for history in HISTORIES for key in history.expected if len(key) == 2}
    assert set(BY_CODE) - worked_out == set()


def test_every_way_to_break_down_has_been_worked_out_by_hand() -> None:
    """Two may have one code ("which" of two kinds of thing): their names tell them apart."""
    ways = {
        (measure.code, split.code): (split.code, split.name)
        for measure in BY_CODE.values()
        for split in measure.splits
    }
    keys = [key for history in HISTORIES for key in history.expected]
    worked_out = {ways.get((key[0], key[2])) for key in keys if len(key) == 3}
    assert set(ways.values()) - worked_out == set()
