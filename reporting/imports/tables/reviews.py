"""ssd_cp_reviews: one row for each child at a review conference."""

from conferences.enums import Participation
from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table
from reporting.imports.tables.initials import NO_MEETING

TABLE = Table(
    "ssd_cp_reviews",
    key="cppr_cp_review_id",
    person="cppr_person_id",
    links=(
        Link("cppr_person_id", "ssd_person", needed=True),
        Link("cppr_cp_plan_id", "ssd_cp_plans", needed=True),
    ),
    columns=(
        Column("cppr_cp_review_id", parsing.text(), needed=True, example="V1"),
        Column("cppr_person_id", parsing.text(), needed=True, example="100001"),
        Column("cppr_cp_plan_id", parsing.text(), needed=True, example="C1"),
        Column("cppr_cp_review_due", parsing.any_day, soft=True, example="2025-12-26"),
        Column("cppr_cp_review_date", parsing.past_day, example="2025-12-19"),
        Column(
            "cppr_cp_review_meeting_id",
            parsing.text(),
            gap=NO_MEETING,
            gap_with="cppr_cp_review_date",
            example="M2",
        ),
        Column("cppr_cp_review_outcome_continue_cp", parsing.flag, example="Y"),
        Column("cppr_cp_review_quorate", parsing.flag, soft=True, example="Y"),
        Column(
            "cppr_cp_review_participation",
            parsing.code(*Participation.values),
            soft=True,
            example="PN1",
        ),
    ),
)
