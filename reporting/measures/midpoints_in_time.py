"""Midpoint checks."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import BY_NOT_DONE, OF_A_CHILD, by_code

MEASURE = Measure(
    code="midpoints_in_time",
    name="Midpoint checks done in time",
    definition=(
        "Of the children whose midpoint check fell due in the period, how many had it by that day."
    ),
    numerator="Children checked on or before the day",
    denominator="Children whose check fell due in the period: done, not done, or still outstanding",
    counted=Counted.CHILDREN,
    source=("Birmingham and Buckinghamshire annual reports 2022/23; half-way, or a local setting"),
    needs=FactKind.MIDPOINT,
    population=happened_in(FactKind.MIDPOINT),
    hit=has("in_time"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Checks that fell away by the day they were due, because the plan ended. One that was "
        "overdue when it ended was not done."
    ),
    group="Timeliness",
    splits=(
        by_code(
            "stands",
            "How it stands",
            {"done": "Done", "not_done": "Not done, with a reason", "outstanding": "Outstanding"},
        ),
        BY_NOT_DONE,
        *OF_A_CHILD,
    ),
)
