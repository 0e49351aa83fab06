"""What the service aims at, in words: beneath the figures of the year, and of each chart.

Whether it was reached is left to the reader: said of a figure that is hidden, it would tell of it.
"""

from __future__ import annotations

from reporting.annual.content import Block, Section
from reporting.charts.control_spec import Aim
from reporting.charts.finding import amount, between


def aims_of(section: Section) -> list[str]:
    """One sentence for each measure that has a target."""
    return [f"{block.name}: {words}." for block in section.blocks if (words := aim_in_words(block))]


def aim_in_words(block: Block) -> str:
    """Empty where nothing is aimed at."""
    if block.aim is None:
        return ""
    target = f"the target at the end of the year is {amount(block.aim.value, block.unit)}"
    tolerance = _tolerance(block.aim, block.unit)
    return f"{target}, tolerance {tolerance}" if tolerance else target


def _tolerance(aim: Aim, unit: str) -> str:
    if aim.low is not None and aim.high is not None:
        return between(aim.low, aim.high, unit)
    if aim.low is not None:
        return f"from {amount(aim.low, unit)}"
    return "" if aim.high is None else f"up to {amount(aim.high, unit)}"
