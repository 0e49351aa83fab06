"""Plans out in 48 hours."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="plan_out_in_time",
    name="Plans given out within 2 working days",
    definition=(
        "Of the outline plans, one for each conference, whose limit fell in the period, how "
        "many were done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="Birmingham (48 hours, counted as 2 working days)",
    needs=FactKind.DUTY,
    population=due_in("plan_out"),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=OF_A_PLACE,
)
