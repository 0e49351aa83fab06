"""Each child at an initial or transfer-in conference that was held. Adjourned is not held.

`code` is the kind; `codes` are outcome, reason for lateness, participation. `days` are working days
from the strategy discussion to the conference: none where the discussion is not known, negative
where the conference came first (counted as held, left out of timeliness, as the DfE does).
"""

from reporting.enums import FactKind
from reporting.facts.of_child import (
    CAME_AT_IT,
    CHILD,
    ORIGIN,
    flags,
    of_child,
    working_day_after,
    working_days,
)
from reporting.facts.source import Source

STATUTORY_LIMIT = "15"

SOURCE = Source(
    kind=FactKind.INITIAL,
    key="'conference_child:' || at_it.id",
    recorded_at="coalesce(came.at, conference.closed_at)",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "meeting": "'conference:' || conference.id",
        "plan": "CASE WHEN decision.outcome = 'child_protection' AND at_it.plan_id IS NOT NULL"
        " THEN 'plan:' || at_it.plan_id ELSE '' END",
        "chair_id": "conference.chair_id",
        '"on"': "conference.held_on",
        "clock_from": "clock.day",
        "due_on": "coalesce(at_it.due_on, clock.due_on,"
        f" {working_day_after('clock.day', STATUTORY_LIMIT)})",
        "days": working_days("clock.day", "conference.held_on"),
        "code": "conference.kind",
        "codes": "ARRAY[coalesce(decision.outcome, ''), conference.late_reason,"
        " at_it.participation]",
        "flags": flags(
            ("quorate", "conference.was_quorate"),
            ("inquorate", "NOT conference.was_quorate"),
            ("plan", "decision.outcome = 'child_protection'"),
            ("safety_plan_reviewed", "conference.safety_plan_reviewed <> ''"),
        ),
    },
    rows=f"""
    FROM conferences_conferencechild at_it
    JOIN conferences_conference conference ON conference.id = at_it.conference_id
    {of_child("at_it.child_id", "conference.held_on")}
    LEFT JOIN conferences_decision decision ON decision.child_id = at_it.id
    LEFT JOIN conferences_strategydiscussion discussion
        ON discussion.id = at_it.initiating_discussion_id
    LEFT JOIN LATERAL (
        SELECT min(started_on) AS started_on FROM reporting_section47enquiry
        WHERE led_to_id = at_it.id AND conference.kind = 'initial'
    ) enquiry ON true
    LEFT JOIN LATERAL (
        SELECT started_on, due_on FROM timescales_deadline
        WHERE child_id = at_it.child_id AND rule = 'transfer_in'
          AND about = 'transfer:' || conference.request_id
        ORDER BY id DESC LIMIT 1
    ) transfer ON true
    CROSS JOIN LATERAL (SELECT
        coalesce(discussion.held_on, enquiry.started_on, transfer.started_on) AS day,
        transfer.due_on
    ) clock
    {CAME_AT_IT}
    WHERE conference.state = 'closed' AND conference.kind <> 'review'
      AND conference.held_on IS NOT NULL""",
)
