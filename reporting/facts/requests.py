"""Each child a conference was asked for, and what became of the request.

`code` is where the request stands; `codes` are the kind and the reason it came late.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, day, of_child
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.REQUEST,
    key="'requested_child:' || asked.id",
    recorded_at="request.submitted_at",
    columns={
        **CHILD,
        "meeting": "'request:' || request.id",
        '"on"': day("request.submitted_at"),
        "clock_from": "request.decided_on",
        "code": "request.state",
        "codes": "ARRAY[request.kind, request.late_reason]",
    },
    rows=f"""
    FROM conferences_requestedchild asked
    JOIN conferences_conferencerequest request ON request.id = asked.request_id
    {of_child("asked.child_id", day("request.submitted_at"))}
    WHERE request.submitted_at IS NOT NULL""",
)
