"""Plans out in 48 hours."""

from reporting.measures.duty_in_time import duty_in_time

MEASURE = duty_in_time(
    "plan_out_in_time",
    "Plans given out within 2 working days",
    of="outline plans, one for each conference,",
    rules=("plan_out",),
    source="Birmingham (48 hours, counted as 2 working days)",
)
