"""Each visit to a child on a plan. `until` is the last day the next one is in standard.

The limit is the deadline's own, else the plan's, else 10 working days (local practice: Liverpool,
Central Bedfordshire). A core group is not a visit.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, ORIGIN, came_from, flags, of_child, working_day_after
from reporting.facts.source import Source

NEXT = f"""CASE plan.visit_unit
    WHEN 'weeks' THEN visit.visited_on + 7 * plan.visit_every
    WHEN 'days' THEN visit.visited_on + plan.visit_every
    ELSE {working_day_after("visit.visited_on", "coalesce(plan.visit_every, 10)")} END"""

SOURCE = Source(
    kind=FactKind.VISIT,
    key="'visit:' || visit.id",
    recorded_at="coalesce(came.at, visit.recorded_at)",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "plan": "'plan:' || plan.id",
        '"on"': "visit.visited_on",
        '"until"': f"coalesce(clock.due_on, {NEXT})",
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
    LEFT JOIN LATERAL (
        SELECT due_on FROM timescales_deadline WHERE rule = 'statutory_visit'
          AND child_id = plan.child_id AND about = 'visit:' || visit.id AND withdrawn_at IS NULL
        LIMIT 1
    ) clock ON true
    {came_from("'plans.visit:' || visit.id")}
    WHERE visit.voided_at IS NULL AND NOT plan.is_temporary AND plan.voided_at IS NULL""",
)
