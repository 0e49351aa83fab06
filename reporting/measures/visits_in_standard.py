"""Children visited in standard."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape
from reporting.measures.plans import plans_open_at_end
from reporting.models.fact import FactQuerySet
from reporting.period import Period


def visited_in_standard(facts: FactQuerySet, period: Period) -> Q:
    """Seen so lately that the next visit is not due before that day; or the plan is that new."""
    seen = facts.filter(
        kind=FactKind.VISIT,
        plan=OuterRef("plan"),
        on__lte=period.last,
        until__gte=period.last,
        flags__contains=["seen"],
    )
    return Q(Exists(seen.order_by())) | Q(due_on__gte=period.last)


MEASURE = Measure(
    code="visits_in_standard",
    name="Children visited in standard",
    definition=(
        "Of the children on a plan on the last day of the period, how many were seen so "
        "lately that their next visit was not overdue: within 10 working days or what local "
        "practice sets, or the plan’s own frequency."
    ),
    numerator=(
        "Children whose last visit at which they were seen is in standard, or whose plan is "
        "too new for one"
    ),
    denominator="Children with an open plan",
    counted=Counted.CHILDREN,
    source="Liverpool, Central Bedfordshire (10 working days): a local setting, not law",
    needs=FactKind.VISIT,
    also=(FactKind.PLAN,),
    judged_with="plan",
    population=plans_open_at_end(),
    hit=visited_in_standard,
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Visits at which the child was not seen do not count; a core group is not a visit. Where "
        "no visits were brought in with a plan, none before the import counts as missed."
    ),
    group="Timeliness",
    is_stock=True,
)
