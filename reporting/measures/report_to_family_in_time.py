"""Reports shared with the family."""

from reporting.measures.duty_in_time import duty_in_time
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = duty_in_time(
    "report_to_family_in_time",
    "Reports shared with the family in time",
    of="social workers’ reports owed to a family before a conference",
    rules=(
        "report_to_family_icpc",
        "report_to_family_review",
    ),
    source="Sussex, Devon, Liverpool, East Riding, North Yorkshire",
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
