"""Plans open 12 months or more."""

from __future__ import annotations

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import PLACE_OF_A_PLAN, Measure, Shape, open_at_end
from reporting.measures.months import ran_at_least
from reporting.measures.split import BY_CATEGORY, OF_A_CHILD
from reporting.models.fact import FactQuerySet
from reporting.period import Period


def long_enough(facts: FactQuerySet, period: Period) -> Q:
    return ran_at_least(12, period)


MEASURE = Measure(
    code="plans_over_12",
    name="Children on a plan for 12 months or more",
    definition=(
        "Of the children on a plan on the last day of the period, how many had been on it "
        "for 12 calendar months or more."
    ),
    numerator="Children whose plan started 12 calendar months ago or more",
    denominator="Children with an open plan",
    counted=Counted.CHILDREN,
    source="Birmingham and Buckinghamshire annual reports 2022/23; DfE table D7",
    needs=FactKind.PLAN,
    population=open_at_end(FactKind.PLAN),
    hit=long_enough,
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes=(
        "Earlier plans of the same child: each plan is counted from its own start."
        f" {PLACE_OF_A_PLAN}"
    ),
    group="Length and return",
    is_stock=True,
    splits=(BY_CATEGORY, *OF_A_CHILD),
)
