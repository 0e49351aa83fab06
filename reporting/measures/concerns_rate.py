"""Informal concerns for every 100 child-months."""

from escalations.enums import Theme
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="concerns_rate",
    name="Informal concerns per 100 child-months",
    definition=(
        "Informal concerns raised in the period, for every 100 months that children were on a plan."
    ),
    numerator="Informal concerns",
    denominator="Children on a plan at the end of each month of the period, added up",
    counted=Counted.EVENTS,
    source="Product need: a fair comparison of areas, teams and chairs",
    needs=FactKind.CONCERN,
    population=happened_in(FactKind.CONCERN),
    shape=Shape.PER_100_CHILD_MONTHS,
    group="Service",
    splits=(by_code("theme", "Theme", dict(Theme.choices), of_whole=True), *OF_A_PLACE),
    excludes="Months that have not ended.",
)
