"""Makes the file of each kind of return."""

from __future__ import annotations

import tempfile
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from reporting.models import ReturnRun
from reporting.returns.authority import our_authority
from reporting.returns.census.rule import Found
from reporting.returns.domain.annex_a import annex_a
from reporting.returns.domain.census_making import make_census
from reporting.returns.domain.cp_is import cp_is_extract
from reporting.returns.domain.data_set import write_data_set
from reporting.returns.domain.files import private_folder
from reporting.returns.enums import ReturnKind
from reporting.returns.table import as_csv, csv_name, write_workbook


@dataclass
class Made:
    """Whom the file names, and what its checks found."""

    children: list[int]
    found: list[Found] = field(default_factory=list)
    not_checkable: dict[str, int] = field(default_factory=dict)


def make_file(run: ReturnRun, out: IO[bytes]) -> Made:
    """Raises `AuthorityNotSet`."""
    return MAKERS[ReturnKind(run.kind)](run, out)


def file_name(run: ReturnRun) -> str:
    """It says whose return it is, and whether it is only a draft."""
    code, day = our_authority().code, f"{run.as_at:%Y-%m-%d}"
    if run.kind == ReturnKind.CENSUS:
        return f"{code}-cin-{run.year}{'' if run.is_ready else '-DRAFT'}.xml"
    if run.kind == ReturnKind.CP_IS:
        return f"{code}-cp-is-not-conformance-tested-{day}.csv"
    return f"{code}-{run.kind.replace('_', '-')}-{day}.zip"


def _census(run: ReturnRun, out: IO[bytes]) -> Made:
    assert run.began_at is not None

    def tell(done: int) -> None:
        ReturnRun.objects.filter(pk=run.pk).update(done=done)

    census = make_census(out, year=run.year, serial=run.pk, made_at=run.began_at, tell=tell)
    return Made(census.children, census.found, census.beyond.children)


def _annex_a(run: ReturnRun, out: IO[bytes]) -> Made:
    our_authority()
    lists = annex_a(run.as_at)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
        with box.open("annex-a.xlsx", "w") as file:
            write_workbook(file, lists.sheets)
        for sheet in lists.sheets:
            box.writestr(csv_name(sheet), as_csv(sheet))
    return Made(sorted(lists.children), not_checkable=lists.not_held)


def _cp_is(run: ReturnRun, out: IO[bytes]) -> Made:
    extract = cp_is_extract(run.as_at)
    out.write(extract.content())
    return Made(extract.children)


def _data_set(run: ReturnRun, out: IO[bytes]) -> Made:
    our_authority()
    with tempfile.TemporaryDirectory(dir=private_folder()) as folder:
        children = write_data_set(Path(folder))
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as box:
            for path in sorted(Path(folder).glob("*.csv")):
                box.write(path, path.name)
    return Made(children)


MAKERS = {
    ReturnKind.CENSUS: _census,
    ReturnKind.ANNEX_A: _annex_a,
    ReturnKind.DATA_SET: _data_set,
    ReturnKind.CP_IS: _cp_is,
}
