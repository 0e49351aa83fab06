"""What the measures of a duty with a limit have in common: how many were done in time."""

from __future__ import annotations

from django.db.models import Q

from reporting.enums import Counted, FactKind, ScopeKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE, Split
from timescales.enums import Direction
from timescales.rules import RULES


def duty_in_time(
    code: str,
    name: str,
    *,
    of: str,
    rules: tuple[str, ...],
    source: str,
    splits: tuple[Split, ...] = OF_A_PLACE,
    has_chair: bool = True,
) -> Measure:
    """`of` says of which duties, in words; `rules` names their clocks. Those that are about no
    conference have no chair. A name says no limit that a service may set otherwise."""
    return Measure(
        code=code,
        name=name,
        definition=(
            f"Of the {of} whose limit fell in the period, how many were done in "
            f"time{_limit(rules)}."
        ),
        numerator="Done on or before the day due",
        denominator="Those whose limit fell in the period and is over, done or not",
        counted=Counted.EVENTS,
        source=source,
        needs=FactKind.DUTY,
        population=due_in(*rules),
        hit=has("in_time"),
        shape=Shape.PERCENT,
        high_is_good=True,
        excludes="Those that fell away before their limit.",
        group="Timeliness",
        splits=splits,
        known_by=Q(kind=FactKind.DUTY, code__in=rules),
        not_by=frozenset() if has_chair else frozenset({ScopeKind.CHAIR}),
    )


def _limit(rules: tuple[str, ...]) -> str:
    """In words, where it is one for all of them; empty else."""
    found = [rule for rule in RULES if rule.name in rules]
    if len(found) != 1 or found[0].direction != Direction.AFTER:
        return ""
    local = "" if found[0].statutory else " or what local practice sets"
    return f": within {found[0].amount}{local}"
