"""ssd_cin_assessments."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

TABLE = Table(
    "ssd_cin_assessments",
    key="cina_assessment_id",
    person="cina_person_id",
    links=(
        Link("cina_person_id", "ssd_person", needed=True),
        Link("cina_referral_id", "ssd_cin_episodes"),
    ),
    check=not_before("cina_assessment_start_date", "cina_assessment_auth_date"),
    columns=(
        Column("cina_assessment_id", parsing.text(), needed=True, example="AS1"),
        Column("cina_person_id", parsing.text(), needed=True, example="100001"),
        Column("cina_referral_id", parsing.text(), example="R1"),
        Column("cina_assessment_start_date", parsing.past_day, example="2025-09-02"),
        Column("cina_assessment_child_seen", parsing.flag, example="Y"),
        Column("cina_assessment_auth_date", parsing.past_day, example="2025-10-10"),
        Column("cina_assessment_outcome_nfa", parsing.flag, example="N"),
        Column("cina_assessment_team", parsing.text(), soft=True, example="T1"),
    ),
    unread=("cina_assessment_outcome_json", "cina_assessment_worker_id"),
)
