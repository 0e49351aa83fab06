"""Advocates for children, and what families, children and professionals said of a conference.

An answer to the feedback form is about no family: nobody who reads a figure may find who gave it.
"""

from reporting.enums import FactKind
from reporting.facts.of_child import CHILD, flags, of_child
from reporting.facts.source import Source

ADVOCACY = Source(
    kind=FactKind.ADVOCACY,
    key="'advocacy:' || advocacy.id",
    recorded_at="first_known.at",
    columns={
        **CHILD,
        '"on"': "advocacy.offered_on",
        '"until"': "advocacy.attended_on",
        "flags": flags(
            ("agreed", "advocacy.parent_agreed_on IS NOT NULL"),
            ("refused", "advocacy.refused_reason <> ''"),
            ("referred", "advocacy.referred_on IS NOT NULL"),
            ("attended", "advocacy.attended_on IS NOT NULL"),
        ),
    },
    rows=f"""
    FROM conferences_advocacy advocacy
    {of_child("advocacy.child_id", "advocacy.offered_on")}
    CROSS JOIN LATERAL (
        SELECT min(history_date) AS at FROM conferences_historicaladvocacy WHERE id = advocacy.id
    ) first_known
    WHERE true""",
)
ANSWERS = Source(
    kind=FactKind.FEEDBACK,
    key="'answer:' || answer.id",
    recorded_at="answer.given_on::timestamptz",
    columns={
        "area_id": "answer.area_id",
        '"on"': "answer.given_on",
        "code": "'answer'",
        "codes": "ARRAY[answer.audience]",
    },
    rows="FROM feedback_answer answer WHERE true",
)
SCORES = Source(
    kind=FactKind.FEEDBACK,
    key="'score:' || score.id",
    recorded_at="answer.given_on::timestamptz",
    columns={
        "area_id": "answer.area_id",
        '"on"': "answer.given_on",
        "code": "'score'",
        "codes": "ARRAY[answer.audience, score.question, score.score]",
    },
    rows="""
    FROM feedback_answerscore score
    JOIN feedback_answer answer ON answer.id = score.answer_id WHERE true""",
)
