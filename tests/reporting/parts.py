"""Figures in parts, told so that two databases can be compared."""

from __future__ import annotations

from collections.abc import Mapping

from people.models import Professional
from reporting.domain.figures import PartFigure, breakdown, figure
from reporting.measures import ALL
from reporting.measures.measure import Measure
from reporting.measures.split import NOT_RECORDED, Split
from reporting.period import Period
from tests.reporting.imports.folder import figures_named, not_carried

Part = tuple[object, ...]  # numerator, denominator and value
Parts = dict[tuple[str, str, str], dict[str, Part]]  # by measure, period and split


def parts_carried(periods: Mapping[str, Period]) -> Parts:
    """Of every measure and split that the data set carries, where there is a figure at all. Parts
    of nobody are left out."""
    found = {
        (measure.code, name, split.code): _told(split, breakdown(measure, split, period))
        for measure, split in _carried()
        for name, period in periods.items()
        if figure(measure, period).numerator is not None
    }
    return {key: parts for key, parts in found.items() if parts}


def assert_each_split_has_parts(parts: Parts) -> None:
    """Nothing is proved of a split all of whose parts are not recorded."""
    told = {code for (_, _, code), those in parts.items() if those.keys() - {NOT_RECORDED}}
    assert told == {split.code for _, split in _carried()}


def _carried() -> list[tuple[Measure, Split]]:
    """The documentation names the others."""
    measures, splits = not_carried(), figures_named("returns.md", "The dataset in parts")
    return [
        (measure, split)
        for measure in ALL
        if measure.name not in measures
        for split in measure.splits
        if split.name not in splits
    ]


def _told(split: Split, parts: list[PartFigure]) -> dict[str, Part]:
    return {
        _name(split, part): (part.numerator, part.denominator, part.value)
        for part in parts
        if part.numerator or part.denominator
    }


def _name(split: Split, part: PartFigure) -> str:
    """A chair has another number there."""
    if split.of_chairs and part.code:
        return Professional.objects.get(pk=part.code).person.name
    return part.label
