"""Informal concerns raised."""

from escalations.enums import Theme
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_CHAIR, OF_A_PLACE, by_code

MEASURE = Measure(
    code="concerns",
    name="Informal concerns raised",
    definition=(
        "Informal concerns raised in the period, each once however many children it is about."
    ),
    numerator="Informal concerns",
    counted=Counted.EVENTS,
    source="Escalations recorded here",
    needs=FactKind.CONCERN,
    population=happened_in(FactKind.CONCERN),
    group="Service",
    splits=(by_code("theme", "Theme", dict(Theme.choices)), BY_CHAIR, *OF_A_PLACE),
)
