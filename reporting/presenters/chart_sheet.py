"""The figures of a chart as a spreadsheet, with the definition on the sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from govuk.rounding import half_up
from reporting.asked import Asked
from reporting.charts.spc import Point
from reporting.measures.measure import Measure
from reporting.presenters.charts import ChartShown
from reporting.presenters.comparison import ComparisonShown

Cell = str | float | int | None

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Period", "Figure", "Counted", "Out of", "Usually from", "Usually to", "What stands out"
)  # fmt: skip
WIDTHS = (26, 14, 12, 12, 14, 14, 60)
COMPARED_WIDTHS = (30, 8, 12, 12, 12, 70)
LINES = (
    "Out of", "99.8%, lower line", "95%, lower line", "95%, upper line", "99.8%, upper line"
)  # fmt: skip


def chart_sheet(shown: ChartShown) -> bytes:
    about = [
        *_about(shown.measure, shown.found.last.scope.name, shown.asked, shown.finding),
        *([("What others reach", shown.others_words)] if shown.others_words else []),
    ]
    kept = io.BytesIO()
    with _book(kept) as book:
        sheet = book.add_worksheet("Figures")
        _fill(book, sheet, about, (HEADINGS, WIDTHS), _rows(shown))
    return kept.getvalue()


def comparison_sheet(shown: ComparisonShown, asked: Asked) -> bytes:
    """Who each letter is, and on a sheet of their own the lines of the funnel, to draw it again."""
    whose = "You, among all chairs" if shown.own else f"Each {shown.found.by.label.lower()}"
    about = [("Period", str(asked.period)), *_about(shown.measure, whose, asked, shown.finding)]
    rows: list[list[Cell]] = [
        [scope.name, row.letter, each.unit.part, each.unit.whole, _one(each.value), row.place]
        for scope, each, row in zip(
            shown.found.scopes, shown.found.funnel.placed, shown.rows, strict=True
        )
    ]
    kept = io.BytesIO()
    with _book(kept) as book:
        _, value = shown.headings
        headings = ("Who", "Letter", "Counted", "Out of", value, "Compared with all")
        columns = headings, COMPARED_WIDTHS
        _fill(book, book.add_worksheet("Figures"), about, columns, rows)
        lines = book.add_worksheet("Lines of the funnel")
        lines.set_column(0, len(LINES) - 1, 18)
        lines.write_row(0, 0, LINES, book.add_format({"bold": True}))
        for number, at in enumerate(shown.found.funnel.curve, start=1):
            limits = (at.outer_low, at.inner_low, at.inner_high, at.outer_high)
            lines.write_row(number, 0, [at.whole, *map(_one, limits)])
    return kept.getvalue()


def _one(value: float | None) -> Cell:
    return None if value is None else float(half_up(value, 1))


def _book(kept: io.BytesIO) -> xlsxwriter.Workbook:
    """Every text is written as text: what begins with = is no formula."""
    return xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False})


def _fill(
    book: xlsxwriter.Workbook,
    sheet: Worksheet,
    about: Sequence[tuple[str, str]],
    columns: tuple[Sequence[str], Sequence[int]],
    rows: Sequence[Sequence[Cell]],
) -> None:
    """What it is, then the figures; long words stand in a cell as wide as the table."""
    headings, widths = columns
    bold = book.add_format({"bold": True, "valign": "top"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    for column, width in enumerate(widths):
        sheet.set_column(column, column, width)
    for row, (name, words) in enumerate(about):
        # A merged cell does not grow with its words by itself.
        sheet.set_row(row, 15 * (1 + len(words) // sum(widths[1:])))
        sheet.write_string(row, 0, name, bold)
        sheet.merge_range(row, 1, row, len(headings) - 1, words, wrapped)
    start = len(about) + 1
    sheet.write_row(start, 0, headings, bold)
    for row, values in enumerate(rows, start=start + 1):
        sheet.write_row(row, 0, values)
    sheet.freeze_panes(start + 1, 1)


def _about(measure: Measure, whose: str, asked: Asked, finding: str) -> list[tuple[str, str]]:
    day = asked.known_day
    return [
        ("Measure", measure.name),
        ("For", whose),
        ("Definition", measure.definition),
        ("Counted", measure.numerator),
        *([("Out of", measure.denominator)] if measure.denominator else []),
        ("Left out", measure.excludes),
        ("Source", measure.source),
        ("As known on", f"{day:%-d %B %Y}" if day else "now"),
        ("Finding", finding),
    ]


def _rows(shown: ChartShown) -> list[list[Cell]]:
    found = shown.found
    lines = zip(found.figures, found.chart.points, shown.rows[::-1], strict=True)
    return [
        [
            str(figure.period),
            figure.words if figure.value is None else float(figure.value),
            figure.numerator,
            None if figure.denominator is None else float(figure.denominator),
            *_usual(point),
            row.stands_out,
        ]
        for figure, point, row in lines
    ]


def _usual(point: Point) -> tuple[Cell, Cell]:
    if point.limits is None:
        return None, None
    return _one(point.limits.low), _one(point.limits.high)
