"""Reports sent to the chair."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="report_to_chair_in_time",
    name="Reports sent to the chair in time",
    definition=(
        "Of the social workers’ reports owed to a chair before a conference whose limit "
        "fell in the period, how many were done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="Sussex, Devon, Liverpool, North Yorkshire",
    needs=FactKind.DUTY,
    population=due_in("report_to_chair_icpc", "report_to_chair_review"),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=OF_A_PLACE,
)
