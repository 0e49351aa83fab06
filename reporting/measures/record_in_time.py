"""Records in time."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "record_in_time",
    "Records sent out in time",
    of="records of a conference",
    rules=("record",),
    source="North Yorkshire",
)
