"""Published figures of others, as of England or a region, which stand beside our own."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from decimal import Decimal
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction
from django.forms import DecimalField

from audit.domain import record
from audit.enums import Action
from plans.domain.visits_file import Problem
from reporting.imports.parsing import BadValue, any_day, text
from reporting.imports.setting_up.sheet import Heading, SheetRow, Taken, read_sheet
from reporting.measures import BY_CODE
from reporting.models import Comparator
from reporting.period import year_of

NUMBER = DecimalField(max_digits=9, decimal_places=2)
WHOSE = ("measure", "year_ending", "name")


def _measure(value: str) -> str:
    if value not in BY_CODE:
        raise BadValue("There is no such measure. The address of its page under Figures names it.")
    return value


def _year_ending(value: str) -> dt.date:
    day = dt.date.fromisoformat(any_day(value))
    if day != year_of(day).last:
        raise BadValue("The year ends on 31 March.")
    return day


def _value(value: str) -> Decimal:
    try:
        found: Decimal = NUMBER.clean(value)
    except ValidationError:
        raise BadValue("Write a number with at most two decimals, as 81.4.") from None
    return found


HEADINGS = (
    Heading("measure", _measure, needed=True, what="The code of the measure"),
    Heading("year_ending", _year_ending, needed=True, what="31 March of that year"),
    Heading("name", text(), needed=True, what="As England, South East"),
    Heading("value", _value, needed=True, what="The figure"),
    Heading("source", text(200), needed=True, what="Where it was published"),
)


def load_comparators(path: Path) -> Taken:
    """All of the file or nothing; whoever runs the service may. Of the same measure, year and name
    the figure in the file replaces the one that is here."""
    sheet = read_sheet(path, list(HEADINGS))
    problems = [*sheet.problems, *_twice(sheet.rows)]
    if problems:
        return Taken(problems=sorted(problems, key=lambda problem: problem.line))
    with transaction.atomic():
        changed = [row for row in map(_keep, sheet.rows) if row is not None]
        if changed:
            verb, detail = "reporting.load_comparators", {"file": path.name}
            record(Action.CHANGED, verb, by=None, subjects=changed, detail=detail)
    return Taken(new=len(changed), known=len(sheet.rows) - len(changed))


def _twice(rows: Iterable[SheetRow]) -> Iterator[Problem]:
    first: dict[tuple[str, ...], int] = {}
    for row in rows:
        line = first.setdefault(tuple(row[each] for each in WHOSE), row.line)
        if line != row.line:
            what = f"Line {line} has a figure of the same measure, year and name: keep one."
            yield Problem(row.line, "name", row["name"], what)


def _keep(row: SheetRow) -> Comparator | None:
    """What it became; None where it was here already."""
    whose = {each: row[each] for each in WHOSE}
    said = {"value": row["value"], "source": row["source"]}
    if Comparator.objects.filter(**whose, **said).exists():
        return None
    kept, _ = Comparator.objects.update_or_create(**whose, defaults=said)
    return kept
