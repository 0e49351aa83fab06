"""Decision letters."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="decision_letter_in_time",
    name="Decision letters sent within 1 working day",
    definition=(
        "Of the decision letters whose limit fell in the period, how many were done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="Sussex, North Yorkshire",
    needs=FactKind.DUTY,
    population=due_in("decision_letter"),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=OF_A_PLACE,
)
