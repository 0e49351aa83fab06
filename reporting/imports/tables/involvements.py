"""ssd_involvements: who worked with a child, in which role, from when to when."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table, not_before

TABLE = Table(
    "ssd_involvements",
    key="invo_involvements_id",
    person="invo_person_id",
    links=(
        Link("invo_person_id", "ssd_person", needed=True),
        Link("invo_professional_id", "ssd_professionals"),
    ),
    check=not_before("invo_involvement_start_date", "invo_involvement_end_date"),
    columns=(
        Column("invo_involvements_id", parsing.text(), needed=True, example="1"),
        Column("invo_professional_id", parsing.text(), example="P1"),
        Column(
            "invo_professional_role_id",
            parsing.text(200),
            soft=True,
            example="Allocated social worker",
        ),
        Column("invo_professional_team", parsing.text(), soft=True, example="T1"),
        Column("invo_person_id", parsing.text(), needed=True, example="100001"),
        Column("invo_involvement_start_date", parsing.soon_day, needed=True, example="2025-09-01"),
        Column("invo_involvement_end_date", parsing.any_day),
    ),
    unread=("invo_worker_change_reason", "invo_referral_id"),
)
