"""Section 47 enquiries, each once for each child.

From the case system where an import brought them; else the strategy discussion that a request
names as the one that initiated the enquiry. One discussion behind two requests is one enquiry, and
an imported enquiry of the same child is not counted again: one of the same day, or that led to the
conference which the discussion initiated. `code` says what it led to; `days` are working days to
the initial conference.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, ORIGIN, came_from, of_child, working_days
from reporting.facts.source import Source

# The child's own initial conference that was held because of it.
ICPC = """
    LEFT JOIN LATERAL (
        SELECT conference.id, conference.held_on, conference.chair_id
        FROM conferences_conferencechild at_it
        JOIN conferences_conference conference ON conference.id = at_it.conference_id
        LEFT JOIN conferences_strategydiscussion initiating
            ON initiating.id = at_it.initiating_discussion_id
        WHERE at_it.child_id = {child} AND conference.state = 'closed'
          AND conference.kind = 'initial' AND ({because})
        ORDER BY conference.held_on LIMIT 1
    ) icpc ON true"""
LED_TO_ONE = {
    "meeting": "CASE WHEN icpc.id IS NULL THEN '' ELSE 'conference:' || icpc.id END",
    "chair_id": "icpc.chair_id",
}

IMPORTED = Source(
    kind=FactKind.SECTION_47,
    key="'enquiry:' || enquiry.id",
    recorded_at="came.at",
    columns={
        **CHILD,
        **LED_TO_ONE,
        "origin": ORIGIN,
        '"on"': "enquiry.started_on",
        '"until"': "enquiry.ended_on",
        "days": working_days("enquiry.started_on", "icpc.held_on"),
        "code": "CASE WHEN icpc.id IS NOT NULL THEN 'icpc'"
        " WHEN enquiry.conference_not_required THEN 'not_required' ELSE 'open' END",
    },
    rows=f"""
    FROM reporting_section47enquiry enquiry
    {of_child("enquiry.child_id", "enquiry.started_on")}
    {
        ICPC.format(
            child="enquiry.child_id",
            because="at_it.id = enquiry.led_to_id OR initiating.held_on = enquiry.started_on",
        )
    }
    {came_from("'reporting.section47enquiry:' || enquiry.id")}
    WHERE true""",
)

NATIVE = Source(
    kind=FactKind.SECTION_47,
    key="'discussion:' || asked.discussion_id || ':child:' || asked.child_id",
    recorded_at="asked.at",
    columns={
        **CHILD,
        **LED_TO_ONE,
        '"on"': "discussion.held_on",
        "days": working_days("discussion.held_on", "icpc.held_on"),
        "code": "CASE WHEN icpc.id IS NOT NULL THEN 'icpc'"
        " WHEN asked.is_waiting THEN 'open' ELSE 'not_required' END",
    },
    rows=f"""
    FROM (
        SELECT row.initiating_discussion_id AS discussion_id, row.child_id,
            min(request.submitted_at) AS at,
            bool_or(request.state NOT IN ('diverted', 'withdrawn')
                AND asked_for.state IS DISTINCT FROM 'cancelled') AS is_waiting
        FROM conferences_requestedchild row
        JOIN conferences_conferencerequest request ON request.id = row.request_id
        LEFT JOIN conferences_conference asked_for ON asked_for.request_id = request.id
        WHERE row.initiating_discussion_id IS NOT NULL AND request.submitted_at IS NOT NULL
          AND request.kind = 'initial'
        GROUP BY 1, 2
    ) asked
    JOIN conferences_strategydiscussion discussion ON discussion.id = asked.discussion_id
    {of_child("asked.child_id", "discussion.held_on")}
    {ICPC.format(child="asked.child_id", because="initiating.id = asked.discussion_id")}
    WHERE NOT EXISTS (SELECT 1 FROM reporting_section47enquiry enquiry
        LEFT JOIN conferences_conferencechild led_to ON led_to.id = enquiry.led_to_id
            AND led_to.child_id = enquiry.child_id
        WHERE enquiry.child_id = asked.child_id AND (enquiry.started_on = discussion.held_on
            OR led_to.initiating_discussion_id = discussion.id))""",
)
