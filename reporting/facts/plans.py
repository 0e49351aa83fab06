"""Our own child protection plans: one fact for each, from its start to its end.

`code` is the latest category; `codes` are the initial one and the reason it ended. `number` is the
plans of this authority before it, however long ago (`NumberOfPreviousCPP`). `due_on` is the first
visit. Another authority's temporary plan is not ours; a void plan never was.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import (
    CHILD,
    ORIGIN,
    came_from,
    day,
    flags,
    next_visit,
    of_child,
)
from reporting.facts.source import Source

OURS = "kind = 'child_protection' AND NOT is_temporary AND voided_at IS NULL"

SOURCE = Source(
    kind=FactKind.PLAN,
    key="'plan:' || plan.id",
    recorded_at="coalesce(came.at, first_known.at)",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "plan": "'plan:' || plan.id",
        "meeting": "plan.opened_by",
        "chair_id": "held.chair_id",
        '"on"': "plan.started_on",
        '"until"': "plan.ended_on",
        "due_on": next_visit("plan.started_on"),
        "code": "plan.category_latest",
        "codes": "ARRAY[plan.category_initial, plan.end_reason]",
        '"number"': "earlier.number",
        "flags": flags(
            ("repeat", "earlier.number > 0"),
            (
                "repeat_within_2_years",
                "plan.started_on <= earlier.last_ended_on + interval '24 months'",
            ),
            ("transfer_in", "opening.kind = 'transfer_in'"),
            ("outside_home", "plan.risk_outside_home"),
        ),
    },
    rows=f"""
    FROM plans_plan plan
    {of_child("plan.child_id", "coalesce(plan.ended_on, plan.started_on)")}
    CROSS JOIN LATERAL (
        SELECT min(history_date) AS at FROM plans_historicalplan WHERE id = plan.id
    ) first_known
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS number, max(ended_on) AS last_ended_on FROM (
            SELECT started_on, ended_on FROM plans_plan
            WHERE child_id = plan.child_id AND id <> plan.id AND {OURS}
              AND ended_on <= plan.started_on
            UNION
            SELECT started_on, ended_on FROM plans_earlierplan
            WHERE child_id = plan.child_id AND authority = '' AND ended_on <= plan.started_on
        ) ours
    ) earlier
    LEFT JOIN LATERAL (
        SELECT professional_id AS chair_id FROM people_caserole
        WHERE family_id = child.family_id AND kind = 'chair'
          AND from_on <= coalesce(plan.ended_on, {day("now()")})
        ORDER BY from_on DESC, id DESC LIMIT 1
    ) held ON true
    LEFT JOIN conferences_conference opening ON opening.id = CASE
        WHEN plan.opened_by ~ '^conference:[0-9]+$' THEN substring(plan.opened_by FROM 12)::bigint
        END
    {came_from("'plans.plan:' || plan.id")}
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL""",
)
