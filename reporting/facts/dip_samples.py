"""Each graded case of a dip sample: the agreed grade, else the first. `code` is the grade."""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, of_child
from reporting.facts.source import Source

SOURCE = Source(
    kind=FactKind.DIP,
    key="'dip:' || drawn.id",
    recorded_at="graded.at",
    columns={
        **CHILD,
        "area_id": "drawn.area_id",
        "chair_id": "drawn.chair_id",
        '"on"': "sample.drawn_on",
        "code": "graded.overall",
    },
    rows=f"""
    FROM midpoints_dipcase drawn
    JOIN midpoints_dipsample sample ON sample.id = drawn.sample_id
    {of_child("drawn.child_id", "sample.drawn_on")}
    JOIN LATERAL (
        SELECT overall, at FROM midpoints_judgement WHERE case_id = drawn.id
        ORDER BY CASE round WHEN 'agreed' THEN 0 WHEN 'first' THEN 1 ELSE 2 END LIMIT 1
    ) graded ON true
    WHERE true""",
)
