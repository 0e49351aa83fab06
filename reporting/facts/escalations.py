"""Informal concerns and Resolution Forms, each once for its family; area and team as kept there.

`code` is the theme (of a form, of its first reason), `codes` all of its themes; the chair is who
raised it, where a chair did. `number` is the stage a form has reached.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import day, flags
from reporting.facts.source import Source

RAISED = {
    "family_id": "raised.family_id",
    "area_id": "raised.area_id",
    "team_id": "raised.team_id",
    "chair_id": "chair.professional_id",
    '"on"': day("raised.raised_at"),
    '"until"': day("raised.settled_at"),
}
CHAIR = """
    LEFT JOIN people_professional professional ON professional.user_id = raised.raised_by_id
    LEFT JOIN bookings_chair chair ON chair.professional_id = professional.person_id"""

CONCERNS = Source(
    kind=FactKind.CONCERN,
    key="'concern:' || raised.id",
    recorded_at="raised.raised_at",
    columns={
        **RAISED,
        "code": "coalesce(theme_of.theme, '')",
        "codes": "ARRAY[coalesce(theme_of.theme, '')]",
        "flags": flags(
            ("resolved", "raised.state = 'resolved'"), ("promoted", "raised.state = 'promoted'")
        ),
    },
    rows=f"""
    FROM escalations_concern raised
    LEFT JOIN theme_of ON theme_of.code = raised.reason
    {CHAIR}
    WHERE true""",
)
FORMS = Source(
    kind=FactKind.RESOLUTION_FORM,
    key="'form:' || raised.id",
    recorded_at="raised.raised_at",
    columns={
        **RAISED,
        "code": "coalesce(themes.of_all[1], '')",
        "codes": "coalesce(themes.of_all, '{}')",
        '"number"': "raised.stage::int",
        "flags": "ARRAY[raised.state, raised.route]",
    },
    rows=f"""
    FROM escalations_resolutionform raised
    LEFT JOIN LATERAL (
        SELECT array_agg(theme_of.theme ORDER BY reason.place) AS of_all
        FROM unnest(raised.reasons) WITH ORDINALITY AS reason (code, place)
        JOIN theme_of ON theme_of.code = reason.code
    ) themes ON true
    {CHAIR}
    WHERE true""",
)
