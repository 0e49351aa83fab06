"""Reports sent to the chair."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "report_to_chair_in_time",
    "Reports sent to the chair in time",
    of="social workers’ reports owed to a chair before a conference",
    rules=(
        "report_to_chair_icpc",
        "report_to_chair_review",
    ),
    source="Sussex, Devon, Liverpool, North Yorkshire",
)
