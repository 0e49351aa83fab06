"""ssd_cin_plans: child in need plans."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

TABLE = Table(
    "ssd_cin_plans",
    key="cinp_cin_plan_id",
    person="cinp_person_id",
    links=(
        Link("cinp_person_id", "ssd_person", needed=True),
        Link("cinp_referral_id", "ssd_cin_episodes"),
    ),
    check=not_before("cinp_cin_plan_start_date", "cinp_cin_plan_end_date"),
    columns=(
        Column("cinp_cin_plan_id", parsing.text(), needed=True, example="N1"),
        Column("cinp_referral_id", parsing.text(), example="R1"),
        Column("cinp_person_id", parsing.text(), needed=True, example="100001"),
        Column("cinp_cin_plan_start_date", parsing.past_day, example="2024-02-01"),
        Column("cinp_cin_plan_end_date", parsing.past_day, example="2024-06-01"),
        Column("cinp_cin_plan_team", parsing.text(), soft=True, example="T1"),
    ),
    unread=("cinp_cin_plan_worker_id",),
)
