"""The same chair as before."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has

MEASURE = Measure(
    code="chair_continuity",
    name="Reviews with the same chair as before",
    definition=(
        "Of the children reviewed in the period, for how many the chair was the one of the "
        "conference before."
    ),
    numerator="Children whose chair was the same",
    denominator="Children reviewed whose chair is known both times",
    counted=Counted.CHILDREN,
    source="Working Together, as cited by North East Lincolnshire",
    needs=FactKind.REVIEW,
    population=happened_in(FactKind.REVIEW, has("chair_known")),
    hit=has("same_chair"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Reviews where a chair is not known.",
    group="Service",
    known_by=Q(has("chair_known"), kind=FactKind.REVIEW),
)
