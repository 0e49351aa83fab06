"""ssd_disability: one row for each disability of a child."""

from people.enums import Disability
from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table

TABLE = Table(
    "ssd_disability",
    key="disa_table_id",
    person="disa_person_id",
    links=(Link("disa_person_id", "ssd_person", needed=True),),
    columns=(
        Column("disa_table_id", parsing.text(), needed=True, example="1"),
        Column("disa_person_id", parsing.text(), needed=True, example="100001"),
        Column("disa_disability_code", parsing.code(*Disability.values), needed=True, example="LD"),
    ),
)
