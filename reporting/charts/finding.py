"""What a chart shows, in words: over the chart, and instead of it for whoever does not see it."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from govuk.rounding import half_up
from reporting.charts.control_spec import Aim, short
from reporting.charts.signals import Signal
from reporting.charts.spc import Chart, Point


@dataclass(frozen=True)
class Told:
    """`when` as in "in October 2026"; `counts` the two numbers of a percentage or rate, if any."""

    name: str
    when: tuple[str, ...]
    chart: Chart
    unit: str = ""
    counts: tuple[tuple[int, int | Decimal] | None, ...] = ()
    aim: Aim | None = None
    standing: str = ""  # against what is aimed at: "met", "not met", "just missed"
    available: bool = True
    so_far: bool = False  # the last period still runs: its number is not judged
    few: str = ""  # instead of the last figure, where so few people are behind it


def finding(told: Told) -> str:
    """Two or three plain sentences about the last point."""
    last = told.chart.points[-1]
    if not told.available:
        return f"{told.name}: not available for {told.when[-1]}."
    if told.few:
        return f"{told.name}: {told.few} {_when(told.when[-1])}."
    if last.value is None:
        return f"{told.name}: none {_when(told.when[-1])}."
    if told.so_far:
        return f"{told.name}: {amount(last.value, told.unit)} so far {_when(told.when[-1])}."
    sentences = [_moved(told) + _against_the_usual(told, last), *_patterns(last)]
    if told.chart.centre is None:
        sentences.append("There are too few yet to say what is usual.")
    if told.aim:
        target = f"The target is {amount(told.aim.value, told.unit)}"
        sentences.append(f"{target}: {told.standing}." if told.standing else f"{target}.")
    if last.signals:
        sentences.append("What changed?")
    return " ".join(sentences)


def amount(value: float, unit: str) -> str:
    """46%, 1,204, 14.5 working days."""
    return f"{short(value)}%" if unit == "%" else f"{short(value)} {unit}".strip()


def between(low: float, high: float, unit: str) -> str:
    """54 to 88%, 0.4 to 3.0, 3 to 12: both to the same place."""
    places = 0 if high >= 10 or (low == round(low) and high == round(high)) else 1
    ending = "%" if unit == "%" else f" {unit}".rstrip()
    return f"{half_up(low, places):,} to {half_up(high, places):,}{ending}"


def _moved(told: Told) -> str:
    now = told.chart.points[-1].value or 0.0
    before = told.chart.points[-2].value if len(told.chart.points) > 1 else None
    words, when = amount(now, told.unit), _when(told.when[-1])
    counts = _counts(told)
    if before is None:
        return f"{told.name} stood at {words}{counts} {when}"
    if words == amount(before, told.unit):
        return f"{told.name} stayed at {words}{counts} {when}"
    return f"{told.name} {'rose' if now > before else 'fell'} {when} to {words}{counts}"


def _counts(told: Told) -> str:
    counts = told.counts[-1] if told.counts else None
    return f" ({counts[0]:,} of {counts[1]:,})" if counts and told.unit == "%" else ""


def _when(words: str) -> str:
    return f"in the {words}" if words.startswith("year") else f"in {words}"


def _against_the_usual(told: Told, last: Point) -> str:
    if last.limits is None:
        return "."
    if last.too_few:
        return ", too few to judge."
    usual = f"what usually happens ({between(last.limits.low, last.limits.high, told.unit)})."
    if Signal.ABOVE in last.signals:
        return f", above {usual}"
    if Signal.BELOW in last.signals:
        return f", below {usual}"
    return f", within {usual}"


def _patterns(last: Point) -> list[str]:
    """Runs and trends; a point outside a limit is not also told to be close to it."""
    told = {Signal.ABOVE, Signal.BELOW}
    if told & set(last.signals):
        told |= {Signal.NEAR_TOP, Signal.NEAR_BOTTOM}
    patterns = [signal.value for signal in last.signals if signal not in told]
    return [f"It has been {' and '.join(patterns)}."] if patterns else []
