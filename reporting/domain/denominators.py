"""What rates and means divide by: children who live here, months that children were on a plan,
and chairs as shares of full time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from decimal import Decimal

from django.db.models import Q
from django.utils import timezone

from reporting.enums import FactKind, ScopeKind
from reporting.measures.measure import open_at_end
from reporting.measures.plans import plans_open_at_end
from reporting.models import ChildPopulation, Fact
from reporting.period import Period, year_of
from reporting.scope import Scope


def children_living_in(
    scope: Scope, period: Period, *, known_on: dt.datetime | None = None
) -> int | None:
    """Children aged 0 to 17 of the service or area, as noted for the year the period ends in.

    None for a team or a chair, who have no population, and where nobody has noted one.
    """
    if scope.kind not in {ScopeKind.SERVICE, ScopeKind.AREA}:
        return None
    rows = ChildPopulation.objects.filter(
        year_ending=year_of(period.last).last, area=scope.pk, set_at__lte=known_on or timezone.now()
    )
    latest = rows.order_by("-set_at", "-pk").first()
    return latest.children if latest else None


def child_months(scope: Scope, period: Period, *, known_on: dt.datetime | None = None) -> int:
    """Children on a plan at the end of each month of the period, added up.

    A month that had not ended when it was known is left out. For a chair: the children whose
    chair they were at the end of each month.
    """
    of_a_chair = scope.kind == ScopeKind.CHAIR
    open_at = open_at_end(FactKind.CASELOAD) if of_a_chair else plans_open_at_end()
    today = timezone.localdate(known_on)
    facts = Fact.objects.known_on(known_on).filter(scope.condition)
    ends = [month for month in period.months() if month.last <= today]
    return sum(open_at(facts, month).count() for month in ends)


def full_time_chairs(
    chairs: Collection[int], on: dt.date, *, known_on: dt.datetime | None = None
) -> Decimal:
    """These chairs as the shares of full time they worked on that day, added up.

    One whose hours nobody has recorded counts as full-time.
    """
    began, goes_on = Q(on__isnull=True) | Q(on__lte=on), Q(until__isnull=True) | Q(until__gt=on)
    known = Fact.objects.known_on(known_on).filter(began, goes_on, kind=FactKind.CHAIR)
    rows = known.filter(chair__in=chairs).values_list("chair_id", "number")
    shares = {chair: Decimal(hundredths or 0) / 100 for chair, hundredths in rows}
    return sum((shares.get(chair, Decimal(1)) for chair in chairs), Decimal(0))
