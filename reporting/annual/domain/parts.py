"""A figure of the report in parts, this year beside the year before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from reporting.annual.content import Line, Parts
from reporting.domain.figures import Number, PartFigure, breakdown, in_words
from reporting.measures.measure import Measure, Shape
from reporting.measures.split import NOBODY, NOT_RECORDED, Split
from reporting.period import Period
from reporting.scope import Scope


def both_years(
    measure: Measure,
    split: Split,
    year: Period,
    scope: Scope,
    *,
    known_on: dt.datetime | None,
    has_before: bool,
) -> Parts:
    """Part for part: what only one of the years had anybody in is 0 in the other."""
    now = _counted(measure, split, year, scope, known_on)
    then = _counted(measure, split, year.before(), scope, known_on) if has_before else {}
    codes = _in_order(split, {*now, *then})

    def lines(of: Period, found: dict[str, PartFigure]) -> tuple[Line, ...]:
        none = Shape.PERCENT if measure.shape == Shape.PERCENT else Shape.COUNT
        return tuple(
            _line(measure, of, split, found.get(code) or _nobody(split, code, none))
            for code in codes
        )

    before = lines(year.before(), then) if then else ()
    return Parts(split.code, split.name, lines(year, now), before)


def _counted(
    measure: Measure, split: Split, year: Period, scope: Scope, known_on: dt.datetime | None
) -> dict[str, PartFigure]:
    found = breakdown(measure, split, year, scope, known_on=known_on)
    return {part.code: part for part in found}


def _in_order(split: Split, codes: Collection[str]) -> list[str]:
    """As the labels stand, then what they do not know; what was not recorded comes last."""
    known = [code for code in split.labels if code in codes]
    strange = sorted(code for code in codes if code not in split.labels and code != NOBODY)
    return [*known, *strange, *([NOBODY] if NOBODY in codes else [])]


def _nobody(split: Split, code: str, shape: Shape) -> PartFigure:
    label = NOT_RECORDED if code == NOBODY else str(split.labels.get(code, code))
    value, whole = (None, 0) if shape == Shape.PERCENT else (Decimal(0), None)
    return PartFigure(code, label, 0, whole, value, in_words(shape, value))


def _line(measure: Measure, year: Period, split: Split, part: PartFigure) -> Line:
    """Of a median, a mean or a rate the parts say how many there were in each."""
    is_percent = measure.shape == Shape.PERCENT
    if part.numerator is None or is_percent:
        value, words = part.value, part.words
    else:
        value, words = Decimal(part.numerator), f"{part.numerator:,}"
    return Line(
        measure=measure.code,
        period=year.code,
        label=part.label,
        split=split.code,
        part=part.code,
        numerator=part.numerator,
        denominator=plain(part.denominator) if is_percent else None,
        value=None if value is None else str(value),
        words=words,
    )


def plain(number: Number | None) -> int | float | None:
    """As JSON has numbers."""
    if number is None or number == int(number):
        return None if number is None else int(number)
    return float(number)
