"""Reports shared with the family."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="report_to_family_in_time",
    name="Reports shared with the family in time",
    definition=(
        "Of the social workers’ reports owed to a family before a conference whose limit "
        "fell in the period, how many were done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="Sussex, Devon, Liverpool, East Riding, North Yorkshire",
    needs=FactKind.DUTY,
    population=due_in("report_to_family_icpc", "report_to_family_review"),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=(
        by_code(
            "which",
            "Before which conference",
            {
                "report_to_family_icpc": "Initial or transfer-in",
                "report_to_family_review": "Review",
            },
        ),
        *OF_A_PLACE,
    ),
)
