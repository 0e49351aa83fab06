"""A child's plan while one chair had the family, in one place: whose caseload it was in, and where,
on any past day. A family has one chair a day (reporting.facts.prepared), also while another covers.
A chair's last day is still theirs: on the day after, it is no longer open."""

from reporting.enums import FactKind
from reporting.facts.of_child import (
    CHILD,
    PLAN_CAME,
    came_from,
    in_places,
    place_number,
    with_family,
)
from reporting.facts.source import Source

# The first turn of a role in the plan has the key of the role, every later one a number.
FIRST_ON = "greatest(plan.started_on, role.from_on)"
ON = "greatest(plan.started_on, placed.from_on)"
UNTIL = "least(plan.ended_on, nullif(placed.until_on, 'infinity'))"

SOURCE = Source(
    kind=FactKind.CASELOAD,
    key=f"'plan:' || plan.id || ':role:' || role.id || {place_number(FIRST_ON)}",
    # Where an import brought the plan or the chair: neither was known here before.
    recorded_at=f"greatest({ON}::timestamptz, came.at, chair_came.at)",
    columns={
        **CHILD,
        "plan": "'plan:' || plan.id",
        "chair_id": "placed.chair_id",
        '"on"': ON,
        '"until"': UNTIL,
        "code": "plan.category_latest",
    },
    rows=f"""
    FROM plans_plan plan
    {with_family("plan.child_id")}
    {in_places("plan.started_on", "plan.ended_on", "had")}
    JOIN people_caserole role ON role.id = placed.role_id
    {PLAN_CAME}
    {came_from("'people.caserole:' || role.id", "chair_came")}
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL
      AND ({UNTIL} IS NULL OR {UNTIL} > {ON})""",
)
