"""Core groups in standard."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_CHILD

MEASURE = Measure(
    code="core_groups_in_time",
    name="Core groups held in standard",
    definition=(
        "Of the later core groups, one for each child, whose limit fell in the period, how "
        "many were done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="England norm of 6 weeks; a local setting",
    needs=FactKind.DUTY,
    population=due_in("core_group"),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=OF_A_CHILD,
)
