"""Each child at a review conference that was held.

`code` is first or later; `codes` are outcome, reason for lateness, participation. Its clock is the
conference actually held before (Working Together): 3 calendar months to the first review, 6 to
every later one; where the plan has another day than the conference that opened it, that one counts.
`due_on` is that day also where local practice asks for it sooner, after a birth.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CAME_AT_IT, CHILD, ORIGIN, flags, of_child
from reporting.facts.sessions import WAS_FIRM
from reporting.facts.source import Source

MOVED = f"""EXISTS (SELECT 1 FROM bookings_bookingmove move
    WHERE move.booking_id = conference.booking_id AND move.step IN ('relisted', 'vacated')
      AND {WAS_FIRM}{{}})"""

SOURCE = Source(
    kind=FactKind.REVIEW,
    key="'conference_child:' || at_it.id",
    recorded_at="coalesce(came.at, conference.closed_at)",
    columns={
        **CHILD,
        "origin": ORIGIN,
        "meeting": "'conference:' || conference.id",
        "plan": "CASE WHEN reviewed.id IS NULL THEN '' ELSE 'plan:' || reviewed.id END",
        "chair_id": "conference.chair_id",
        '"on"': "conference.held_on",
        "clock_from": "clock.day",
        "due_on": "(clock.day"
        " + CASE WHEN clock.is_first THEN interval '3 months' ELSE interval '6 months' END)::date",
        "code": "CASE WHEN clock.is_first THEN 'first' ELSE 'later' END",
        "codes": "ARRAY[coalesce(decision.outcome, ''), conference.late_reason,"
        " at_it.participation]",
        "flags": flags(
            ("quorate", "conference.was_quorate"),
            ("inquorate", "NOT conference.was_quorate"),
            ("continue", "decision.outcome = 'child_protection'"),
            ("moved", MOVED.format("")),
            ("made_room", MOVED.format(" AND move.reason = 'made_room'")),
            ("chair_known", "conference.chair_id IS NOT NULL AND previous.chair_id IS NOT NULL"),
            ("same_chair", "conference.chair_id = previous.chair_id"),
        ),
    },
    rows=f"""
    FROM conferences_conferencechild at_it
    JOIN conferences_conference conference ON conference.id = at_it.conference_id
    {of_child("at_it.child_id", "conference.held_on")}
    LEFT JOIN conferences_decision decision ON decision.child_id = at_it.id
    LEFT JOIN LATERAL (
        SELECT id, started_on, opened_by FROM plans_plan
        WHERE child_id = at_it.child_id AND kind = 'child_protection' AND NOT is_temporary
          AND voided_at IS NULL AND started_on < conference.held_on
          AND (ended_on IS NULL OR ended_on >= conference.held_on)
        ORDER BY started_on DESC LIMIT 1
    ) reviewed ON true
    LEFT JOIN LATERAL (
        SELECT earlier.held_on, earlier.kind, earlier.chair_id
        FROM conferences_conferencechild at_earlier
        JOIN conferences_conference earlier ON earlier.id = at_earlier.conference_id
        WHERE at_earlier.child_id = at_it.child_id AND earlier.state = 'closed'
          AND earlier.held_on < conference.held_on
          AND (reviewed.started_on IS NULL OR earlier.held_on >= reviewed.started_on
            OR 'conference:' || earlier.id = reviewed.opened_by)
        ORDER BY earlier.held_on DESC, earlier.id DESC LIMIT 1
    ) previous ON true
    CROSS JOIN LATERAL (SELECT
        coalesce(previous.held_on, reviewed.started_on) AS day,
        coalesce(previous.kind, '') <> 'review' AS is_first
    ) clock
    {CAME_AT_IT}
    WHERE conference.state = 'closed' AND conference.kind = 'review'
      AND conference.held_on IS NOT NULL""",
)
