"""Core groups in standard."""

from reporting.measures.duty_in_time import duty_in_time
from reporting.measures.split import OF_A_CHILD

MEASURE = duty_in_time(
    "core_groups_in_time",
    "Core groups held in standard",
    of="later core groups, one for each child,",
    rules=("core_group",),
    source="England norm of 6 weeks; a local setting",
    splits=OF_A_CHILD,
    has_chair=False,
)
