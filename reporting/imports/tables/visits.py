"""ssd_cp_visits: visits under a child protection plan."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table

TABLE = Table(
    "ssd_cp_visits",
    key="cppv_cp_visit_id",
    person="cppv_person_id",
    links=(
        Link("cppv_person_id", "ssd_person", needed=True),
        Link("cppv_cp_plan_id", "ssd_cp_plans", needed=True),
    ),
    columns=(
        Column("cppv_cp_visit_id", parsing.text(), needed=True, example="Z1"),
        Column("cppv_person_id", parsing.text(), needed=True, example="100001"),
        Column("cppv_cp_plan_id", parsing.text(), needed=True, example="C1"),
        Column("cppv_cp_visit_date", parsing.past_day, needed=True, example="2025-10-08"),
        Column("cppv_cp_visit_seen", parsing.flag, needed=True, example="Y"),
        Column("cppv_cp_visit_seen_alone", parsing.flag, example="Y"),
        Column("cppv_cp_visit_bedroom", parsing.flag, example="N"),
    ),
)
