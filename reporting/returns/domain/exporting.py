"""Returns made by a command, for whoever runs the machine. Each is audited as an export."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from audit.domain import record
from audit.enums import Action
from reporting.models import ReturnRun
from reporting.returns.authority import our_authority
from reporting.returns.census.rule import Severity
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.annex_a import annex_a
from reporting.returns.domain.census_making import Census, make_census
from reporting.returns.domain.cp_is import Extract, cp_is_extract
from reporting.returns.domain.data_set import write_data_set
from reporting.returns.domain.files import written_whole
from reporting.returns.enums import ReturnKind, ReturnState
from reporting.returns.table import as_csv, csv_name, write_workbook
from timescales.domain import today_in_london


@transaction.atomic
def export_census(*, year: int, path: Path) -> Census:
    """Write and check the census of the year; with errors it is a draft.

    Raises `AuthorityNotSet`, ValueError for the year, OSError.
    """
    run = _begun(ReturnKind.CENSUS, CensusYear(year).last)
    with written_whole(path) as out:
        census = make_census(out, year=year, serial=run.pk, made_at=timezone.now())
    run.errors, run.queries = census.count(Severity.ERROR), census.count(Severity.QUERY)
    run.not_checkable = census.beyond.children
    _finish(run, census.children)
    return census


@transaction.atomic
def export_annex_a(*, folder: Path) -> list[Path]:
    """Lists 5 and 7 of today, as a workbook and as CSV. Raises `AuthorityNotSet`, OSError."""
    our_authority()
    lists = annex_a(today_in_london())
    book = folder / "annex-a.xlsx"
    with written_whole(book) as out:
        write_workbook(out, lists.sheets)
    paths = [book]
    for sheet in lists.sheets:
        paths.append(folder / csv_name(sheet))
        with written_whole(paths[-1]) as out:
            out.write(as_csv(sheet))
    run = _begun(ReturnKind.ANNEX_A, lists.as_at)
    run.not_checkable = lists.not_held
    _finish(run, sorted(lists.children))
    return paths


@transaction.atomic
def export_data_set(*, folder: Path) -> list[int]:
    """Every table of the Standard Safeguarding Dataset. Returns the ids of the children in it.

    Raises OSError.
    """
    children = write_data_set(folder)
    _finish(_begun(ReturnKind.DATA_SET, today_in_london()), children)
    return children


@transaction.atomic
def export_cp_is(*, path: Path) -> Extract:
    """The neutral extract of today, and who is missing in it. Raises `AuthorityNotSet`, OSError."""
    extract = cp_is_extract(today_in_london())
    with written_whole(path) as out:
        out.write(extract.content())
    _finish(_begun(ReturnKind.CP_IS, extract.as_at), extract.children)
    return extract


def _begun(kind: ReturnKind, as_at: dt.date) -> ReturnRun:
    now = timezone.now()
    return ReturnRun.objects.create(
        kind=kind, as_at=as_at, state=ReturnState.MADE, began_at=now, made_at=now
    )


def _finish(run: ReturnRun, children: list[int]) -> None:
    """Nothing of it is kept here but that it was made, and of whom."""
    run.children, run.done = children, len(children)
    run.save()
    record(Action.EXPORTED, f"reporting.{run.kind}", by=None, subjects=[run], children=children)
