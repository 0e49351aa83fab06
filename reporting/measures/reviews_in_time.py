"""Reviews on time."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import OF_A_CHILD, by_code

MEASURE = Measure(
    code="reviews_in_time",
    name="Children reviewed on time",
    definition=(
        "Of the children whose review conference was held in the period, how many had it on "
        "time: the first within 3 calendar months of the initial conference, every later "
        "one within 6 calendar months of the review actually held before."
    ),
    numerator="Children whose review was on time",
    denominator="Children whose review was held in the period",
    counted=Counted.CHILDREN,
    source="Working Together (first 3 months, later 6 months)",
    needs=FactKind.REVIEW,
    population=happened_in(FactKind.REVIEW, Q(due_on__isnull=False)),
    hit=Q(on__lte=F("due_on")),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Reviews still outstanding: the year-end measure counts those. Children with no "
        "conference before, from which to count. A local limit after a birth may be sooner: it is "
        "not counted here."
    ),
    group="Timeliness",
    splits=(
        by_code("which", "Which review", {"first": "First", "later": "Later"}),
        *OF_A_CHILD,
    ),
)
