"""Every review of an open plan on time: the DfE’s measure."""

from __future__ import annotations

from django.db.models import Exists, F, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce
from django.db.models.lookups import GreaterThan

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape
from reporting.measures.months import MonthsLater
from reporting.measures.plans import plans_open_at_end
from reporting.models.fact import FactQuerySet
from reporting.period import Period


def every_review_on_time(facts: FactQuerySet, period: Period) -> Q:
    """None was late, and none is outstanding: due by the end of the day and not held. By the limits
    of Working Together, which `due_on` keeps, not by a local one after a birth. The first runs from
    the conference that opened the plan."""
    held = facts.filter(kind=FactKind.REVIEW, plan=OuterRef("plan"), on__lte=period.last)
    latest = Subquery(held.order_by("-on").values("on")[:1])
    opened_on = Coalesce("clock_from", "on")
    next_due = Coalesce(MonthsLater(latest, 6), MonthsLater(opened_on, 3))
    late = Exists(held.filter(on__gt=F("due_on")).order_by())
    return ~Q(late) & Q(GreaterThan(next_due, Value(period.last)))


def open_three_months(facts: FactQuerySet, period: Period) -> FactQuerySet:
    started = Q(on__lte=MonthsLater(Value(period.last), -3))
    return plans_open_at_end(started)(facts, period)


MEASURE = Measure(
    code="reviews_in_time_year_end",
    name="Plans with every review on time",
    definition=(
        "Of the child protection plans open on the last day of the period for at least 3 "
        "months, how many have had every review on time and have none outstanding that day."
    ),
    numerator="Children every review of whose plan was on time",
    denominator="Children whose plan had been open for 3 calendar months or more",
    counted=Counted.CHILDREN,
    source=(
        "DfE: child protection plans reviewed within timescales, at 31 March. The exact "
        "tolerances are not published in a form we could read: this is our reading"
    ),
    needs=FactKind.PLAN,
    population=open_three_months,
    hit=every_review_on_time,
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=("Plans open for less than 3 months; temporary plans of another authority."),
    group="Timeliness",
    is_stock=True,
    known_by=Q(kind=FactKind.REVIEW) | Q(kind=FactKind.PLAN, origin="here"),
    rolls_up=False,
)
