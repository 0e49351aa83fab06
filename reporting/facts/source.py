"""Where facts of one kind come from: one SELECT over what the rooms below recorded."""

from __future__ import annotations

from dataclasses import dataclass

from reporting.enums import FactKind

# What a SELECT may give, in any order; what it leaves out is empty.
COLUMNS = {
    "origin": "'here'",
    "child_id": "NULL::bigint",
    "family_id": "NULL::bigint",
    "meeting": "''",
    "plan": "''",
    "area_id": "NULL::bigint",
    "team_id": "NULL::bigint",
    "chair_id": "NULL::bigint",
    '"on"': "NULL::date",
    '"until"': "NULL::date",
    "moved_in_on": "NULL::date",
    "moved_out_on": "NULL::date",
    "clock_from": "NULL::date",
    "due_on": "NULL::date",
    "days": "NULL::integer",
    "code": "''",
    "codes": "'{}'::varchar[]",
    '"number"': "NULL::integer",
    "flags": "'{}'::varchar[]",
    "born_on": "NULL::date",
    "sex": "''",
    "ethnicity": "''",
    "is_disabled": "NULL::boolean",
}


# Of these a plan has several facts, one for each stretch with one chair in one place.
IN_STRETCHES = frozenset({FactKind.PLAN, FactKind.CASELOAD})
# Of these one may take the place of another under another key: a check that was overdue is done, a
# request names another discussion, a conference that is reopened voids its plan and makes another.
REPLACED = frozenset({FactKind.MIDPOINT, FactKind.SECTION_47, *IN_STRETCHES})


@dataclass(frozen=True)
class Source:
    """`columns` maps a column of `Fact` to SQL; `rows` is the FROM and WHERE.

    `key` names the row for ever (as 'plan:' || plan.id); `recorded_at` is when it was written down.
    Area, team and chair are those of that day where the rooms below keep them.
    """

    kind: FactKind
    key: str
    recorded_at: str
    columns: dict[str, str]
    rows: str

    @property
    def sql(self) -> str:
        chosen = {**COLUMNS, **self.columns}
        listed = ", ".join(f"{sql} AS {name}" for name, sql in chosen.items())
        return f"SELECT {self.key} AS key, {self.recorded_at} AS recorded_at, {listed} {self.rows}"
