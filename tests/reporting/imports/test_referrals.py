"""Which referral a plan or a conference belongs to is kept, for the census and for the way out."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from django.core.management import call_command

from people.models import Child
from reporting.models import ImportedRow
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_records import records_for
from reporting.returns.domain.census_tree import census_child
from tests.reporting.imports.folder import Tables, bring_in, history, write
from timescales.domain import current_clock

pytestmark = pytest.mark.django_db
CONFERENCES, PLANS = "ssd_initial_cp_conference", "ssd_cp_plans"
NAMED = {CONFERENCES: "icpc_referral_id", PLANS: "cppl_referral_id"}


def _two_referrals() -> Tables:
    """Both were open when Noor's plan began, and no enquiry says which of them it belongs to."""
    tables = history()
    later = {"cine_referral_id": "R2", "cine_referral_date": "2025-09-20"}
    tables["ssd_cin_episodes"].append(tables["ssd_cin_episodes"][0] | later)
    unnamed = {"s47e_referral_id": "", "s47e_s47_start_date": "2025-09-22"}
    tables["ssd_s47_enquiry"][1] |= unnamed
    return tables


def _name(tables: Tables, referral: str, *of: str) -> None:
    for table in of:
        tables[table][1][NAMED[table]] = referral


def _of_the_first() -> tuple[int, int, bool]:
    """What the census tells under it: enquiries, plans, and whether the child moved here."""
    (records,) = records_for([Child.objects.get(local_id="101").pk])
    told = census_child(records, CensusYear(2026), current_clock().calendar)
    (first,) = (each for each in told.episodes if each.about == "referral:R1")
    return len(first.enquiries), len(first.plans), first.transfer_in_on is not None


@pytest.mark.parametrize("naming", [(CONFERENCES,), (PLANS,), (CONFERENCES, PLANS)])
@pytest.mark.parametrize("moved_here", [False, True])
def test_the_census_puts_what_belongs_together_to_the_referral_that_is_named(
    naming: tuple[str, ...], moved_here: bool, tmp_path: Path
) -> None:
    tables = _two_referrals()
    if moved_here:
        tables[CONFERENCES][1] |= {"icpc_icpc_transfer_in": "Y", "icpc_s47_enquiry_id": ""}
    bring_in(write(tmp_path, tables))
    assert _of_the_first() == (0, 0, False)  # all to the later one
    _name(tables, "R1", *naming)
    bring_in(write(tmp_path, tables))
    assert _of_the_first() == (0 if moved_here else 1, 1, moved_here)


def test_a_referral_that_was_closed_by_then_is_not_believed(tmp_path: Path) -> None:
    tables = _two_referrals()
    tables["ssd_cin_episodes"][0]["cine_close_date"] = "2025-09-10"
    _name(tables, "R1", CONFERENCES, PLANS)
    bring_in(write(tmp_path, tables))
    assert _of_the_first() == (0, 0, False)


def test_what_is_named_goes_out_as_it_came_in(tmp_path: Path) -> None:
    tables = _two_referrals()
    _name(tables, "R1", CONFERENCES, PLANS)
    theirs = {"cppl_cp_plan_id": "C9", "cppl_cp_plan_ola": "Y", NAMED[PLANS]: "R2"}
    tables[PLANS].append(tables[PLANS][1] | theirs)
    folder = write(tmp_path / "in", tables)
    bring_in(folder)
    again, _ = bring_in(folder)
    assert {state for counts in again.counts.values() for state in counts} == {"same"}
    call_command("export_ssd", tmp_path / "out")
    assert {table: _written(tmp_path / "out", table) for table in NAMED} == {
        CONFERENCES: ["", "", "R1"],
        PLANS: ["", "R1", "R2"],
    }


def _written(folder: Path, table: str) -> list[str]:
    with (folder / f"{table}.csv").open(newline="", encoding="utf-8") as file:
        return sorted(row[NAMED[table]] for row in csv.DictReader(file))


def _kept() -> list[str | None]:
    rows = ImportedRow.objects.filter(table__in=NAMED, source_id__in=["I1", "C1"])
    return list(rows.order_by("source_id").values_list("referral", flat=True))


def test_a_file_without_the_column_takes_none_away_and_an_empty_cell_does(tmp_path: Path) -> None:
    tables = _two_referrals()
    _name(tables, "R1", CONFERENCES, PLANS)
    bring_in(write(tmp_path, tables))
    assert _kept() == ["R1", "R1"]
    bring_in(write(tmp_path, _two_referrals()))
    assert _kept() == ["R1", "R1"]
    _name(tables, "", CONFERENCES)
    bring_in(write(tmp_path, tables))
    assert _kept() == ["R1", ""]


def test_a_referral_that_is_in_no_file_is_listed(tmp_path: Path) -> None:
    tables = _two_referrals()
    _name(tables, "R9", CONFERENCES, PLANS)
    _, found = bring_in(write(tmp_path, tables))
    assert [each for each in found if each[3] in NAMED.values()] == [
        ("gap", f"{CONFERENCES}.csv", "3", NAMED[CONFERENCES]),
        ("gap", f"{PLANS}.csv", "3", NAMED[PLANS]),
    ]
