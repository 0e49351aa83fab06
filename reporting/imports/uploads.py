"""An import that was asked for in the browser: its files kept, then done by a worker.

What must be done is the row; a message in the queue only rings the bell. Whoever sweeps and finds
no import under way takes the oldest that is not finished: it was never begun, or whoever did it
died, and doing it again changes nothing that was done.
"""

from __future__ import annotations

import shutil
import uuid
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, connections, transaction

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.domain.record import REFUSALS
from audit.enums import Action
from people.domain.permission import require
from reporting import rules
from reporting.enums import RunState, Severity
from reporting.imports.findings import Findings
from reporting.imports.reading import KINDS
from reporting.imports.run import Result, finish, run_import
from reporting.locks import IMPORTING
from reporting.models import ImportRun

NOT_YOURS = "Only a data officer brings history in."
LARGEST = 200_000_000  # bytes as they come
LARGEST_UNPACKED = 2_000_000_000
MOST_FILES = 40
LONGEST_NAME = 60  # letters; the longest that is read has 30
CHUNK = 1 << 20
ZIP = b"PK\x03\x04"
# Packed in any other way (which a zip may be), a broken one is told by errors of its own.
PACKED_AS = {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
BROKEN_ZIP = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError)


def require_importer(by: User, verb: str) -> None:
    require(rules.brings_history_in(by), verb, by=by, message=NOT_YOURS)


@transaction.atomic
def ask_for_import(
    *, files: Iterable[UploadedFile[Any]], is_dry_run: bool, is_strict: bool, by: User
) -> ImportRun:
    """Keep the files and the wish. Raises `Refused`, and `DomainError` for files that are not what
    they say they are, or too large."""
    require_importer(by, "reporting.ask_for_import")
    run = ImportRun.objects.create(
        by=by, is_dry_run=is_dry_run, is_strict=is_strict, uploaded=uuid.uuid4().hex
    )
    folder = folder_of(run)
    folder.mkdir(parents=True)
    try:
        _keep(list(files), folder)
    except BaseException:
        shutil.rmtree(folder)
        raise
    record(Action.CREATED, "reporting.ask_for_import", by=by, subjects=[run])
    return run


def folder_of(run: ImportRun) -> Path:
    return Path(settings.PRIVATE_DIR) / "imports" / run.uploaded


def _keep(files: list[UploadedFile[Any]], folder: Path) -> None:
    if sum(file.size or 0 for file in files) > LARGEST:
        raise _bad("The files are larger than 200 MB. Use the command import_ssd for them.")
    for file in files:
        if Path(file.name or "").suffix.lower() == ".zip":
            _unpack(file, folder)
        else:
            _store(file.name or "", file.chunks(CHUNK), folder)
    if not any(folder.iterdir()):
        raise _bad("There is no CSV or XLSX file in it.")


def _unpack(file: UploadedFile[Any], folder: Path) -> None:
    """The files of a zip by their plain names, wherever they lie in it."""
    try:
        with zipfile.ZipFile(file) as packed:
            listed = [each for each in packed.infolist() if not each.is_dir()]
            wanted = [each for each in listed if Path(each.filename).suffix.lower() in KINDS]
            if sum(each.file_size for each in wanted) > LARGEST_UNPACKED:
                raise _bad("The zip is larger than 2 GB unpacked. Use the command import_ssd.")
            if any(each.compress_type not in PACKED_AS for each in wanted):
                raise _bad(f"{file.name} is packed in a way that is not read. Make a plain zip.")
            for each in wanted:
                with packed.open(each) as inside:
                    _store(each.filename, _pieces(inside, each.file_size), folder)
    except BROKEN_ZIP as error:
        message = f"{file.name} is not a whole zip without a password."
        raise _bad(message) from error


def _pieces(file: IO[bytes], size: int) -> Iterable[bytes]:
    """Never more than the zip says: it could say little and unpack to anything."""
    left = size
    while left > 0 and (piece := file.read(min(CHUNK, left))):
        left -= len(piece)
        yield piece


def _store(name: str, pieces: Iterable[bytes], folder: Path) -> None:
    plain = Path(name.replace("\\", "/")).name.lower()
    kind = Path(plain).suffix
    if kind not in KINDS:
        raise _bad(f"{plain} is neither CSV, XLSX nor zip.")
    if len(plain) > LONGEST_NAME:
        raise _bad(f"{plain[:LONGEST_NAME]}… has too long a name: name it after its table.")
    path = folder / plain
    if path.exists():
        raise _bad(f"{plain} is there twice: keep one of the two.")
    if len(list(folder.iterdir())) == MOST_FILES:
        raise _bad(f"There are more than {MOST_FILES} files.")
    with path.open("wb") as kept:
        for piece in pieces:
            if not kept.tell() and piece.startswith(ZIP) != (kind == ".xlsx"):
                raise _bad(f"{plain} is not what its name says. Save it as CSV or XLSX again.")
            kept.write(piece)


def _bad(message: str) -> DomainError:
    return DomainError(message, field="files")


def carry_on() -> int:
    """Do the imports that nobody is doing, oldest first; says how many. At most one at a time."""
    done = 0
    while _do_next():
        done += 1
    return done


def _do_next() -> bool:
    """Chosen, done and finished under one lock, which `run_import` takes once more: whoever else
    comes finds it held, and afterwards no run that only seems to be unfinished."""
    with _lock_if_free() as is_ours:
        if not is_ours:
            return False
        # It was free: whatever is not finished is done by nobody.
        waiting = ImportRun.objects.filter(state=RunState.RUNNING).exclude(uploaded="")
        run = waiting.order_by("pk").first()
        if run is not None:
            _do(run)
        return run is not None


@contextmanager
def _lock_if_free() -> Iterator[bool]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [IMPORTING])
        is_ours = bool(cursor.fetchone()[0])
    try:
        yield is_ours
    finally:
        if is_ours:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [IMPORTING])


def _do(run: ImportRun) -> None:
    with Findings() as findings:
        try:
            result = run_import(
                folder_of(run),
                run=run,
                findings=findings,
                strict=run.is_strict,
                dry_run=run.is_dry_run,
                tell=lambda words: _tell(run, words),
            )
        except Exception:
            result = Result(RunState.STOPPED)
            message = "The import stopped on the way. Upload the same files again."
            findings.add(Severity.ERROR, "", None, message)
            _finish(run, result, findings)
            raise
        _finish(run, result, findings)


def _finish(run: ImportRun, result: Result, findings: Findings) -> None:
    """The files name children: they are not kept once they have been read."""
    shutil.rmtree(folder_of(run), ignore_errors=True)
    finish(run, result, findings)


def _tell(run: ImportRun, words: str) -> None:
    """On the connection of the audit: the page must see it before this import commits."""
    alias = REFUSALS if REFUSALS in connections else "default"
    ImportRun.objects.using(alias).filter(pk=run.pk).update(progress=words)
