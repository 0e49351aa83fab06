"""Each child at an initial or transfer-in conference that was held."""

from reporting.enums import FactKind
from reporting.facts.plans import CHILD, OF_CHILD
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.INITIAL,
    key="'conference_child:' || at_it.id",
    recorded_at="conference.closed_at",
    columns={
        **CHILD,
        "meeting": "'conference:' || conference.id",
        "plan": "CASE WHEN at_it.plan_id IS NULL THEN '' ELSE 'plan:' || at_it.plan_id END",
        "chair_id": "conference.chair_id",
        '"on"': "conference.held_on",
        "clock_from": "duty.started_on",
        "due_on": "duty.due_on",
        "code": "conference.kind",
        "codes": "ARRAY[coalesce(decision.outcome, '')]",
    },
    rows=f"""
    FROM conferences_conferencechild at_it
    JOIN conferences_conference conference ON conference.id = at_it.conference_id
    JOIN people_child child ON child.person_id = at_it.child_id {OF_CHILD}
    LEFT JOIN conferences_decision decision ON decision.child_id = at_it.id
    LEFT JOIN LATERAL (
        SELECT started_on, due_on FROM timescales_deadline
        WHERE child_id = at_it.child_id AND rule IN ('icpc', 'transfer_in')
          AND about = 'conference:' || conference.id
        ORDER BY id DESC LIMIT 1
    ) duty ON true
    WHERE conference.state = 'closed' AND conference.kind <> 'review'""",
)
