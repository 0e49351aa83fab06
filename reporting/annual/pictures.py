"""The charts of the report, drawn from its content, with what they show in words.

Drawn from the lines that stand in the table beneath: what is hidden there has no point, no bar and
no word here, and takes no part in what is said to be usual.
"""

from __future__ import annotations

import json
import textwrap
from dataclasses import dataclass

from django.utils.text import capfirst

from reporting.annual.aims import aim_in_words
from reporting.annual.content import Block, Line, Parts
from reporting.annual.sections import MONTHS
from reporting.charts import look
from reporting.charts.control_spec import Picture, control_spec
from reporting.charts.finding import amount
from reporting.charts.look import WIDE, Spec
from reporting.charts.spc import Chart, p_chart, xmr
from reporting.period import parse

PERCENT = "PERCENT"
BAR, GAP, LINE = 20, 6, 15  # pixels
LABEL, LETTERS = 230, 32  # pixels left of the bars, and the letters of a line that fit there


@dataclass(frozen=True)
class Drawn:
    """`words` say what the picture shows, for whoever does not see it."""

    spec: Spec
    words: str


def picture_of(block: Block) -> Drawn | None:
    """None where there is nothing to draw."""
    if block.chart == MONTHS:
        lines = block.months
        values = [value for line in lines if (value := _value(line)) is not None]
        return _over_months(block) if len(values) > 1 and any(values) else None
    parts = next((each for each in block.parts if each.code == block.chart), None)
    if parts is None or not any(_value(line) for line in parts.lines):
        return None
    return Drawn(_bars(block, parts), _bars_in_words(block, parts))


def _value(line: Line) -> float | None:
    return None if line.value is None else float(line.value)


def _over_months(block: Block) -> Drawn:
    labels = []
    for line in block.months:
        first = parse(line.period).first
        labels.append((f"{first:%b}", f"{first:%Y}"))
    chart = _chart(block)
    spec = control_spec(Picture(chart, tuple(labels), block.shape == PERCENT, block.aim), WIDE)
    return Drawn(spec, _months_in_words(block, chart))


def _chart(block: Block) -> Chart:
    if block.shape == PERCENT:
        return p_chart(
            [
                None
                if line.is_hidden or not line.denominator
                else (line.numerator or 0, int(line.denominator))
                for line in block.months
            ]
        )
    return xmr([_value(line) for line in block.months])


def _months_in_words(block: Block, chart: Chart) -> str:
    known = [(line, value) for line in block.months if (value := _value(line)) is not None]
    first, last = known[0], known[-1]
    least, most = min(known, key=lambda each: each[1]), max(known, key=lambda each: each[1])
    if least[1] == most[1]:
        same = amount(most[1], _unit(block))
        said = [f"{block.name}, month by month: {same} in each month that had any."]
    else:
        said = [
            f"{block.name}, month by month: {_said(block, first)} and {_said(block, last)}.",
            f"The lowest was {_said(block, least)}, the highest {_said(block, most)}.",
        ]
    if chart.centre is not None:
        unusual = [
            line.label
            for line, point in zip(block.months, chart.points, strict=True)
            if point.signals
        ]
        said.append(
            f"Out of the usual: {', '.join(unusual)}." if unusual else "No month stands out."
        )
    if aim := aim_in_words(block):
        said.append(f"{capfirst(aim)}.")
    return " ".join([*said, *_not_shown(block.months)])


def _said(block: Block, found: tuple[Line, float]) -> str:
    return f"{amount(found[1], _unit(block))} in {found[0].label}"


def _unit(block: Block) -> str:
    return "%" if block.shape == PERCENT else ""


def _not_shown(lines: tuple[Line, ...]) -> list[str]:
    number = sum(line.is_hidden for line in lines)
    return ["Small numbers are hidden, and not drawn."] if number else []


def _bars_in_words(block: Block, parts: Parts) -> str:
    known = [(line, value) for line in parts.lines if (value := _value(line))]
    order = sorted(known, key=lambda each: -each[1])[:3]
    said = "; ".join(f"{line.label}: {amount(value, _unit(block))}" for line, value in order)
    words = f"{block.name}, by {parts.name.lower()}. Largest: {said}."
    return " ".join([words, *_not_shown(parts.lines)])


def _bars(block: Block, parts: Parts) -> Spec:
    rows = [
        {"part": line.label, "value": _value(line) or 0, "words": _beside(line)}
        for line in parts.lines
        if _value(line) or line.is_hidden
    ]
    labels = {row["part"]: textwrap.wrap(str(row["part"]), LETTERS) for row in rows}
    lines = max(len(several) for several in labels.values())
    height = len(rows) * max(BAR + GAP, lines * LINE + GAP) + 40
    size = look.Size(WIDE.width, height, left=LABEL, right=70, top=6, bottom=34)
    percent = block.shape == PERCENT
    most = 100.0 if percent else max(float(row["value"]) for row in rows)
    across = {
        "field": "value",
        "type": "quantitative",
        "scale": {"domain": [0, most], "nice": not percent},
        "axis": {
            "title": None,
            "values": look.whole_ticks(0, most),
            "labelExpr": _axis(percent),
            "labelFlush": False,
            "domain": False,
        },
    }
    down = {
        "field": "part",
        "type": "nominal",
        "sort": [row["part"] for row in rows],
        "axis": {
            "title": None,
            "labelExpr": f"{json.dumps(labels)}[datum.label]",
            "labelLimit": LABEL - 10,
            "labelLineHeight": LINE,
            "domain": False,
            "ticks": False,
        },
    }
    bars: Spec = {
        "data": {"values": rows},
        "mark": {"type": "bar", "color": look.BRAND, "height": BAR - GAP},
        "encoding": {"x": across, "y": down},
    }
    mark = {"type": "text", "align": "left", "dx": 4, "fontSize": look.TEXT, "color": look.INK}
    beside: Spec = {
        "data": {"values": rows},
        "mark": mark,
        "encoding": {"x": across, "y": down, "text": {"field": "words"}},
    }
    return look.sheet(size, [bars, beside], key_rows=0)


def _axis(percent: bool) -> str:
    return "format(datum.value, ',~f') + '%'" if percent else "format(datum.value, ',~f')"


def _beside(line: Line) -> str:
    return line.words
