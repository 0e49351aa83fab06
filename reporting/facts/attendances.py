"""Agencies and family members asked to a conference that was held: who came, whose report came.

`code` is the kind of agency, or family. Of whom nobody wrote down whether they came, in any part of
the meeting, it is `not_noted`.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import PLACE, flags, of_family
from reporting.facts.source import Source

THERE = """EXISTS (SELECT 1 FROM conferences_attendance there
    WHERE there.participant_id = asked.id AND there.mode {modes})"""
SOURCE = Source(
    kind=FactKind.ATTENDANCE,
    key="'participant:' || asked.id",
    recorded_at="conference.closed_at",
    columns={
        **PLACE,
        "meeting": "'conference:' || conference.id",
        "chair_id": "conference.chair_id",
        '"on"': "conference.held_on",
        "due_on": "asked.report_due_on",
        "code": "coalesce(agency.kind, asked.capacity)",
        "codes": "ARRAY[conference.kind]",
        "flags": flags(
            ("agency", "asked.capacity = 'agency'"),
            ("family", "asked.capacity = 'family'"),
            ("came", THERE.format(modes="IN ('in_person', 'remote')")),
            ("not_noted", "NOT " + THERE.format(modes="<> 'expected'")),
            ("report_asked", "asked.report_asked_on IS NOT NULL"),
            ("report", "asked.report_received_on IS NOT NULL"),
            ("report_in_time", "asked.report_received_on <= asked.report_due_on"),
        ),
    },
    rows=f"""
    FROM conferences_participant asked
    JOIN conferences_conference conference ON conference.id = asked.conference_id
    JOIN people_family family ON family.id = conference.family_id
    {of_family("conference.held_on")}
    LEFT JOIN people_agency agency ON agency.id = asked.agency_id
    WHERE conference.state = 'closed' AND conference.held_on IS NOT NULL
      AND asked.capacity IN ('agency', 'family')""",
)
