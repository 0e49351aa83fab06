"""Which facts are the plans that were open, started or ended. A plan is a fact for each place its
family was in (docs/adr/figures.md): on any day one of them holds, one is its start, one its end."""

from __future__ import annotations

from django.db.models import Q

from reporting.enums import FactKind
from reporting.measures.measure import Population, ended_in, happened_in, open_at_end
from reporting.models.fact import FactQuerySet
from reporting.period import Period


def plans_open_at_end(*also: Q) -> Population:
    """Open on the last day of the period, where the family was that day."""
    are_open = open_at_end(FactKind.PLAN, *also)

    def pick(facts: FactQuerySet, period: Period) -> FactQuerySet:
        had_come = Q(moved_in_on__isnull=True) | Q(moved_in_on__lte=period.last)
        had_not_left = Q(moved_out_on__isnull=True) | Q(moved_out_on__gt=period.last)
        return are_open(facts, period).filter(had_come, had_not_left)

    return pick


plans_started_in = happened_in(FactKind.PLAN, moved_in_on=None)
plans_ended_in = ended_in(FactKind.PLAN, moved_out_on=None)
