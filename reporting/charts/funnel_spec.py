"""The drawing of a funnel plot, as a Vega-Lite specification.

Points carry letters and never names: who they are stands in the table beneath, for whoever may read
it.
"""

from __future__ import annotations

from string import ascii_uppercase

from reporting.charts import look
from reporting.charts.control_spec import short
from reporting.charts.funnel import Funnel, Place, Placed
from reporting.charts.look import Size, Spec

WITHIN = "Within what chance alone gives"
FURTHER = "Further out: a question to ask"
MARKS = {
    WITHIN: ("circle", look.BRAND, look.BRAND, 50),
    FURTHER: ("diamond", look.STRANGE, look.STRANGE, 130),
}


def letter(place: int) -> str:
    """A to Z, then AA to ZZ."""
    first, second = divmod(place, len(ascii_uppercase))
    return (ascii_uppercase[first - 1] if first else "") + ascii_uppercase[second]


def funnel_spec(found: Funnel, size: Size, *, across: str, percent: bool = False) -> Spec:
    """`across` says what the denominator counts."""
    drawn = [(place, each) for place, each in enumerate(found.placed) if each.value is not None]
    top = _top(found, drawn)
    layers = [*_curves(found, across), *_centre(found, size, percent), *_points(drawn, across)]
    domain = [0, min(top * 1.05, 100) if percent else top * 1.05]
    for layer in layers:
        layer["encoding"]["y"] |= {"scale": {"domain": domain, "nice": True}}
        layer["encoding"]["y"].setdefault("axis", _PERCENT if percent else _AXIS)
    kinds = len({_kind(each) for _, each in drawn})
    return look.sheet(size, layers, key_rows=kinds + 1)


def _top(found: Funnel, drawn: list[tuple[int, Placed]]) -> float:
    """As high as a point or the funnel around the smallest of them."""
    smallest = min((each.unit.whole for _, each in drawn), default=0)
    around = [limit.outer_high for limit in found.curve if limit.whole >= smallest][:1]
    return max([*around, *(each.value or 0 for _, each in drawn)], default=1.0) or 1.0


_AXIS: Spec = {"title": None, "tickCount": 5, "domain": False, "ticks": False}
_PERCENT: Spec = {**_AXIS, "labelExpr": "format(datum.value, ',~f') + '%'"}


def _x(across: str) -> Spec:
    axis = {"title": across, "tickCount": 4, "grid": False, "titlePadding": 2}
    return {"field": "whole", "type": "quantitative", "axis": axis, "scale": {"zero": True}}


def _curves(found: Funnel, across: str) -> list[Spec]:
    lines = {
        "outer_low": look.TARGET_DASHES,
        "outer_high": look.TARGET_DASHES,
        "inner_low": look.DASHES,
        "inner_high": look.DASHES,
    }
    layers: list[Spec] = []
    for field, dashes in lines.items():
        rows = [{"whole": each.whole, "at": getattr(each, field)} for each in found.curve]
        mark = {"type": "line", "color": look.QUIET, "strokeWidth": 1, "strokeDash": dashes}
        mark["clip"] = True  # the funnel is wider than the picture where there are few
        encoding = {"x": _x(across), "y": look.height_of("at")}
        layers.append({"data": {"values": rows}, "mark": mark, "encoding": encoding})
    return layers


def _centre(found: Funnel, size: Size, percent: bool) -> list[Spec]:
    if found.centre is None:
        return []
    words = f"All: {short(found.centre)}{'%' if percent else ''}"
    return [
        look.rule(size, found.centre, look.QUIET, []),
        look.words_beside(size, found.centre, words, look.QUIET),
    ]


def _kind(each: Placed) -> str:
    return WITHIN if each.place == Place.WITHIN else FURTHER


def _points(drawn: list[tuple[int, Placed]], across: str) -> list[Spec]:
    rows = [
        {"whole": each.unit.whole, "at": each.value, "kind": _kind(each), "name": letter(place)}
        for place, each in drawn
    ]
    kinds = [kind for kind in MARKS if any(row["kind"] == kind for row in rows)]
    at: Spec = {"x": _x(across), "y": look.height_of("at")}
    point = {"type": "point", "filled": False, "opacity": 1}
    name = {"type": "text", "dx": 8, "dy": -8, "fontSize": look.TEXT, "color": look.INK}
    return [
        {"data": {"values": rows}, "mark": point, "encoding": at | look.shapes(MARKS, kinds)},
        {"data": {"values": rows}, "mark": name, "encoding": at | {"text": {"field": "name"}}},
    ]
