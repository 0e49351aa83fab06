"""A child's plan while one chair had the family: whose caseload it was in on any past day."""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, of_child
from reporting.facts.source import Source

# Its last day is still the chair's: on the day after, it is no longer open.
UNTIL = "least(plan.ended_on, role.to_on + 1)"
ON = "greatest(plan.started_on, role.from_on)"

SOURCE = Source(
    kind=FactKind.CASELOAD,
    key="'plan:' || plan.id || ':role:' || role.id",
    recorded_at=f"{ON}::timestamptz",
    columns={
        **CHILD,
        "plan": "'plan:' || plan.id",
        "chair_id": "role.professional_id",
        '"on"': ON,
        '"until"': UNTIL,
        "code": "plan.category_latest",
    },
    rows=f"""
    FROM plans_plan plan
    {of_child("plan.child_id", "plan.started_on")}
    JOIN people_caserole role ON role.family_id = child.family_id AND role.kind = 'chair'
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL
      AND ({UNTIL} IS NULL OR {UNTIL} > {ON})""",
)
