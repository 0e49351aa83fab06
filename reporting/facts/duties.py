"""Duties whose limit is over: met in time, met late, or not met. `on` is the day it was due.

One that still runs and is not late says nothing yet; one that fell away before its limit was
nobody's failure, and one that fell away after it was not met.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, day, flags, of_child
from reporting.facts.source import Source

RULES = (
    "first_core_group",
    "core_group",
    "request_to_book",
    "consultation_follow_up",
    "report_to_family_icpc",
    "report_to_family_review",
    "report_to_chair_icpc",
    "report_to_chair_review",
    "decision_letter",
    "plan_out",
    "record",
    "visit_recording",
    "concern",
    "resolution_stage_1",
    "resolution_stage_2",
    "resolution_stage_3",
    "resolution_stage_4",
    "long_plan_first",
    "long_plan_second",
    "long_plan_third",
    "repeat_plan_review",
)
CONFERENCE = """
    LEFT JOIN conferences_conference conference ON conference.id = CASE
        WHEN duty.about ~ '^conference:[0-9]+$' THEN substring(duty.about FROM 12)::bigint END"""
IS_OVER = f"""(duty.met_on IS NOT NULL
    OR duty.withdrawn_at IS NULL AND duty.due_on < {day("now()")}
    OR {day("duty.withdrawn_at")} > duty.due_on)"""
COLUMNS = {
    "meeting": "CASE WHEN conference.id IS NULL THEN '' ELSE duty.about END",
    "chair_id": "conference.chair_id",
    '"on"': "duty.due_on",
    '"until"': "duty.met_on",
    "clock_from": "duty.started_on",
    "code": "duty.rule",
    "flags": flags(
        ("in_time", "duty.met_on <= duty.due_on"),
        ("late", "duty.met_on > duty.due_on"),
        ("not_met", "duty.met_on IS NULL"),
        ("same_day", "duty.met_on <= duty.started_on"),
    ),
}
KNOWN_AT = "coalesce(duty.settled_at, duty.withdrawn_at, (duty.due_on + 1)::timestamptz)"
NAMES = ", ".join(f"'{rule}'" for rule in RULES)

# A duty about a whole family counts once; one about a child, for that child.
OF_FAMILY = Source(
    kind=FactKind.DUTY,
    key="'deadline:' || duty.id",
    recorded_at=KNOWN_AT,
    columns={
        **COLUMNS,
        "family_id": "family.id",
        "area_id": "coalesce(placed.area_id, family.area_id)",
        "team_id": "CASE WHEN placed.family_id IS NULL THEN family.team_id ELSE placed.team_id END",
    },
    rows=f"""
    FROM timescales_deadline duty
    JOIN people_family family ON family.id = duty.family_id
    LEFT JOIN placed ON placed.family_id = family.id
        AND duty.due_on >= placed.from_on AND duty.due_on < placed.until_on
    {CONFERENCE}
    WHERE duty.child_id IS NULL AND duty.rule IN ({NAMES}) AND {IS_OVER}""",
)
OF_CHILD = Source(
    kind=FactKind.DUTY,
    key="'deadline:' || duty.id",
    recorded_at=KNOWN_AT,
    columns={**CHILD, **COLUMNS},
    rows=f"""
    FROM timescales_deadline duty
    {of_child("duty.child_id", "duty.due_on")}
    {CONFERENCE}
    WHERE duty.rule IN ({NAMES}) AND {IS_OVER}""",
)
