"""Plans given out in time."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "plan_out_in_time",
    "Plans given out in time",
    of="outline plans, one for each conference,",
    rules=("plan_out",),
    source="Birmingham (48 hours, counted as 2 working days)",
)
