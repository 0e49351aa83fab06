"""What every drawing shares: size, font, colours. Each colour has a shape or a dash beside it."""

from __future__ import annotations

import itertools
import math
from dataclasses import dataclass
from typing import Any

Spec = dict[str, Any]
# By kind of point: shape, colour, fill, area in square pixels.
Marks = dict[str, tuple[str, str, str, int]]

SCHEMA = "https://vega.github.io/schema/vega-lite/v5.json"
# "Pack" is what the same font is called on paper (templates/pdf/styles/base.css).
FONT = "Noto Sans, Pack, sans-serif"
INK, QUIET, GRID = "#0b0c0c", "#505a5f", "#e3e7e7"
BRAND, TINT = "#0b4f4a", "#e4efed"
TARGET, STRANGE, RUN, OTHERS = "#1d5a96", "#a0230f", "#4c2c92", "#6b4a00"
DASHES, TARGET_DASHES, TOLERANCE_DASHES = [5, 4], [9, 3, 2, 3], [2, 3]
OTHERS_DASHES = [14, 4]
TEXT = 13  # pixels, at the size it is shown in


@dataclass(frozen=True)
class Size:
    """Pixels. The white around the plot is fixed, so that two drawings stand in line."""

    width: int
    height: int
    left: int = 54
    right: int = 84
    top: int = 14
    bottom: int = 42  # for the axis; the key comes below it

    @property
    def plot(self) -> tuple[int, int]:
        return self.width - self.left - self.right, self.height - self.top - self.bottom


WIDE = Size(540, 270)
NARROW = Size(320, 270)  # fits a telephone 360 pixels wide
KEY_ROW, KEY_SPACE = 16, 12  # pixels below the axis


def sheet(size: Size, layers: list[Spec], *, key_rows: int) -> Spec:
    """A whole drawing on its own white ground, readable where the page's colours are not ours."""
    key = KEY_ROW * key_rows + KEY_SPACE if key_rows else 0
    width, height = size.plot
    return {
        "$schema": SCHEMA,
        "width": width,
        "height": height,
        "autosize": {"type": "none"},
        "padding": {
            "left": size.left, "right": size.right, "top": size.top, "bottom": size.bottom + key
        },
        "background": "white",
        "layer": layers,
        "config": {
            "font": FONT,
            "view": {"stroke": None},
            "axis": {
                "labelColor": INK,
                "titleColor": INK,
                "labelFontSize": TEXT,
                "titleFontSize": TEXT,
                "titleFontWeight": "normal",
                "gridColor": GRID,
                "domainColor": QUIET,
                "tickColor": QUIET,
            },
            "legend": {
                "labelColor": INK,
                "labelFontSize": TEXT,
                "labelLimit": width + size.right,
                "title": None,
                "orient": "bottom",
                "direction": "vertical",
                "offset": 6,
                "rowPadding": 1,
            },
        },
    }  # fmt: skip


def step_of(reach: float) -> float:
    """A round fifth, or so, of the height."""
    rough = max(reach, 1.0) / 5
    size = 10.0 ** math.floor(math.log10(rough))
    return next(size * each for each in (1, 2, 5, 10) if size * each >= rough)


def whole_ticks(low: float, high: float) -> list[int]:
    """There is no half child on an axis of children."""
    step = max(round(step_of(high - low)), 1)
    return list(range(math.ceil(low / step) * step, math.floor(high) + 1, step))


def rule(size: Size, at: float, colour: str, dashes: list[int], wide: float = 1.5) -> Spec:
    """A line across the plot at one height; without dashes it is solid."""
    mark = {"type": "rule", "color": colour, "strokeWidth": wide, "strokeDash": dashes or [1, 0]}
    across = {"x": {"value": 0}, "x2": {"value": size.plot[0]}, "y": height_of("at")}
    return {"data": {"values": [{"at": at}]}, "mark": mark, "encoding": across}


def height_of(field: str, **more: Any) -> Spec:
    return {"field": field, "type": "quantitative", **more}


def shapes(marks: Marks, shown: list[str]) -> Spec:
    """How each kind of point looks. The scale holds all: with one alone nothing is drawn."""
    return {
        channel: {
            "field": "kind",
            "type": "nominal",
            "scale": {"domain": list(marks), "range": [look[number] for look in marks.values()]},
            "legend": {"values": shown},
        }
        for number, channel in enumerate(("shape", "stroke", "fill", "size"))
    }


def words_beside(size: Size, at: float, words: str, colour: str, *, lift: float = 0) -> Spec:
    """Words in the white at the right of a line; `lift` moves them up, in pixels."""
    mark = {"type": "text", "align": "left", "baseline": "middle", "fontSize": TEXT - 1}
    mark |= {"color": colour, "dx": 5, "dy": -lift, "clip": False}
    return {
        "data": {"values": [{"at": at, "words": words}]},
        "mark": mark,
        "encoding": {
            "x": {"value": size.plot[0]},
            "y": height_of("at"),
            "text": {"field": "words"},
        },
    }


def apart(heights: list[float], least: float, most: float) -> list[float]:
    """How far each must be lifted (or lowered), so that no two words at these pixel heights overlap
    and none stands above `most`."""
    order = sorted(range(len(heights)), key=lambda place: heights[place])
    lifted = list(heights)
    for below, above in itertools.pairwise(order):
        lifted[above] = max(lifted[above], lifted[below] + least)
    ceiling = most
    for place in reversed(order):
        lifted[place] = min(lifted[place], ceiling)
        ceiling = lifted[place] - least
    return [after - before for before, after in zip(heights, lifted, strict=True)]
