"""ssd_s47_enquiry: section 47 enquiries."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

NO_START = (
    "The enquiry has no start. What is counted from it is not counted, neither in time nor late. "
    "Enter the day of the strategy discussion in the case system."
)
TABLE = Table(
    "ssd_s47_enquiry",
    key="s47e_s47_enquiry_id",
    person="s47e_person_id",
    links=(
        Link("s47e_person_id", "ssd_person", needed=True),
        Link("s47e_referral_id", "ssd_cin_episodes"),
    ),
    check=not_before("s47e_s47_start_date", "s47e_s47_end_date"),
    columns=(
        Column("s47e_s47_enquiry_id", parsing.text(), needed=True, example="S1"),
        Column("s47e_referral_id", parsing.text(), example="R1"),
        Column("s47e_person_id", parsing.text(), needed=True, example="100001"),
        Column("s47e_s47_start_date", parsing.past_day, gap=NO_START, example="2025-09-08"),
        Column("s47e_s47_end_date", parsing.past_day, example="2025-09-22"),
        Column("s47e_s47_nfa", parsing.flag, example="N"),
        Column(
            "s47e_s47_outcome_json",
            parsing.outcomes,
            soft=True,
            example='{"CP_CONFERENCE_FLAG": "Y"}',
        ),
        Column("s47e_s47_completed_by_team", parsing.text(), soft=True, example="T1"),
    ),
    unread=("s47e_s47_completed_by_worker_id",),
)
