"""ssd_department: a team, and as its parent the area."""

from reporting.imports import parsing
from reporting.imports.table import Column, Table

TABLE = Table(
    "ssd_department",
    key="dept_team_id",
    columns=(
        Column("dept_team_id", parsing.text(), needed=True, example="T1"),
        Column("dept_team_name", parsing.text(), needed=True, example="Harbour team"),
        Column("dept_team_parent_id", parsing.text(), example="A1"),
        Column("dept_team_parent_name", parsing.text(), example="North"),
    ),
)
