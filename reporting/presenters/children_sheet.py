"""The children behind a figure as a spreadsheet, with the definition above them."""

from __future__ import annotations

import io
from collections.abc import Iterable

import xlsxwriter
from django.utils import timezone

from accounts.models import User
from govuk.times import clock_moment
from reporting.domain.drill_down import Behind, Wanted
from reporting.domain.figures import Figure
from reporting.models import Fact

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = ("Child", "Family", "Date", "Until", "Due", "Days", "Counted", "Area", "Team")
WIDTHS = (30, 28, 12, 12, 12, 8, 10, 20, 24)


def children_sheet(
    wanted: Wanted, found: Figure, behind: Behind, rows: Iterable[Fact], hits: set[int], *, by: User
) -> bytes:
    """Every text is written as text: a name that begins with = is no formula."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Children")
        bold = book.add_format({"bold": True})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        row = 0
        for name, words in _about(wanted, found, behind, by):
            sheet.write_string(row, 0, name, bold)
            sheet.write_string(row, 1, words)
            row += 1
        for column, heading in enumerate(HEADINGS):
            sheet.write_string(row + 1, column, heading, bold)
        for row, fact in enumerate(rows, start=row + 2):  # noqa: B020 - goes on below the heading
            for column, words in enumerate(_cells(fact, hits)):
                sheet.write_string(row, column, words)
    return kept.getvalue()


def _about(wanted: Wanted, found: Figure, behind: Behind, by: User) -> list[tuple[str, str]]:
    measure = wanted.measure
    known = f"{timezone.localtime(wanted.known_on):%-d %B %Y}" if wanted.known_on else "now"
    return [
        ("Measure", measure.name),
        ("Definition", measure.definition),
        ("Counted", measure.numerator),
        ("Out of", measure.denominator or "Not a share"),
        ("Left out", measure.excludes),
        ("Source", measure.source),
        ("Period", str(wanted.period)),
        ("For", wanted.scope.name),
        *([("Only", wanted.only)] if wanted.only else []),
        ("As known on", known),
        ("Figure", f"{found.words} ({found.numerator} of {found.denominator})"
         if found.denominator is not None else found.words),
        ("Not in this list", behind.restricted_words or "Nobody"),
        ("Exported", f"by {by} on {clock_moment(timezone.localtime())}. It names children:"
         " keep it safe, and delete it when it has been used."),
    ]  # fmt: skip


def _cells(fact: Fact, hits: set[int]) -> tuple[str, ...]:
    days = [f"{day:%Y-%m-%d}" if day else "" for day in (fact.on, fact.until, fact.due_on)]
    return (
        str(fact.child) if fact.child else "",
        str(fact.family) if fact.family else "",
        *days,
        "" if fact.days is None else str(fact.days),
        "Yes" if fact.pk in hits else "No",
        fact.area.name if fact.area else "",
        fact.team.name if fact.team else "",
    )
