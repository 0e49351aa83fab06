"""Each child's midpoint check that was done, not done with a reason, or is past its day.

`on` is the day it was due; `code` how it stands; `codes` the reason it was not done. It is the duty
of whoever had the case, who may not be the one who chaired the conference before it. One that fell
away after its day (the plan ended) was not done, as of every duty (reporting.facts.duties).
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, day, flags, of_child
from reporting.facts.source import Source

CHECKED = Source(
    kind=FactKind.MIDPOINT,
    key="'checked_child:' || checked.id",
    recorded_at="found.recorded_at",
    columns={
        **CHILD,
        "area_id": "found.area_id",
        "team_id": "found.team_id",
        "chair_id": "found.chair_id",
        "meeting": "'conference:' || found.conference_id",
        '"on"': "checked.due_on",
        '"until"': "found.on",
        "code": "found.state",
        "codes": "ARRAY[found.recommendation, found.not_done_reason]",
        "flags": flags(("in_time", "found.state = 'done' AND found.on <= checked.due_on")),
    },
    rows=f"""
    FROM midpoints_checkedchild checked
    JOIN midpoints_midpointcheck found ON found.id = checked.check_of_id
    {of_child("checked.child_id", "checked.due_on")}
    WHERE true""",
)
# The child was on a plan that day, whenever it was written down that the plan ended; and nobody
# said why it was not done, which is told in words of its own.
FELL_AWAY_LATE = f"""{day("duty.withdrawn_at")} > duty.due_on
    AND EXISTS (SELECT 1 FROM plans_plan plan
        WHERE plan.child_id = duty.child_id AND plan.kind = 'child_protection'
          AND plan.voided_at IS NULL AND plan.started_on <= duty.due_on
          AND (plan.ended_on IS NULL OR plan.ended_on > duty.due_on))
    AND NOT EXISTS (SELECT 1 FROM midpoints_checkedchild said
        JOIN midpoints_midpointcheck found ON found.id = said.check_of_id
        WHERE said.child_id = duty.child_id
          AND duty.about = 'conference:' || found.conference_id)"""
OUTSTANDING = Source(
    kind=FactKind.MIDPOINT,
    key="'deadline:' || duty.id",
    recorded_at="(duty.due_on + 1)::timestamptz",
    columns={
        **CHILD,
        "chair_id": "held.chair_id",
        "meeting": "duty.about",
        '"on"': "duty.due_on",
        "code": "'outstanding'",
        "codes": "ARRAY['', '']",
    },
    rows=f"""
    FROM timescales_deadline duty
    {of_child("duty.child_id", "duty.due_on")}
    LEFT JOIN LATERAL (
        SELECT professional_id AS chair_id FROM people_caserole
        WHERE family_id = child.family_id AND kind = 'chair' AND from_on <= duty.due_on
          AND (to_on IS NULL OR to_on >= duty.due_on)
        ORDER BY from_on DESC, id DESC LIMIT 1
    ) held ON true
    WHERE duty.rule = 'midpoint' AND duty.met_on IS NULL AND duty.due_on < {day("now()")}
      AND (duty.withdrawn_at IS NULL OR {FELL_AWAY_LATE})""",
)
