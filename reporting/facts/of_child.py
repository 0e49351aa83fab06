"""Columns that every fact about a child or a family has, and where they are read.

Area and team are those of the family on that day: last year's counts do not move when a family
does. What runs over many days is a fact for each place it was in (docs/adr/figures.md). `placed`,
`had` and `working_day` are made once for each refresh (reporting.facts.prepared).
"""

from __future__ import annotations

from reporting.imports.keeping import REASON

LONDON = "Europe/London"
PLACE = {
    "family_id": "family.id",
    "area_id": "coalesce(placed.area_id, family.area_id)",
    "team_id": "CASE WHEN placed.family_id IS NULL THEN family.team_id ELSE placed.team_id END",
}
CHILD = {
    **PLACE,
    "child_id": "child.person_id",
    # Of an unborn child, the day it is expected: it is unborn until then.
    "born_on": "coalesce(person.date_of_birth, child.expected_on)",
    "sex": "child.sex",
    "ethnicity": "child.ethnicity",
    "is_disabled": "CASE WHEN child.disabilities = '{}' THEN NULL"
    " ELSE child.disabilities <> '{NONE}' END",
}


def day(moment: str) -> str:
    """The day in England of a moment."""
    return f"({moment} AT TIME ZONE '{LONDON}')::date"


def of_family(day_sql: str) -> str:
    """Needs `family` joined."""
    return f"""
    LEFT JOIN placed ON placed.family_id = family.id
        AND {day_sql} >= placed.from_on AND {day_sql} < placed.until_on"""


def of_child(child_id: str, day_sql: str) -> str:
    return f"{with_family(child_id)}{of_family(day_sql)}"


def in_places(start: str, end: str, table: str = "placed") -> str:
    """A row for each place the family was in between two days, `end` NULL where it still runs;
    always one for the day it began. Who moves on the day it ends has moved afterwards. Needs
    `family` joined. In the table `had`, for each place and chair."""
    return f"""
    LEFT JOIN {table} placed ON placed.family_id = family.id AND placed.until_on > {start}
        AND (placed.from_on <= {start} OR placed.from_on < coalesce({end}, 'infinity'))"""


def place_number(start: str) -> str:
    """What is added to the key of every place but the first."""
    return f"CASE WHEN placed.from_on > {start} THEN ':place:' || placed.number ELSE '' END"


def with_family(child_id: str) -> str:
    return f"""
    JOIN people_child child ON child.person_id = {child_id}
    JOIN people_person person ON person.id = child.person_id
    JOIN people_family family ON family.id = child.family_id"""


def came_from(target: str, name: str = "came", made: str = "true") -> str:
    """Joins `name`: when an import made this row, if one did. `target` as 'plans.plan:' || id;
    `made` is asked where an import may also have met what was here before it."""
    return f"""
    LEFT JOIN LATERAL (
        SELECT run.started_at AS at FROM reporting_importedrow source
        JOIN reporting_importrun run ON run.id = source.first_run_id
        WHERE source.target = {target} AND {made} ORDER BY source.id LIMIT 1
    ) {name} ON true"""


def made_by_import(history: str, pk: str) -> str:
    """Once a conference or plan is kept here, the source may tell of the same one: it is met, not
    made. The first version in its history says so."""
    return f"""NOT EXISTS (SELECT FROM {history} first_known
            WHERE first_known.id = {pk} AND first_known.history_type = '+'
              AND first_known.history_change_reason IS DISTINCT FROM '{REASON}')"""


CAME_AT_IT = came_from(
    "'conferences.conferencechild:' || at_it.id",
    made=made_by_import("conferences_historicalconferencechild", "at_it.id"),
)
PLAN_CAME = came_from(
    "'plans.plan:' || plan.id", made=made_by_import("plans_historicalplan", "plan.id")
)
ORIGIN = "CASE WHEN came.at IS NULL THEN 'here' ELSE 'imported' END"


def working_days(start: str, end: str) -> str:
    """Working days from `start`, not counted, to `end`; negative when `end` is earlier."""
    return (
        f"(SELECT number FROM working_day WHERE day = {end})"
        f" - (SELECT number FROM working_day WHERE day = {start})"
    )


def working_day_after(start: str, count: str) -> str:
    """The day that is so many working days after `start`."""
    return (
        f"(SELECT min(limit_day.day) FROM working_day limit_day WHERE limit_day.number ="
        f" (SELECT number FROM working_day WHERE day = {start}) + {count})"
    )


def next_visit(start: str) -> str:
    """The last day in standard after `start`: the plan's own frequency, else 10 working days (local
    practice: Liverpool, Central Bedfordshire). Needs `plan` joined."""
    return f"""CASE plan.visit_unit
    WHEN 'weeks' THEN {start} + 7 * plan.visit_every
    WHEN 'days' THEN {start} + plan.visit_every
    ELSE {working_day_after(start, "coalesce(plan.visit_every, 10)")} END"""


def visit_clock(name: str, about: str) -> str:
    """Joins `name`: the deadline of the visit that is due after this, as it was also after the plan
    ended, which withdraws it. Needs `plan` joined."""
    return f"""LEFT JOIN LATERAL (
        SELECT due_on FROM timescales_deadline WHERE rule = 'statutory_visit'
          AND child_id = plan.child_id AND about = {about}
        LIMIT 1
    ) {name} ON true"""


def flags(*pairs: tuple[str, str]) -> str:
    """An array of the names whose condition holds."""
    cases = ", ".join(f"CASE WHEN {condition} THEN '{name}' END" for name, condition in pairs)
    return f"array_remove(ARRAY[{cases}], NULL)::varchar[]"
