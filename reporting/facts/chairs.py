"""How much of full time each chair works, from one day until it was changed.

`number` is in hundredths: 50 is half-time. What was recorded first holds for all the time before.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import day
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.CHAIR,
    key="'chair:' || since.history_id",
    recorded_at="since.history_date",
    columns={
        "chair_id": "since.professional_id",
        '"on"': "CASE WHEN since.is_first THEN NULL ELSE since.from_on END",
        '"until"': "since.until_on",
        '"number"': "(since.fte * 100)::int",
    },
    rows=f"""
    FROM (
        SELECT history_id, history_date, professional_id, fte,
            {day("history_date")} AS from_on,
            row_number() OVER history = 1 AS is_first,
            lead({day("history_date")}) OVER history AS until_on
        FROM bookings_historicalchair
        WINDOW history AS (PARTITION BY professional_id ORDER BY history_date, history_id)
    ) since
    JOIN people_professional chair ON chair.person_id = since.professional_id
    WHERE since.until_on IS NULL OR since.until_on > since.from_on""",
)
