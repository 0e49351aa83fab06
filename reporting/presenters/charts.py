"""A chart as a page or a sheet shows it: picture, finding in words, figures in a table."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse

from reporting.asked import Asked
from reporting.charts.control_spec import Picture, control_spec, kind_of
from reporting.charts.finding import Told, amount, between, finding
from reporting.charts.look import NARROW, WIDE, Size, Spec
from reporting.charts.spc import Point
from reporting.domain.charted import Charted
from reporting.domain.figures import Figure, Number
from reporting.domain.targets import standing
from reporting.enums import Grain
from reporting.measures.measure import Measure, Shape
from reporting.models import Comparator
from reporting.period import Period
from reporting.presenters.links import page_address

SIZES = {"": WIDE, "narrow": NARROW}
# Whose figures are drawn, and how they are called in the white of the picture. Regions and single
# authorities stand in the table of the measure only.
ENGLAND, SIMILAR = "England", "Similar"


@dataclass(frozen=True)
class Row:
    """One line of the table beneath."""

    period: Period
    words: str
    counts: str
    usual: str
    stands_out: str


@dataclass(frozen=True)
class Other:
    """A published figure that is drawn; `called` so in the picture."""

    called: str
    row: Comparator
    unit: str

    @property
    def words(self) -> str:
        row, ending = self.row, "%" if self.unit == "%" else f" {self.unit}".rstrip()
        value = f"{row.value:f}".rstrip("0").rstrip(".") if row.value % 1 else f"{row.value:.0f}"
        picture = "" if self.called == row.name else f", in the picture “{self.called}”"
        published = f"year to March {row.year_ending:%Y}: {row.source}"
        return f"{row.name} {value}{ending} ({published}){picture}"


@dataclass(frozen=True)
class ChartShown:
    found: Charted
    asked: Asked

    @property
    def measure(self) -> Measure:
        return self.found.measure

    @property
    def is_available(self) -> bool:
        return self.found.is_available

    @property
    def unit(self) -> str:
        return self.measure.unit

    @cached_property
    def standing(self) -> str:
        """Against the target: "met", "just missed"; empty where nobody can say."""
        return standing(self.found.last, self.found.target).removeprefix("Target ").lower()

    @cached_property
    def finding(self) -> str:
        return finding(
            Told(
                name=self.measure.name,
                when=tuple(str(figure.period) for figure in self.found.figures),
                chart=self.found.chart,
                unit=self.unit,
                counts=tuple(_pair(figure) for figure in self.found.figures),
                aim=self.found.aim,
                standing=self.standing,
                available=self.found.last.words != "Not available",
                so_far=self.found.last.is_so_far,
                few=self.found.last.words.lower() if self.found.last.withheld else "",
            )
        )

    @cached_property
    def others(self) -> list[Other]:
        """What England and the statistical neighbours reached, as last published by then."""
        rows = self.found.comparators
        return [Other(called, row, self.unit) for row in rows if (called := drawn_as(row.name))]

    @property
    def others_words(self) -> str:
        said = "; ".join(each.words for each in self.others)
        return f"Lines of long dashes, what others reach: {said}." if said else ""

    @property
    def rows(self) -> list[Row]:
        """Newest first: the one that is asked for stands at the top."""
        pairs = list(zip(self.found.figures, self.found.chart.points, strict=True))
        return [self._row(figure, point) for figure, point in reversed(pairs)]

    @property
    def tolerance(self) -> str:
        aim = self.found.aim
        if aim is None or aim.low is None or aim.high is None:
            return ""
        return between(aim.low, aim.high, self.unit)

    def spec(self, size: Size) -> Spec:
        labels = tuple(label_of(figure.period) for figure in self.found.figures)
        percent = self.measure.shape == Shape.PERCENT
        others = tuple((each.called, float(each.row.value)) for each in self.others)
        picture = Picture(self.found.chart, labels, percent, self.found.aim, others)
        return control_spec(picture, size)

    @property
    def picture(self) -> str:
        return self._address("svg")

    @property
    def narrow_picture(self) -> str:
        return self._address("svg", size="narrow")

    @property
    def downloads(self) -> list[tuple[str, str]]:
        """(Words, address) of each way to take it along."""
        return [
            ("Picture for print (SVG)", self._address("svg", download="1")),
            ("Picture (PNG)", self._address("png", download="1")),
            ("Spreadsheet (XLSX)", self._address("xlsx", download="1")),
        ]

    @property
    def address(self) -> str:
        return page_address(self.measure, self.asked)

    def _address(self, kind: str, **more: str) -> str:
        path = reverse("reporting:chart", args=[self.measure.code, kind])
        return "&".join([f"{path}?{self.asked.query}", *(f"{name}={more[name]}" for name in more)])

    def _row(self, figure: Figure, point: Point) -> Row:
        if figure.is_so_far and figure.value is not None:
            return Row(figure.period, figure.words, counts_of(figure), "", "So far")
        usual = between(point.limits.low, point.limits.high, self.unit) if point.limits else ""
        # The plainest of several: outside a limit comes before a run.
        said = (
            kind_of(point)
            if point.too_few
            else _capital(point.signals[0].value if point.signals else "")
        )
        return Row(figure.period, figure.words, counts_of(figure), usual, said)


@dataclass(frozen=True)
class Line:
    """One line of the table of main figures."""

    chart: ChartShown

    @property
    def figure(self) -> Figure:
        return self.chart.found.last

    @property
    def counts(self) -> str:
        return counts_of(self.figure)

    @property
    def before(self) -> str:
        before = self.chart.found.before
        return before.words if before else "Not available"

    @property
    def direction(self) -> str:
        """Up or down, and whether that is news."""
        points = self.chart.found.chart.points
        if self.figure.is_so_far and points[-1].value is not None:
            return "So far"
        now, before = points[-1], points[-2] if len(points) > 1 else None
        if now.value is None or before is None or before.value is None:
            return ""
        words = (
            "Same" if now.value == before.value else "Up" if now.value > before.value else "Down"
        )
        return f"{words}, {_news(now)}" if _news(now) else words

    @property
    def stands_out(self) -> bool:
        return bool(self.chart.found.chart.points[-1].signals)

    @property
    def target(self) -> str:
        aim, met = self.chart.found.aim, self.chart.standing
        if aim is None:
            return ""
        words = amount(aim.value, self.chart.unit)
        return f"{words}: {met}" if met else words


def drawn_as(name: str) -> str:
    """Empty for those that are not drawn."""
    if name == ENGLAND:
        return ENGLAND
    return SIMILAR if "neighbours" in name.lower() else ""


def label_of(period: Period) -> tuple[str, str]:
    """Two short lines below the axis."""
    if period.grain == Grain.YEAR:
        return "to Mar", f"{period.last:%Y}"
    return f"{period.first:%b}", f"{period.first:%Y}"


def counts_of(figure: Figure) -> str:
    pair = _pair(figure)
    joined = "of" if figure.measure.shape == Shape.PERCENT else "in"
    return f"{pair[0]:,} {joined} {pair[1]:,}" if pair else ""


def _pair(figure: Figure) -> tuple[int, Number] | None:
    if figure.numerator is None or not figure.denominator:
        return None
    return figure.numerator, figure.denominator


def _news(point: Point) -> str:
    if point.too_few:
        return "too few to judge"
    if point.signals:
        return point.signals[0].value
    return "as usual" if point.limits else ""


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
