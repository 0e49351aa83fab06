"""ssd_cp_plans: child protection plans, ours and another authority's."""

from plans.enums import Category
from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

GAP = "Not recorded: figures by category will show this plan as not known."
NO_AUTHORITY = (
    "Whether the plan is another authority’s is not told: it is counted as ours. Write Y or N in "
    "the case system before it is brought in."
)
TABLE = Table(
    "ssd_cp_plans",
    key="cppl_cp_plan_id",
    person="cppl_person_id",
    referral="cppl_referral_id",
    links=(
        Link("cppl_person_id", "ssd_person", needed=True),
        Link("cppl_referral_id", "ssd_cin_episodes"),
        Link("cppl_icpc_id", "ssd_initial_cp_conference"),
    ),
    check=not_before("cppl_cp_plan_start_date", "cppl_cp_plan_end_date"),
    columns=(
        Column("cppl_cp_plan_id", parsing.text(), needed=True, example="C1"),
        Column("cppl_referral_id", parsing.text(), example="R1"),
        Column("cppl_icpc_id", parsing.text(), example="I1"),
        Column("cppl_person_id", parsing.text(), needed=True, example="100001"),
        Column("cppl_cp_plan_start_date", parsing.past_day, needed=True, example="2025-09-26"),
        Column("cppl_cp_plan_end_date", parsing.past_day),
        Column("cppl_cp_plan_ola", parsing.flag, gap=NO_AUTHORITY, example="N"),
        Column(
            "cppl_cp_plan_initial_category",
            parsing.code(*Category.values),
            gap=GAP,
            example="NEG",
        ),
        Column("cppl_cp_plan_latest_category", parsing.code(*Category.values), example="NEG"),
    ),
)
