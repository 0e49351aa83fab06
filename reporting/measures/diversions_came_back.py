"""Diverted families that came back."""

from conferences.enums import ScreeningOutcome
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="diversions_came_back",
    name="Diverted families that came back within 12 months",
    definition=(
        "Of the diversions in the period, how many were followed within 12 calendar months "
        "by a request for an initial conference about the same family; the last day of the 12 "
        "months counts. Those diverted less than 12 months ago may still come back."
    ),
    numerator="Diversions followed by a request within 12 months",
    denominator="Diversions in the period, one for each family",
    counted=Counted.EVENTS,
    source="Requests recorded here",
    needs=FactKind.CONSULTATION,
    population=happened_in(FactKind.CONSULTATION, has("diversion")),
    hit=has("came_back"),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes="Requests that were withdrawn.",
    group="Flow and stock",
    splits=(by_code("advice", "Advice", dict(ScreeningOutcome.choices)), *OF_A_PLACE),
)
