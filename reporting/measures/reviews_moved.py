"""Reviews moved to make room."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="reviews_moved",
    name="Reviews moved to make room for an initial conference",
    definition=(
        "Of the review conferences held in the period, how many had been moved from an "
        "earlier slot to make room for an initial conference."
    ),
    numerator="Reviews that made room",
    denominator="Review conferences held in the period",
    counted=Counted.CONFERENCES,
    source="Birmingham annual report 2022/23",
    needs=FactKind.REVIEW,
    population=happened_in(FactKind.REVIEW, origin="here"),
    hit=has("made_room"),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes=(
        "Imported conferences, whose moves are not known; moves of a slot that was only pencilled."
    ),
    group="Service",
    splits=OF_A_PLACE,
    known_by=Q(kind=FactKind.REVIEW, origin="here"),
)
