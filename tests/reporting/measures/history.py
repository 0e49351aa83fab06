"""A small history, and what every figure of it must be: worked out on paper, never by the code."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from people.models import Area, Professional, Team
from reporting.domain.figures import Figure, PartFigure, breakdown, figure
from reporting.enums import ScopeKind
from reporting.measures import BY_CODE
from reporting.measures.measure import Shape
from reporting.period import parse
from reporting.scope import Scope

# Code of the measure, period, and the code of a breakdown where the parts are meant, or whose
# figure it is: "for chair Aisha Fulltime".
Key = tuple[str, str] | tuple[str, str, str]


@dataclass(frozen=True)
class History:
    name: str
    build: Callable[[], None]
    expected: Mapping[Key, str]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def at(text: str, hour: int = 9) -> dt.datetime:
    """That hour of the day in England."""
    return timezone.make_aware(dt.datetime.combine(day(text), dt.time(hour)))


def said(key: Key) -> str:
    """A count as "5", else the value with its two numbers: "66.7% (2 of 3)", "15 (3)"."""
    measure, period = BY_CODE[key[0]], parse(key[1])
    if len(key) == 2:
        return _whole(figure(measure, period))
    if key[2].startswith("for "):
        return _whole(figure(measure, period, _scope(*key[2].split(" ", 2)[1:])))
    split = next(each for each in measure.splits if each.code == key[2])
    parts = [part for part in breakdown(measure, split, period) if part.denominator != 0]
    return ", ".join(_part(part, of_chairs=split.of_chairs) for part in parts)


def _scope(kind: str, name: str) -> Scope:
    found: dict[str, Iterable[tuple[int, str]]] = {
        "area": ((row.pk, row.name) for row in Area.objects.all()),
        "team": ((row.pk, row.name) for row in Team.objects.all()),
        "chair": ((row.pk, row.person.name) for row in Professional.objects.all()),
    }
    pk = next(pk for pk, called in found[kind] if called == name)
    return Scope(ScopeKind(kind), pk, name)


def _whole(found: Figure) -> str:
    if found.numerator is None or found.measure.shape == Shape.COUNT:
        return found.words
    of = "" if found.denominator is None else f" of {found.denominator}"
    return f"{found.words} ({found.numerator}{of})"


def _part(part: PartFigure, *, of_chairs: bool) -> str:
    label = str(Professional.objects.get(pk=part.code).person) if of_chairs else part.label
    of = "" if part.denominator is None else f"/{part.denominator}"
    return f"{label} {part.numerator}{of}"
