"""Answers to the feedback form."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_AREA, BY_AUDIENCE

CODE = "feedback_answers"
MEASURE = Measure(
    code=CODE,
    name="Answers to the feedback form",
    definition=(
        "Feedback forms given back in the period by families, children and professionals. "
        "Nobody who reads this can find who gave one."
    ),
    numerator="Forms given back",
    counted=Counted.EVENTS,
    source="Feedback recorded here",
    needs=FactKind.FEEDBACK,
    population=happened_in(FactKind.FEEDBACK, code="answer"),
    high_is_good=True,
    excludes=(
        "Forms withdrawn. What fewer than five people said, and what would give it away. "
        "Always as known today. By area, and in parts, for whole years that are over."
    ),
    group="Service",
    splits=(BY_AUDIENCE, BY_AREA),
    people=((CODE,),),
)
