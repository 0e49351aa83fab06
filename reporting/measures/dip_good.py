"""Dip-sampled work that met “good”."""

from django.db.models import Q

from midpoints.enums import MEETS_GOOD, Grade
from midpoints.rules import may_grade
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_CHAIR, OF_A_PLACE, by_code

MEASURE = Measure(
    code="dip_good",
    name="Dip-sampled cases graded good or better",
    definition=(
        "Of the cases graded in dip samples drawn in the period, how many were graded good "
        "or outstanding overall: the agreed grade where two managers graded, else the "
        "first."
    ),
    numerator="Cases graded good or outstanding",
    denominator="Cases graded",
    counted=Counted.CHILDREN,
    source="Buckinghamshire annual report 2022/23",
    needs=FactKind.DIP,
    population=happened_in(FactKind.DIP),
    hit=Q(code__in=[grade.value for grade in MEETS_GOOD]),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Cases not graded yet.",
    group="Service",
    splits=(by_code("grade", "Grade", dict(Grade.choices)), BY_CHAIR, *OF_A_PLACE),
    # A grade is a judgement of one chair's work: the list tells it for each child.
    drilled_by=may_grade,
)
