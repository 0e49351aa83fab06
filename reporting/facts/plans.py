"""Our own child protection plans: one fact for each place and chair the family had while it ran.

Every one of them has the plan's own start and end; `moved_in_on` and `moved_out_on` say since when
and until when it was in that area and team, and with that chair.

`code` is the latest category; `codes` are the initial one and the reason it ended. `number` is the
plans of this authority before it, however long ago (`NumberOfPreviousCPP`); one that was noted by
hand and is kept here, too, counts once (plans.domain.previous). `clock_from` is the day of the
conference that opened it, where that was on another day than its start. `due_on` is the first visit
by its own deadline: local practice may set a limit, and one that an import started runs from then.
Another authority's temporary plan is not ours; a void plan never was.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import (
    CHILD,
    LONDON,
    ORIGIN,
    PLAN_CAME,
    flags,
    in_places,
    next_visit,
    place_number,
    visit_clock,
    with_family,
)
from reporting.facts.source import Source

OURS = "kind = 'child_protection' AND NOT is_temporary AND voided_at IS NULL"
KEPT_HERE_TOO = f"""EXISTS (
    SELECT FROM plans_plan here WHERE here.child_id = noted.child_id AND {OURS}
      AND (here.started_on = noted.started_on OR (here.started_on < noted.ended_on
        AND noted.started_on < coalesce(here.ended_on, 'infinity'))))"""
HAS_MOVED_IN = "placed.from_on > plan.started_on"
WRITTEN_DOWN = "coalesce(came.at, first_known.at)"

SOURCE = Source(
    kind=FactKind.PLAN,
    key=f"'plan:' || plan.id || {place_number('plan.started_on')}",
    # A move that the family's history tells of was known that day.
    recorded_at=f"""CASE WHEN {HAS_MOVED_IN} AND {WRITTEN_DOWN} < placed.from_on
        THEN placed.from_on::timestamp AT TIME ZONE '{LONDON}' ELSE {WRITTEN_DOWN} END""",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "plan": "'plan:' || plan.id",
        "meeting": "plan.opened_by",
        "chair_id": "placed.chair_id",
        '"on"': "plan.started_on",
        '"until"': "plan.ended_on",
        "moved_in_on": f"CASE WHEN {HAS_MOVED_IN} THEN placed.from_on END",
        "moved_out_on": """CASE WHEN placed.until_on < coalesce(plan.ended_on, 'infinity')
            THEN placed.until_on END""",
        "clock_from": "nullif(opening.held_on, plan.started_on)",
        "due_on": f"coalesce(first_visit.due_on, {next_visit('plan.started_on')})",
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
    {with_family("plan.child_id")}
    {in_places("plan.started_on", "plan.ended_on", "had")}
    CROSS JOIN LATERAL (
        SELECT min(history_date) AS at FROM plans_historicalplan WHERE id = plan.id
    ) first_known
    CROSS JOIN LATERAL (
        SELECT count(*)::int AS number, max(ended_on) AS last_ended_on FROM (
            SELECT started_on, ended_on FROM plans_plan
            WHERE child_id = plan.child_id AND id <> plan.id AND {OURS}
              AND ended_on <= plan.started_on
            UNION ALL
            SELECT started_on, ended_on FROM plans_earlierplan noted
            WHERE child_id = plan.child_id AND authority = '' AND ended_on <= plan.started_on
              AND NOT {KEPT_HERE_TOO}
        ) ours
    ) earlier
    {visit_clock("first_visit", "plan.opened_by")}
    LEFT JOIN conferences_conference opening ON opening.id = CASE
        WHEN plan.opened_by ~ '^conference:[0-9]+$' THEN substring(plan.opened_by FROM 12)::bigint
        END
    {PLAN_CAME}
    WHERE plan.kind = 'child_protection' AND NOT plan.is_temporary AND plan.voided_at IS NULL""",
)
