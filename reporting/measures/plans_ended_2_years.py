"""Plans that ended after two years or more."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape
from reporting.measures.months import MonthsLater
from reporting.measures.plans import plans_ended_in
from reporting.measures.split import BY_DURATION, OF_A_CHILD

MEASURE = Measure(
    code="plans_ended_2_years",
    name="Ended plans that had lasted 2 years or more",
    definition=(
        "Of the child protection plans that ended in the period, how many had lasted 2 "
        "years or more."
    ),
    numerator="Children whose plan had lasted 2 years or more",
    denominator="Children whose plan ended in the period",
    counted=Counted.CHILDREN,
    source="DfE table D7",
    needs=FactKind.PLAN,
    population=plans_ended_in,
    hit=Q(until__gte=MonthsLater(F("on"), 24)),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes=(
        "Temporary plans of another authority; void plans. Of an area or team, plans that moved "
        "on to another."
    ),
    group="Length and return",
    splits=(BY_DURATION, *OF_A_CHILD),
)
