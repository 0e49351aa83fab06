"""Consultations with the duty officer."""

from conferences.enums import ScreeningOutcome
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="consultations",
    name="Consultations and screenings by the duty officer",
    definition=(
        "Times in the period that the duty officer advised about a family: in a "
        "consultation before any request, or screening one."
    ),
    numerator="Consultations and screenings, one for each family",
    counted=Counted.EVENTS,
    source="Birmingham and Buckinghamshire annual reports 2022/23",
    needs=FactKind.CONSULTATION,
    population=happened_in(FactKind.CONSULTATION),
    group="Flow and stock",
    splits=(by_code("advice", "Advice", dict(ScreeningOutcome.choices)), *OF_A_PLACE),
)
