"""Areas, teams or chairs beside each other, each with how many it had and out of how much."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from people.models import Area, Professional, Team
from reporting.charts.funnel import Funnel, Kind, Unit, funnel
from reporting.domain.figures import figure_shown
from reporting.domain.kept import keep_each
from reporting.enums import FactKind, ScopeKind
from reporting.measures.measure import Measure, Shape
from reporting.models import Fact
from reporting.period import Period
from reporting.scope import Scope


@dataclass(frozen=True)
class Compared:
    measure: Measure
    period: Period
    by: ScopeKind
    scopes: tuple[Scope, ...]
    funnel: Funnel

    def only(self, pk: int) -> Compared:
        """One of them among all: the others count, and are neither shown nor named."""
        kept = [place for place, scope in enumerate(self.scopes) if scope.pk == pk]
        placed = tuple(self.funnel.placed[place] for place in kept)
        found = Funnel(self.funnel.centre, placed, self.funnel.curve)
        scopes = tuple(self.scopes[place] for place in kept)
        return Compared(self.measure, self.period, self.by, scopes, found)


def compared(
    measure: Measure, period: Period, by: ScopeKind, *, known_on: dt.datetime | None = None
) -> Compared:
    """Those without anything to count are left out: a team that was not there yet."""
    each = keep_each([measure], period.first, by) if known_on is None else None
    scopes, units = [], []
    for scope in _scopes(measure, by, known_on):
        kept = each.of(scope) if each else None
        found = figure_shown(measure, period, scope, known_on=known_on, kept=kept)
        if found.denominator:
            scopes.append(scope)
            units.append(Unit(scope.name, found.numerator or 0, int(found.denominator)))
    kind = Kind.SHARE if measure.shape == Shape.PERCENT else Kind.RATE
    return Compared(measure, period, by, tuple(scopes), funnel(units, kind))


def _scopes(measure: Measure, by: ScopeKind, known_on: dt.datetime | None) -> Iterator[Scope]:
    if by == ScopeKind.AREA:
        yield from (Scope(by, row.pk, row.name) for row in Area.objects.all())
    if by == ScopeKind.TEAM:
        yield from (Scope(by, row.pk, row.name) for row in Team.objects.all())
    if by == ScopeKind.CHAIR:
        # Also whoever stood in, and has no case of their own.
        kinds = {FactKind.CASELOAD, *measure.kinds}
        facts = Fact.objects.known_on(known_on).filter(kind__in=kinds, chair__isnull=False)
        ids = facts.order_by().values("chair").distinct()
        rows = Professional.objects.filter(pk__in=ids).select_related("person")
        yield from (Scope(by, row.pk, row.person.name) for row in rows)
