"""What the measures of long plans have in common."""

from __future__ import annotations

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape
from reporting.measures.months import ran_at_least
from reporting.measures.plans import plans_open_at_end
from reporting.measures.split import BY_CATEGORY, OF_A_CHILD


def open_for(months: int) -> Measure:
    """Open for so many calendar months by the last day of the period."""
    return Measure(
        code=f"plans_over_{months}",
        name=f"Children on a plan for {months} months or more",
        definition=(
            "Of the children on a plan on the last day of the period, how many had been on it "
            f"for {months} calendar months or more."
        ),
        numerator=f"Children whose plan started {months} calendar months ago or more",
        denominator="Children with an open plan",
        counted=Counted.CHILDREN,
        source="Birmingham and Buckinghamshire annual reports 2022/23; DfE table D7",
        needs=FactKind.PLAN,
        population=plans_open_at_end(),
        hit=lambda facts, period: ran_at_least(months, period),
        shape=Shape.PERCENT,
        high_is_good=False,
        excludes=("Earlier plans of the same child: each plan is counted from its own start."),
        group="Length and return",
        is_stock=True,
        splits=(BY_CATEGORY, *OF_A_CHILD),
    )
