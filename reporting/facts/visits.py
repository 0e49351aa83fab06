"""Each visit to a child on a plan. `until` is the last day the next one is in standard.

The limit is the deadline's own, else the plan's (`next_visit`). A core group is not a visit.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import (
    CHILD,
    ORIGIN,
    came_from,
    flags,
    next_visit,
    of_child,
    visit_clock,
)
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.VISIT,
    key="'visit:' || visit.id",
    recorded_at="coalesce(came.at, visit.recorded_at)",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "plan": "'plan:' || plan.id",
        '"on"': "visit.visited_on",
        '"until"': f"coalesce(clock.due_on, {next_visit('visit.visited_on')})",
        "code": "visit.not_seen_reason",
        "flags": flags(
            ("seen", "visit.was_seen"),
            ("alone", "visit.seen_alone = 'yes'"),
            ("not_alone", "visit.seen_alone = 'no'"),
            ("bedroom", "visit.bedroom_seen = 'yes'"),
        ),
    },
    rows=f"""
    FROM plans_visit visit
    JOIN plans_plan plan ON plan.id = visit.plan_id
    {of_child("plan.child_id", "visit.visited_on")}
    {visit_clock("clock", "'visit:' || visit.id")}
    {came_from("'plans.visit:' || visit.id")}
    WHERE visit.voided_at IS NULL AND NOT plan.is_temporary AND plan.voided_at IS NULL""",
)
