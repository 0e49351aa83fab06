"""Feedback that was good."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.answers import ANSWERS
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_AREA, BY_AUDIENCE, BY_QUESTION

MEASURE = Measure(
    code="feedback_good",
    name="Feedback answered “yes”",
    definition=(
        "Of the questions answered in feedback forms of the period, how many were answered "
        "“yes” (not “a bit” or “no”)."
    ),
    numerator="Questions answered “yes”",
    denominator="Questions answered",
    counted=Counted.EVENTS,
    source="Feedback recorded here",
    needs=FactKind.FEEDBACK,
    population=happened_in(FactKind.FEEDBACK, code="score"),
    hit=Q(codes__2="yes"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Questions left empty. What fewer than five people said, and what would give it away. "
        "Always as known today. By area, and in parts, for whole years that are over."
    ),
    group="Service",
    splits=(BY_AUDIENCE, BY_QUESTION, BY_AREA),
    people=tuple(tuple(each.code for each in asked) for asked in ANSWERS),
)
