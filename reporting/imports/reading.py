"""Find the files of the tables and read them row by row, never a whole file at once."""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from openpyxl import load_workbook

from reporting.enums import Severity
from reporting.imports.findings import Findings

KINDS = (".csv", ".xlsx")
CHUNK = 1 << 20
LONGEST_LINE = 1_000_000
LARGEST_WORKBOOK = 200_000_000  # bytes unpacked; its shared words are all held at once
# What openpyxl and what it stands on raise in the middle of a sheet. A parser's is a SyntaxError.
BROKEN_WORKBOOK = (SyntaxError, ValueError, KeyError, EOFError, zipfile.BadZipFile, zlib.error)
MARKS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE)


class Unreadable(Exception):
    """A whole file cannot be read; the message says what to do."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.line = line


@dataclass(frozen=True)
class Line:
    number: int
    cells: list[str]


def files_in(folder: Path, known: set[str], findings: Findings) -> dict[str, Path]:
    """The file of each table that has one; others are listed and left alone."""
    found: dict[str, Path] = {}
    for path in sorted(folder.iterdir()):
        name = path.stem.lower()
        if not path.is_file() or path.suffix.lower() not in KINDS:
            continue
        if name not in known:
            findings.add(Severity.NOTE, path.name, None, "No table of this name is read.")
        elif name in found:
            other = found[name].name
            findings.add(
                Severity.ERROR, path.name, None, f"{other} is the same table: keep one of the two."
            )
        else:
            found[name] = path
            findings.files[name] = path.name
    return found


def lines_of(path: Path, findings: Findings, table: str) -> Iterator[Line]:
    """Each row that is not empty; the first is the heading. Raises `Unreadable`."""
    if path.suffix.lower() == ".xlsx":
        yield from _of_workbook(path)
    else:
        yield from _of_text(path, findings, table)


def _of_text(path: Path, findings: Findings, table: str) -> Iterator[Line]:
    alphabet = alphabet_of(path)
    if alphabet == "cp1252":
        message = "Not UTF-8: read in the Windows alphabet (cp1252). Check a name with an accent."
        findings.add(Severity.NOTE, table, None, message)
    with path.open(encoding=alphabet, newline="") as file:
        heading = file.readline(LONGEST_LINE)
        file.seek(0)
        comma = ";" if heading.count(";") > heading.count(",") else ","
        reader = csv.reader(_text_lines(file), delimiter=comma, strict=True)
        number = 1
        try:
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield Line(number, cells)
                number = reader.line_num + 1
        except csv.Error as error:
            raise Unreadable(
                f"The file breaks off or has a stray quotation mark here ({error}). "
                "Export it again.",
                number,
            ) from error
    if not _has_last_line_end(path):
        message = "The last row has no line end. If the file was cut off there, export it again."
        findings.add(Severity.NOTE, table, None, message)


def _has_last_line_end(path: Path) -> bool:
    with path.open("rb") as file:
        file.seek(max(path.stat().st_size - 1, 0))
        return file.read(1) in (b"", b"\r", b"\n")


def _text_lines(file: TextIO) -> Iterator[str]:
    """Never more than one row in memory, however long a file has no end of line."""
    number = 0
    while line := file.readline(LONGEST_LINE):
        number += 1
        if len(line) == LONGEST_LINE:
            raise Unreadable("This line is over a million letters long: export it again.", number)
        yield line


def alphabet_of(path: Path) -> str:
    """utf-8-sig or cp1252, by reading it once in pieces. Raises `Unreadable`."""
    with path.open("rb") as file:
        start = file.read(4)
    if start.startswith(MARKS):
        raise Unreadable("The file is saved as “Unicode” (UTF-16). Save it as CSV UTF-8.")
    if start.startswith(b"PK"):
        raise Unreadable("This is a spreadsheet or zip, not CSV. Give it its right ending.")
    for alphabet in ("utf-8-sig", "cp1252"):
        if _can_be(path, alphabet):
            return alphabet
    raise Unreadable("The letters of this file cannot be read. Save it as CSV UTF-8.")


def _can_be(path: Path, alphabet: str) -> bool:
    """Raises `Unreadable` where only the last letter is not whole, and others before it were."""
    decoder, has_accents = codecs.getincrementaldecoder(alphabet)(), False
    with path.open("rb") as file:
        try:
            while chunk := file.read(CHUNK):
                if b"\0" in chunk:
                    return False
                has_accents |= not decoder.decode(chunk).isascii()
        except UnicodeDecodeError:
            return False
    is_whole = not decoder.getstate()[0]
    if has_accents and not is_whole:
        raise Unreadable("The file breaks off in the middle of a letter. Export it again.")
    return is_whole


def _of_workbook(path: Path) -> Iterator[Line]:
    _refuse_too_large(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except Exception as error:
        raise Unreadable("This is not a whole XLSX workbook. Save it again.") from error
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # the size it states may be less than it holds, or more
        width = 0
        for number, row in enumerate(sheet.iter_rows(values_only=True), start=1):
            cells = _without_empty_end([as_text(value) for value in row])
            width = width or len(cells)
            if cells:
                # A sheet knows no short rows: what is not there is empty.
                yield Line(number, cells + [""] * (width - len(cells)))
    except BROKEN_WORKBOOK as error:
        raise Unreadable("This is not a whole XLSX workbook. Save it again.") from error
    finally:
        book.close()


def _without_empty_end(cells: list[str]) -> list[str]:
    """Cells that are only coloured in, right of the last one that says something, are no cells."""
    while cells and not cells[-1]:
        cells.pop()
    return cells


def _refuse_too_large(path: Path) -> None:
    """A small file may unpack to anything. No part is ever read beyond the size it states."""
    try:
        with zipfile.ZipFile(path) as packed:
            unpacked = sum(part.file_size for part in packed.infolist())
    except zipfile.BadZipFile as error:
        raise Unreadable("This is not a whole XLSX workbook. Save it again.") from error
    if unpacked > LARGEST_WORKBOOK:
        limit = LARGEST_WORKBOOK // 1_000_000
        raise Unreadable(f"The workbook is over {limit} MB unpacked. Save this sheet as CSV UTF-8.")


def as_text(value: Any) -> str:
    """A cell of a sheet as it would stand in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Y" if value else "N"
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()
