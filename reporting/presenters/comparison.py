"""A funnel plot as a page shows it: picture, finding in words, who each letter is."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.urls import reverse

from govuk.rounding import half_up
from reporting.asked import Asked
from reporting.charts.control_spec import short
from reporting.charts.finding import amount
from reporting.charts.funnel import Place, Placed, Unit
from reporting.charts.funnel_spec import funnel_spec, letter
from reporting.charts.look import Size, Spec
from reporting.domain.compared import Compared
from reporting.domain.figures import so_far
from reporting.enums import ScopeKind
from reporting.measures.measure import Measure, Shape
from reporting.presenters.boards import COMPARED
from reporting.presenters.links import Address, both_addresses, page_address
from reporting.scope import Scope

BY = {ScopeKind.AREA: "area", ScopeKind.TEAM: "team", ScopeKind.CHAIR: "chair"}


@dataclass(frozen=True)
class Row:
    """`page` is that of the measure for this one; `counted` and `out_of` are the lists behind its
    two numbers, empty where there is none or this reader does not see it."""

    letter: str
    name: str
    unit: Unit
    joined: str  # "of" where the part is of the whole
    value: str
    place: str
    asks: bool
    page: Address
    counted: Address
    out_of: Address

    @property
    def part(self) -> str:
        return f"{self.unit.part:,}"

    @property
    def whole(self) -> str:
        return f"{self.unit.whole:,}"

    @property
    def counts(self) -> str:
        return f"{self.part} {self.joined} {self.whole}"


@dataclass(frozen=True)
class ComparisonShown:
    found: Compared
    asked: Asked  # by the page
    own: bool = False  # one chair, who sees nobody else's
    lists: bool = False  # whether this reader sees the lists of the measure

    @property
    def measure(self) -> Measure:
        return self.found.measure

    @property
    def is_share(self) -> bool:
        """Else it is a rate: any number for each of what it is out of."""
        return self.measure.shape == Shape.PERCENT

    @property
    def across(self) -> str:
        """What it is out of."""
        return COMPARED[self.measure.code]

    @property
    def headings(self) -> tuple[str, str]:
        """Of the two numbers, and of what they come to."""
        return ("Counted", "Percent") if self.is_share else ("Counted in child-months", "Per 100")

    @property
    def is_drawn(self) -> bool:
        return any(each.value is not None for each in self.found.funnel.placed)

    @property
    def finding(self) -> str:
        """Letters, not names: it is also kept in the picture."""
        whole = self.found.funnel.centre
        if whole is None:
            return f"{self.measure.name}: not available for {self.found.period}."
        head = f"{self.measure.name}, by {BY[self.found.by]}, {self.found.period}{self._so_far}: "
        said = amount(whole, "%" if self.is_share else "")
        return f"{head}{said} for all of these together. {self._who_stands_out()}"

    @property
    def _so_far(self) -> str:
        runs = so_far(self.found.period, self.asked.known_on).last < self.found.period.last
        return " so far" if runs else ""

    @property
    def rows(self) -> list[Row]:
        pairs = zip(self.found.scopes, self.found.funnel.placed, strict=True)
        return [self._row(place, scope, each) for place, (scope, each) in enumerate(pairs)]

    def _row(self, place: int, scope: Scope, each: Placed) -> Row:
        asked, unit = replace(self.asked, scope=scope), each.unit
        none: tuple[Address, Address] = ("", "")
        return Row(
            letter(place),
            scope.name,
            unit,
            "of" if self.is_share else "in",
            "" if each.value is None else self._said(each.value),
            each.place.value,
            asks(each),
            page_address(self.measure, asked),
            *(both_addresses(self.measure, unit.part, unit.whole, asked) if self.lists else none),
        )

    def _said(self, value: float) -> str:
        return f"{half_up(value, 1)}%" if self.is_share else short(value)

    @property
    def picture(self) -> str:
        return self._address("svg")

    @property
    def narrow_picture(self) -> str:
        return f"{self._address('svg')}&size=narrow"

    @property
    def downloads(self) -> list[tuple[str, str]]:
        return [
            ("Picture for print (SVG)", f"{self._address('svg')}&download=1"),
            ("Picture (PNG)", f"{self._address('png')}&download=1"),
            ("Spreadsheet (XLSX)", f"{self._address('xlsx')}&download=1"),
        ]

    def spec(self, size: Size) -> Spec:
        return funnel_spec(self.found.funnel, size, across=self.across, percent=self.is_share)

    def _who_stands_out(self) -> str:
        placed = list(enumerate(self.found.funnel.placed))
        asked = [f"{letter(place)}: {each.place.value}" for place, each in placed if asks(each)]
        if self.own:
            return placed[0][1].place.value if placed else "Nothing of yours is counted yet."
        return " ".join(asked) or "Nobody stands out from what chance alone gives."

    def _address(self, kind: str) -> str:
        args = [BY[self.found.by], self.measure.code, kind]
        return f"{reverse('reporting:comparison_chart', args=args)}?{self.asked.query}"


def asks(each: Placed) -> bool:
    return each.place not in {Place.WITHIN, Place.TOO_FEW}
