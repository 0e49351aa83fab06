"""ssd_family: who belongs together."""

from reporting.imports import parsing
from reporting.imports.table import Column, Link, Table

TABLE = Table(
    "ssd_family",
    key="fami_table_id",
    person="fami_person_id",
    links=(Link("fami_person_id", "ssd_person", needed=True),),
    columns=(
        Column("fami_table_id", parsing.text(), needed=True, example="1"),
        Column("fami_family_id", parsing.text(), needed=True, example="F-77"),
        Column("fami_person_id", parsing.text(), needed=True, example="100001"),
    ),
)
