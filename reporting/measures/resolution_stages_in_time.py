"""Resolution Form stages in time."""

from reporting.measures.duty_in_time import duty_in_time
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = duty_in_time(
    "resolution_stages_in_time",
    "Resolution Form stages answered in time",
    of="stages of Resolution Forms",
    rules=(
        "resolution_stage_1",
        "resolution_stage_2",
        "resolution_stage_3",
        "resolution_stage_4",
    ),
    source="Local setting (5, 5, 5 and 10 working days)",
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
    has_chair=False,
)
