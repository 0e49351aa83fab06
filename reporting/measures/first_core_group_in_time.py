"""First core group in 10 working days."""

from reporting.measures.duty_in_time import duty_in_time
from reporting.measures.split import OF_A_CHILD

MEASURE = duty_in_time(
    "first_core_group_in_time",
    "First core groups held within 10 working days",
    of="first core groups, one for each child,",
    rules=("first_core_group",),
    source="Birmingham, Norfolk, Liverpool, Newcastle",
    splits=OF_A_CHILD,
)
