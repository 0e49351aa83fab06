"""ssd_cin_episodes: from referral to closure."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

TABLE = Table(
    "ssd_cin_episodes",
    key="cine_referral_id",
    person="cine_person_id",
    links=(Link("cine_person_id", "ssd_person", needed=True),),
    check=not_before("cine_referral_date", "cine_close_date"),
    columns=(
        Column("cine_referral_id", parsing.text(), needed=True, example="R1"),
        Column("cine_person_id", parsing.text(), needed=True, example="100001"),
        Column("cine_referral_date", parsing.past_day, example="2025-09-01"),
        Column("cine_cin_primary_need_code", parsing.text(10), soft=True, example="N1"),
        Column("cine_referral_source_code", parsing.text(10), soft=True, example="6"),
        Column("cine_referral_nfa", parsing.flag, example="N"),
        Column("cine_close_reason", parsing.text(10), soft=True),
        Column("cine_close_date", parsing.past_day),
        Column("cine_referral_team", parsing.text(), soft=True, example="T1"),
    ),
    unread=("cine_referral_source_desc", "cine_referral_outcome_json", "cine_referral_worker_id"),
)
