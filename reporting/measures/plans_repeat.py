"""Second or later plans."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, has
from reporting.measures.plans import plans_started_in
from reporting.measures.split import BY_FIRST_CATEGORY, OF_A_CHILD

MEASURE = Measure(
    code="plans_repeat",
    name="Plans that are a child’s second or later",
    definition=(
        "Of the child protection plans that started in the period, how many were for a "
        "child who had had one of this authority before, however long ago."
    ),
    numerator="Children with an earlier plan of this authority",
    denominator="Children whose plan started in the period",
    counted=Counted.CHILDREN,
    source="LG Inform metric 100; NumberOfPreviousCPP",
    needs=FactKind.PLAN,
    population=plans_started_in,
    hit=has("repeat"),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes="Earlier plans of another authority.",
    group="Length and return",
    splits=(BY_FIRST_CATEGORY, *OF_A_CHILD),
)
