"""What the data set carries out comes in again as it was: every figure is the same."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction

from people.models import Child
from reporting.domain.figures import figure
from reporting.enums import RunState
from reporting.measures import ALL
from reporting.period import month_of, year_of
from tests.reporting.imports.folder import Tables, bring_in, history, not_carried, write
from tests.reporting.parts import Parts, assert_each_split_has_parts, parts_carried

pytestmark = pytest.mark.django_db
PERIODS = (
    month_of(dt.date(2025, 10, 1)),
    year_of(dt.date(2023, 9, 1)),
    year_of(dt.date(2025, 9, 1)),
)
# Noor's conference was five working days late; of Fergus's enquiry no day is known, and he has no
# plan. Neither a guess nor a 0 for him.
BY_HAND = {
    "icpc_children": (2, None),
    "icpc_in_time": (0, 1),
    "icpc_clock_unknown": (1, 2),
    "icpc_no_plan": (1, 2),
    "plans_open": (1, None),
    "reviews_in_time": (1, 1),
    "visits_alone": (2, 2),
}


def _history() -> Tables:
    """With a chair, whose caseload is counted."""
    tables = history()
    chair = {"invo_involvements_id": "3", "invo_professional_role_id": "Conference chair"}
    tables["ssd_involvements"].append(tables["ssd_involvements"][1] | chair)
    return tables


def _figures() -> dict[tuple[str, str], tuple[int | None, int | None]]:
    found = {}
    for measure in ALL:
        for period in PERIODS:
            one = figure(measure, period)
            found[measure.code, str(period)] = (one.numerator, one.denominator)
    return found


def _parts() -> Parts:
    return parts_carried({str(period): period for period in PERIODS})


def test_an_export_brought_into_an_empty_database_answers_every_measure_alike(
    tmp_path: Path,
) -> None:
    out = tmp_path / "out"
    with transaction.atomic():
        bring_in(write(tmp_path / "in", _history()))
        before, parts = _figures(), _parts()
        call_command("export_ssd", str(out))
        transaction.set_rollback(True)
    assert not Child.objects.exists()
    result, found = bring_in(out)
    assert (result.state, [each for each in found if each[0] == "error"]) == (RunState.DONE, [])
    assert (_figures(), _parts()) == (before, parts)
    assert_each_split_has_parts(parts)
    _assert_not_guessed()
    year = str(PERIODS[2])
    assert {name: before[name, year] for name in BY_HAND} == BY_HAND


def _assert_not_guessed() -> None:
    """What the files do not tell is not available: neither 0 nor “none in the period”. The
    documentation says of each such figure why."""
    told = {each.name: figure(each, PERIODS[2]) for each in ALL}
    words = {name: one.words for name, one in told.items() if one.numerator is None}
    assert {name for name, said in words.items() if said != "Not available"} == set()
    assert words.keys() == not_carried(), sorted(words.keys() ^ not_carried())
