"""The drawing of a control chart, as a Vega-Lite specification."""

from __future__ import annotations

import math
from dataclasses import dataclass

from govuk.rounding import half_up
from reporting.charts import look
from reporting.charts.look import Size, Spec
from reporting.charts.signals import Signal
from reporting.charts.spc import Chart, Point

USUAL = "As usual: inside the shaded band"
STRANGE = "Outside what usually happens"
IN_A_RUN = "Part of a run, a trend, or near a limit"
TOO_FEW = "Too few to judge"
ONE = "Each one; too few yet to say what is usual"
# What each looks like: shape, colour, fill, area in square pixels.
MARKS = {
    USUAL: ("circle", look.BRAND, look.BRAND, 34),
    STRANGE: ("diamond", look.STRANGE, look.STRANGE, 130),
    IN_A_RUN: ("square", look.RUN, look.RUN, 44),
    TOO_FEW: ("circle", look.QUIET, "white", 34),
    ONE: ("circle", look.BRAND, look.BRAND, 34),
}
LINE = 15  # pixels between two words in the white


@dataclass(frozen=True)
class Aim:
    """What the service aims at, in the unit of the chart."""

    value: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True)
class Picture:
    """`labels` has one pair for each point: ("Oct", "2026"); `others` what others reach, each with
    a word that is short enough for the white at the right."""

    chart: Chart
    labels: tuple[tuple[str, str], ...]
    percent: bool
    aim: Aim | None = None
    others: tuple[tuple[str, float], ...] = ()


def control_spec(picture: Picture, size: Size) -> Spec:
    domain = _domain(picture)
    months = _months(picture, size)
    layers = [*_limits(picture, months), *_lines(picture, size, domain), *_points(picture, months)]
    up = {"scale": {"domain": domain, "nice": False}, **_axis(picture, domain)}
    for layer in layers:
        layer["encoding"]["y"] |= up
    return look.sheet(size, layers, key_rows=len(_kinds(picture)))


def _kinds(picture: Picture) -> list[str]:
    """Those of the key, in its order."""
    found = {kind_of(point) for point in picture.chart.points if point.value is not None}
    return [kind for kind in MARKS if kind in found]


def kind_of(point: Point) -> str:
    if point.limits is None:
        return ONE
    if point.too_few:
        return TOO_FEW
    if {Signal.ABOVE, Signal.BELOW} & set(point.signals):
        return STRANGE
    return IN_A_RUN if point.signals else USUAL


def _axis(picture: Picture, domain: tuple[float, float]) -> Spec:
    ending = " + '%'" if picture.percent else ""
    return {
        "axis": {
            "title": None,
            # Never both: the count would take every other value out.
            **({"values": look.whole_ticks(*domain)} if _is_whole(picture) else {"tickCount": 5}),
            "labelExpr": f"format(datum.value, ',~f'){ending}",
            "domain": False,
            "ticks": False,
        }
    }


def _is_whole(picture: Picture) -> bool:
    """Children are counted in whole numbers, and so is the axis."""
    values = [point.value for point in picture.chart.points if point.value is not None]
    return all(value == int(value) for value in values)


def _months(picture: Picture, size: Size) -> Spec:
    """A label for every third or sixth month, counted from the last."""
    number = len(picture.labels)
    room = size.plot[0] / max(number, 1)
    every = next((each for each in (1, 2, 3, 4, 6, 12) if each * room >= 38), 12)
    shown = [place for place in range(number) if (number - 1 - place) % every == 0]
    words = [list(pair) for pair in picture.labels]
    return {
        "field": "place",
        "type": "ordinal",
        "scale": {"type": "point", "padding": 0.5, "domain": list(range(number))},
        "axis": {
            "title": None,
            "values": shown,
            "labelExpr": f"{words}[datum.value]",
            "labelAngle": 0,
            "labelOverlap": False,
            "grid": False,
        },
    }


def _limits(picture: Picture, months: Spec) -> list[Spec]:
    """What usually happens: a band with dashed edges, as wide at each point as its own limits."""
    rows = [
        {"place": place, "low": point.limits.low, "high": point.limits.high}
        for place, point in enumerate(picture.chart.points)
        if point.limits is not None
    ]
    if not rows:
        return []
    band: Spec = {
        "data": {"values": rows},
        "mark": {"type": "area", "interpolate": "step", "color": look.TINT, "opacity": 1},
        "encoding": {"x": months, "y": look.height_of("low"), "y2": {"field": "high"}},
    }
    mark = {"type": "line", "interpolate": "step", "color": look.QUIET, "strokeWidth": 1}
    edges: list[Spec] = [
        {
            "data": {"values": rows},
            "mark": {**mark, "strokeDash": look.DASHES},
            "encoding": {"x": months, "y": look.height_of(field)},
        }
        for field in ("low", "high")
    ]
    return [band, *edges]


def _lines(picture: Picture, size: Size, domain: tuple[float, float]) -> list[Spec]:
    found: list[Spec] = []
    words: list[tuple[float, str, str]] = []
    sign = "%" if picture.percent else ""
    if picture.chart.centre is not None:
        found.append(look.rule(size, picture.chart.centre, look.QUIET, []))
        words.append(
            (picture.chart.centre, f"Mean {short(picture.chart.centre)}{sign}", look.QUIET)
        )
    if picture.aim is not None:
        found.append(look.rule(size, picture.aim.value, look.TARGET, look.TARGET_DASHES, 2))
        words.append((picture.aim.value, f"Target {short(picture.aim.value)}{sign}", look.TARGET))
        edges = [at for at in (picture.aim.low, picture.aim.high) if at is not None]
        found += [look.rule(size, at, look.TARGET, look.TOLERANCE_DASHES) for at in edges]
    for who, at in picture.others:
        found.append(look.rule(size, at, look.OTHERS, look.OTHERS_DASHES))
        words.append((at, f"{who} {short(at)}{sign}", look.OTHERS))
    unit = size.plot[1] / (domain[1] - domain[0])
    lifts = look.apart([at * unit for at, _, _ in words], LINE, domain[1] * unit)
    found += [
        look.words_beside(size, *word, lift=lift) for word, lift in zip(words, lifts, strict=True)
    ]
    return found


def _points(picture: Picture, months: Spec) -> list[Spec]:
    rows = [
        {"place": place, "value": point.value, "kind": kind_of(point)}
        for place, point in enumerate(picture.chart.points)
    ]
    at: Spec = {"x": months, "y": look.height_of("value")}
    line = {"type": "line", "color": look.BRAND, "strokeWidth": 2}
    line |= {"invalid": "break-paths-show-domains"}
    marks = {"type": "point", "filled": False, "strokeWidth": 1.5, "opacity": 1}
    known = [row for row in rows if row["value"] is not None]
    return [
        {"data": {"values": rows}, "mark": line, "encoding": dict(at)},
        {"data": {"values": known}, "mark": marks, "encoding": {**at, **_shapes(picture)}},
    ]


def _shapes(picture: Picture) -> Spec:
    return look.shapes(MARKS, _kinds(picture))


def _domain(picture: Picture) -> tuple[float, float]:
    """Percentages from 0 to 100; counts from 0, or from near the lowest where 0 is far away and
    they differ at all."""
    if picture.percent:
        return 0.0, 100.0
    found = [point.value for point in picture.chart.points if point.value is not None]
    for point in picture.chart.points:
        found += [point.limits.low, point.limits.high] if point.limits else []
    aim = picture.aim
    found += [each for each in (aim.value, aim.low, aim.high) if each is not None] if aim else []
    found += [at for _, at in picture.others]
    low, high = min(found, default=0.0), max(found, default=1.0)
    if _is_whole(picture):
        high = max(high, 1.0)
    is_far = high > low > high / 2
    step = look.step_of(high - low if is_far else high)
    start = math.floor(low / step) * step if is_far else 0.0
    return start, math.ceil(high / step) * step or step


def short(value: float) -> str:
    """Whole numbers where they are large; one place where a place matters."""
    places = 0 if value >= 10 or value == round(value) else 1
    return f"{half_up(value, places):,}"
