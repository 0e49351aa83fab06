"""Families diverted from a conference."""

from conferences.enums import ScreeningOutcome
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="diversions",
    name="Families diverted from a conference",
    definition=(
        "Times in the period that a family was helped another way instead of a conference, "
        "after a consultation or once a team manager or head of service agreed."
    ),
    numerator="Diversions, one for each family",
    counted=Counted.EVENTS,
    source="Birmingham annual report 2022/23",
    needs=FactKind.CONSULTATION,
    population=happened_in(FactKind.CONSULTATION, has("diversion")),
    excludes="Diversions still waiting for agreement; requests withdrawn.",
    group="Flow and stock",
    splits=(by_code("advice", "Advice", dict(ScreeningOutcome.choices)), *OF_A_PLACE),
)
