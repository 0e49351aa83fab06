"""ssd_initial_cp_conference: one row for each child at an initial or transfer-in conference."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table

NOT_LINKED = "No section 47 enquiry is named: whether it was in time is not known, nor counted."
NO_MEETING = (
    "No meeting is named: each child counts as a conference of its own, also brothers and sisters "
    "who were at one."
)
NO_KIND = (
    "Whether the child moved here is not told: it is counted as an initial conference. Write Y or "
    "N in the case system before it is brought in."
)
TABLE = Table(
    "ssd_initial_cp_conference",
    key="icpc_icpc_id",
    person="icpc_person_id",
    referral="icpc_referral_id",
    links=(
        Link("icpc_person_id", "ssd_person", needed=True),
        Link("icpc_s47_enquiry_id", "ssd_s47_enquiry"),
        Link("icpc_cp_plan_id", "ssd_cp_plans"),
        Link("icpc_referral_id", "ssd_cin_episodes"),
    ),
    columns=(
        Column("icpc_icpc_id", parsing.text(), needed=True, example="I1"),
        Column(
            "icpc_icpc_meeting_id",
            parsing.text(),
            gap=NO_MEETING,
            gap_with="icpc_icpc_date",
            example="M1",
        ),
        Column("icpc_s47_enquiry_id", parsing.text(), gap=NOT_LINKED, example="S1"),
        Column("icpc_person_id", parsing.text(), needed=True, example="100001"),
        Column("icpc_cp_plan_id", parsing.text(), example="C1"),
        Column("icpc_referral_id", parsing.text(), example="R1"),
        Column(
            "icpc_icpc_transfer_in",
            parsing.flag,
            gap=NO_KIND,
            gap_with="icpc_icpc_date",
            example="N",
        ),
        Column("icpc_icpc_target_date", parsing.any_day, soft=True, example="2025-09-29"),
        Column("icpc_icpc_date", parsing.past_day, example="2025-09-26"),
        Column("icpc_icpc_outcome_cp_flag", parsing.flag, example="Y"),
        Column("icpc_icpc_outcome_json", parsing.outcomes, soft=True, example='{"CP_FLAG": "Y"}'),
    ),
    unread=("icpc_icpc_team", "icpc_icpc_worker_id"),
)
