"""Answers to the feedback form are counted out only where enough people gave them: of fewer than
five somebody could tell who said what. The feedback room keeps the same limit.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from django.db.models import Count

from feedback.domain.figures import FEWEST
from reporting.enums import FactKind
from reporting.measures.measure import Measure
from reporting.models.fact import FactQuerySet

OF_PEOPLE_UNNAMED = frozenset({FactKind.FEEDBACK})
FEW = f"Fewer than {FEWEST}"
NOT_SHOWN = "Not shown"


def must_be_many(measure: Measure) -> bool:
    return measure.needs in OF_PEOPLE_UNNAMED


def is_few(measure: Measure, rows: FactQuerySet) -> bool:
    return must_be_many(measure) and 0 < people_in(rows).get(None, 0) < FEWEST


def people_in(rows: FactQuerySet, **part: Any) -> dict[Any, int]:
    """At least so many people gave these answers, by part (all under None where there is none):
    nobody answers a question twice, so as many as gave the one most answered."""
    counts = rows.order_by().annotate(**part).values(*part, "codes__1").annotate(number=Count("pk"))
    found: dict[Any, int] = {}
    for row in counts:
        code = row.get("part")
        found[code] = max(found.get(code, 0), row["number"])
    return found


def withheld(people: Mapping[str, int]) -> dict[str, str]:
    """What is said instead, for the parts that are not shown. One part alone could be worked out
    from the whole: then the smallest of the others goes with it."""
    hidden = {code: FEW for code, number in people.items() if number < FEWEST}
    others = sorted((code for code in people if code not in hidden), key=lambda code: people[code])
    while hidden and others and _can_be_worked_out(hidden, people):
        hidden[others.pop(0)] = NOT_SHOWN
    return hidden


def _can_be_worked_out(hidden: Collection[str], people: Mapping[str, int]) -> bool:
    return len(hidden) == 1 or sum(people[code] for code in hidden) < FEWEST
