"""The files of a report, by name: each is a picture of the same content."""

from __future__ import annotations

from collections.abc import Callable

from reporting.annual.as_docx import as_docx
from reporting.annual.as_json import as_json
from reporting.annual.as_pdf import as_pdf
from reporting.annual.as_xlsx import as_xlsx
from reporting.annual.content import Content

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

# The quick ones first: what is there can be fetched while the others are drawn.
FILES: dict[str, tuple[str, Callable[[Content], bytes]]] = {
    "json": ("application/json", as_json),
    "xlsx": (SHEET, as_xlsx),
    "pdf": ("application/pdf", as_pdf),
    "docx": (WORD, as_docx),
}


def file_name(kind: str) -> str:
    return f"annual_report.{kind}"
