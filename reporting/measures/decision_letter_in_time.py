"""Decision letters in time."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "decision_letter_in_time",
    "Decision letters sent in time",
    of="decision letters",
    rules=("decision_letter",),
    source="Sussex, North Yorkshire",
)
