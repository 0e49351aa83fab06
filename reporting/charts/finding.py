"""What a chart shows, in words: over the chart, and instead of it for whoever does not see it."""

from __future__ import annotations

from dataclasses import dataclass

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
    counts: tuple[tuple[int, int] | None, ...] = ()
    aim: Aim | None = None
    high_is_good: bool | None = None
    available: bool = True


def finding(told: Told) -> str:
    """Two or three plain sentences about the last point."""
    last = told.chart.points[-1]
    if not told.available:
        return f"{told.name}: not available for {told.when[-1]}."
    if last.value is None:
        return f"{told.name}: none {_when(told.when[-1])}."
    sentences = [_moved(told) + _against_the_usual(told, last), *_patterns(last)]
    if told.chart.centre is None:
        sentences.append("There are too few yet to say what is usual.")
    if told.aim:
        sentences.append(_aimed(told, told.aim, last.value))
    if last.signals:
        sentences.append("What changed?")
    return " ".join(sentences)


def amount(value: float, unit: str) -> str:
    """46%, 1,204, 14.5 working days."""
    return f"{short(value)}%" if unit == "%" else f"{short(value)} {unit}".strip()


def between(low: float, high: float, unit: str) -> str:
    return f"{short(low)} to {amount(high, unit)}"


def _moved(told: Told) -> str:
    now = told.chart.points[-1].value or 0.0
    before = told.chart.points[-2].value if len(told.chart.points) > 1 else None
    words, when = amount(now, told.unit), _when(told.when[-1])
    counts = _counts(told)
    if before is None:
        return f"{told.name} stood {when} at {words}{counts}"
    if words == amount(before, told.unit):
        return f"{told.name} stayed {when} at {words}{counts}"
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


def _aimed(told: Told, aim: Aim, value: float) -> str:
    target = f"The target is {amount(aim.value, told.unit)}"
    reached = verdict(aim, value, high_is_good=told.high_is_good)
    return f"{target}: {reached}." if reached else f"{target}."


def verdict(aim: Aim, value: float, *, high_is_good: bool | None) -> str:
    """ "met", "not met", or "within tolerance"; empty where neither more nor less is better."""
    if high_is_good is None:
        return ""
    if value >= aim.value if high_is_good else value <= aim.value:
        return "met"
    edge = aim.low if high_is_good else aim.high
    if edge is not None and (value >= edge if high_is_good else value <= edge):
        return "not met, but within tolerance"
    return "not met"
