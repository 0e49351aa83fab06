"""A child's plan while one chair had the family, in one place: whose caseload it was in, and where,
on any past day."""

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

# Its last day is still the chair's: on the day after, it is no longer open.
UNTIL = "least(plan.ended_on, role.to_on + 1)"
ON = "greatest(plan.started_on, role.from_on)"
HERE_FROM = f"greatest({ON}, placed.from_on)"
HERE_UNTIL = f"least({UNTIL}, nullif(placed.until_on, 'infinity'))"

SOURCE = Source(
    kind=FactKind.CASELOAD,
    key=f"'plan:' || plan.id || ':role:' || role.id || {place_number(ON)}",
    # Where an import brought the plan or the chair: neither was known here before.
    recorded_at=f"greatest({HERE_FROM}::timestamptz, came.at, chair_came.at)",
    columns={
        **CHILD,
        "plan": "'plan:' || plan.id",
        "chair_id": "role.professional_id",
        '"on"': HERE_FROM,
        '"until"': HERE_UNTIL,
        "code": "plan.category_latest",
    },
    rows=f"""
    FROM plans_plan plan
    {with_family("plan.child_id")}
    JOIN people_caserole role ON role.family_id = family.id AND role.kind = 'chair'
    {in_places(ON, UNTIL)}
    {PLAN_CAME}
    {came_from("'people.caserole:' || role.id", "chair_came")}
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL
      AND ({UNTIL} IS NULL OR {UNTIL} > {ON})""",
)
