"""From a number on the page of a measure to the list behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.urls import reverse

from accounts.models import User
from reporting.asked import Asked
from reporting.domain.drill_down import Wanted, Which
from reporting.domain.few import must_be_many
from reporting.domain.figures import Figure, PartFigure
from reporting.measures.measure import Measure, Shape
from reporting.measures.split import Split

Address = str  # empty where no list is behind a number


@dataclass(frozen=True)
class MonthLine:
    figure: Figure
    counted: Address = ""
    out_of: Address = ""


@dataclass(frozen=True)
class PartLine:
    part: PartFigure
    counted: Address = ""
    out_of: Address = ""


def opens_lists(measure: Measure, user: User) -> bool:
    """Whether there is a list behind the measure, and this reader sees it."""
    is_of_children = not must_be_many(measure) and measure.code != "sessions_used"
    return is_of_children and measure.may_drill_down(user)


def page_address(measure: Measure, asked: Asked) -> Address:
    """The page of the measure, for the same question."""
    return f"{reverse('reporting:measure', args=[measure.code])}?{asked.query}"


def list_address(measure: Measure, number: object, asked: Asked) -> Address:
    """All that a figure is made of; empty where there is nothing."""
    return _address(measure, number, asked, {})


def month_line(found: Figure, asked: Asked | None) -> MonthLine:
    """None: this reader, or nobody, sees the lists of this measure."""
    if asked is None:
        return MonthLine(found)
    of_month = replace(asked, period=found.period)
    return MonthLine(
        found, *both_addresses(found.measure, found.numerator, found.denominator, of_month)
    )


def part_line(part: PartFigure, measure: Measure, split: Split, asked: Asked | None) -> PartLine:
    if asked is None:
        return PartLine(part)
    more = {"by": split.code, "part": part.code}
    return PartLine(part, *both_addresses(measure, part.numerator, part.denominator, asked, **more))


def list_query(asked: Asked, wanted: Wanted) -> str:
    """As it asks for this very list."""
    more = {"which": wanted.which.value}
    if wanted.part is not None:
        more |= {"by": wanted.part.split.code, "part": wanted.part.code}
    return f"{asked.query}&{urlencode(more)}"


def both_addresses(
    measure: Measure, numerator: object, denominator: object, asked: Asked, **more: str
) -> tuple[Address, Address]:
    """What anything but a share is out of (chairs, months, who lives here) is no list."""
    if measure.shape != Shape.PERCENT:
        return _address(measure, numerator, asked, more), ""
    hits = _address(measure, numerator, asked, more | {"which": Which.COUNTED.value})
    return hits, _address(measure, denominator, asked, more)


def _address(measure: Measure, number: object, asked: Asked, more: dict[str, str]) -> Address:
    if not number:
        return ""
    path = reverse("reporting:children", args=[measure.code])
    return f"{path}?{asked.query}{'&' if more else ''}{urlencode(more)}"
