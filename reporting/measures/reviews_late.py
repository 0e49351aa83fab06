"""Late reviews and why."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_LATE_REASON, OF_A_CHILD

MEASURE = Measure(
    code="reviews_late",
    name="Late reviews, by reason",
    definition=(
        "Children whose review was held in the period after its limit (the first 3 calendar "
        "months after the initial conference, every later one 6 after the review actually held "
        "before), with the reason that was recorded."
    ),
    numerator="Children whose review was late",
    counted=Counted.CHILDREN,
    source="Working Together (first 3 months, later 6 months)",
    needs=FactKind.REVIEW,
    population=happened_in(FactKind.REVIEW, Q(on__gt=F("due_on"))),
    high_is_good=False,
    excludes="Reviews still outstanding; those late only by a local limit after a birth.",
    group="Timeliness",
    splits=(BY_LATE_REASON, *OF_A_CHILD),
)
