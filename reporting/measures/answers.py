"""How often each question of the feedback form was answered: no line of any page. Their months are
kept beside those of feedback, so that it is known of how few people a month tells."""

from __future__ import annotations

from feedback.enums import QUESTIONS, Audience, Question
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in


def answers_to(question: Question, audience: Audience) -> Measure:
    return Measure(
        code=f"feedback_{audience.value}_{question.value}",
        name=f"{audience.label}: {question.label}",
        definition="How many answered this question of the feedback form.",
        numerator="Answers",
        counted=Counted.EVENTS,
        source="Feedback recorded here",
        needs=FactKind.FEEDBACK,
        population=happened_in(
            FactKind.FEEDBACK, code="score", codes__0=audience.value, codes__1=question.value
        ),
    )


# One group for each audience.
ANSWERS: tuple[tuple[Measure, ...], ...] = tuple(
    tuple(answers_to(question, audience) for question in asked)
    for audience, asked in QUESTIONS.items()
)
