"""What the duty officer advised about a family: a consultation before any request, or a screening.

`code` is the advice. A diversion counts once it stands: the request is diverted, or there was none.
One that came back: a conference was asked for within 12 calendar months of the day of the advice,
their last day too (docs/rules.md: the due day itself is still in time).
"""

from reporting.enums import FactKind
from reporting.facts.of_child import PLACE, day, flags, of_family
from reporting.facts.source import Source

DIVERTS = """screening.outcome IN
    ('child_in_need', 'family_group_conference', 'early_help', 'legal_planning')
    AND (request.id IS NULL OR request.state = 'diverted' AND NOT EXISTS (
        SELECT 1 FROM conferences_screening later
        WHERE later.request_id = request.id AND later.id > screening.id))"""

CAME_BACK = f"""EXISTS (
    SELECT 1 FROM conferences_conferencerequest again
    WHERE again.family_id = screening.family_id AND again.kind = 'initial'
    AND again.state <> 'withdrawn' AND again.submitted_at > screening.at
    AND {day("again.submitted_at")} <= {day("screening.at")} + interval '12 months')"""

SOURCE = Source(
    kind=FactKind.CONSULTATION,
    key="'screening:' || screening.id",
    recorded_at="screening.at",
    columns={
        **PLACE,
        "meeting": "CASE WHEN request.id IS NULL THEN '' ELSE 'request:' || request.id END",
        '"on"': day("screening.at"),
        "code": "screening.outcome",
        "flags": flags(
            ("consultation", "request.id IS NULL"),
            ("screening", "request.id IS NOT NULL"),
            ("diversion", DIVERTS),
            ("came_back", CAME_BACK),
        ),
    },
    rows=f"""
    FROM conferences_screening screening
    JOIN people_family family ON family.id = screening.family_id
    {of_family(day("screening.at"))}
    LEFT JOIN conferences_conferencerequest request ON request.id = screening.request_id
    WHERE true""",
)
