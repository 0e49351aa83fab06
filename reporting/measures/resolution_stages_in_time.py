"""Resolution Form stages in time."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="resolution_stages_in_time",
    name="Resolution Form stages answered in time",
    definition=(
        "Of the stages of Resolution Forms whose limit fell in the period, how many were "
        "done in time."
    ),
    numerator="Done on or before the day due",
    denominator="Those whose limit fell in the period and is over, done or not",
    counted=Counted.EVENTS,
    source="Local setting (5, 5, 5 and 10 working days)",
    needs=FactKind.DUTY,
    population=due_in(
        "resolution_stage_1", "resolution_stage_2", "resolution_stage_3", "resolution_stage_4"
    ),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Those that fell away before their limit.",
    group="Timeliness",
    splits=(
        by_code(
            "stage",
            "Stage",
            {
                "resolution_stage_1": "1",
                "resolution_stage_2": "2",
                "resolution_stage_3": "3",
                "resolution_stage_4": "4",
            },
        ),
        *OF_A_PLACE,
    ),
)
