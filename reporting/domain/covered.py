"""Whether what a measure counts can be told apart by area, by team or by chair at all.

An advocate is nobody's, and a request has no chair yet: counted for one chair there would be none,
which says what nobody knows. Such a figure is not available.
"""

from __future__ import annotations

from functools import cache

from reporting.enums import FactKind, ScopeKind
from reporting.facts import ALL
from reporting.measures.measure import Measure


def is_counted_by(measure: Measure, kind: ScopeKind) -> bool:
    if kind == ScopeKind.SERVICE:
        return True
    return kind not in measure.not_by and kind in _kept_with(measure.needs)


@cache
def _kept_with(kind: FactKind) -> frozenset[ScopeKind]:
    columns = {column for source in ALL if source.kind == kind for column in source.columns}
    return frozenset(each for each in ScopeKind if f"{each.value}_id" in columns)
