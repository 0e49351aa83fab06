"""Advocates offered."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.months import MonthsLater
from reporting.models.fact import FactQuerySet
from reporting.period import Period


def offered(facts: FactQuerySet, period: Period) -> Q:
    advocates = facts.filter(
        kind=FactKind.ADVOCACY,
        child=OuterRef("child"),
        on__lte=OuterRef("on"),
        on__gt=MonthsLater(OuterRef("on"), -12),
    )
    return Q(Exists(advocates.order_by()))


MEASURE = Measure(
    code="advocacy_offered",
    name="Children offered an advocate",
    definition=(
        "Of the children aged 10 or over at an initial conference in the period, how many "
        "had been offered an advocate in the 12 months up to it."
    ),
    numerator="Children offered an advocate",
    denominator="Children aged 10 or over at an initial conference",
    counted=Counted.CHILDREN,
    source="Buckinghamshire (since April 2018, from age 10); Walsall",
    needs=FactKind.ADVOCACY,
    population=happened_in(
        FactKind.INITIAL, Q(born_on__lte=MonthsLater(F("on"), -120)), origin="here", code="initial"
    ),
    hit=offered,
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Children under 10; imported conferences.",
    group="Service",
    rolls_up=False,
)
