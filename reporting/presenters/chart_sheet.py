"""The figures of a chart as a spreadsheet, with the definition on the sheet."""

from __future__ import annotations

import io

import xlsxwriter

from reporting.charts.spc import Point
from reporting.presenters.charts import ChartShown

Cell = str | float | int | None

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEADINGS = (
    "Period", "Figure", "Counted", "Out of", "Usually from", "Usually to", "What stands out"
)  # fmt: skip
WIDTHS = (26, 14, 12, 12, 14, 14, 60)


def chart_sheet(shown: ChartShown) -> bytes:
    """Every text is written as text: what begins with = is no formula."""
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Figures")
        bold = book.add_format({"bold": True})
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        for row, (name, words) in enumerate(_about(shown)):
            sheet.write_string(row, 0, name, bold)
            sheet.merge_range(row, 1, row, len(HEADINGS) - 1, words, wrapped)
        start = len(_about(shown)) + 1
        sheet.write_row(start, 0, HEADINGS, bold)
        for row, values in enumerate(_rows(shown), start=start + 1):
            sheet.write_row(row, 0, values)
        sheet.freeze_panes(start + 1, 1)
    return kept.getvalue()


def _about(shown: ChartShown) -> list[tuple[str, str]]:
    measure, day = shown.measure, shown.asked.known_day
    known = f"{day:%-d %B %Y}" if day else "now"
    return [
        ("Measure", measure.name),
        ("For", shown.found.last.scope.name),
        ("Definition", measure.definition),
        ("Left out", measure.excludes),
        ("Source", measure.source),
        ("As known on", known),
        ("Finding", shown.finding),
    ]


def _rows(shown: ChartShown) -> list[list[Cell]]:
    found = shown.found
    lines = zip(found.figures, found.chart.points, shown.rows[::-1], strict=True)
    return [
        [
            str(figure.period),
            figure.words if figure.value is None else float(figure.value),
            figure.numerator,
            figure.denominator,
            *_usual(point),
            row.stands_out,
        ]
        for figure, point, row in lines
    ]


def _usual(point: Point) -> tuple[Cell, Cell]:
    if point.limits is None:
        return None, None
    return round(point.limits.low, 1), round(point.limits.high, 1)
