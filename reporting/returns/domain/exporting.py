"""Returns made by a command, for whoever runs the machine. Each is audited as an export."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from django.db import transaction
from django.utils import timezone

from audit.domain import record
from audit.enums import Action
from reporting.models import ReturnRun
from reporting.returns.census.rule import Severity
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_making import Census, make_census
from reporting.returns.domain.files import written_whole
from reporting.returns.enums import ReturnKind, ReturnState


@transaction.atomic
def export_census(*, year: int, path: Path) -> Census:
    """Write and check the census of the year; with errors it is a draft.

    Raises `AuthorityNotSet`, ValueError for the year, OSError.
    """
    now = timezone.now()
    run = start_run(ReturnKind.CENSUS, CensusYear(year).last, now)
    with written_whole(path) as out:
        census = make_census(out, year=year, serial=run.pk, made_at=now)
        run.errors, run.queries = census.count(Severity.ERROR), census.count(Severity.QUERY)
        finish_run(run, census.children)
    return census


def start_run(kind: ReturnKind, as_at: dt.date, now: dt.datetime) -> ReturnRun:
    return ReturnRun.objects.create(
        kind=kind, as_at=as_at, state=ReturnState.MADE, began_at=now, made_at=now
    )


def finish_run(run: ReturnRun, children: list[int]) -> None:
    """Nothing of it is kept here but that it was made, and of whom."""
    run.children = children
    run.save()
    record(Action.EXPORTED, f"reporting.{run.kind}", by=None, subjects=[run], children=children)
