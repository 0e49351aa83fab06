"""Conferences held."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_TYPE, OF_A_PLACE

MEASURE = Measure(
    code="conferences_held",
    name="Conferences held",
    definition=(
        "Initial, transfer-in and review conferences held in the period. One meeting about "
        "several brothers and sisters is one conference."
    ),
    numerator="Conferences that were held",
    counted=Counted.CONFERENCES,
    source="Conferences recorded here or imported",
    needs=FactKind.INITIAL,
    also=(FactKind.REVIEW,),
    population=happened_in(FactKind.INITIAL, FactKind.REVIEW),
    excludes="Conferences adjourned, vacated or cancelled, and not held since.",
    group="Flow and stock",
    splits=(BY_TYPE, *OF_A_PLACE),
)
