"""Plans ended."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure
from reporting.measures.plans import plans_ended_in
from reporting.measures.split import BY_CATEGORY, BY_DURATION, BY_END_REASON, OF_A_CHILD

MEASURE = Measure(
    code="plans_ended",
    name="Plans ended",
    definition="Child protection plans of this authority that ended in the period, for any reason.",
    numerator="Children whose plan ended",
    counted=Counted.CHILDREN,
    source="Children in need census; DfE table D7",
    needs=FactKind.PLAN,
    population=plans_ended_in,
    excludes=(
        "Temporary plans of another authority; void plans. Of an area or team, plans that moved "
        "on to another."
    ),
    group="Flow and stock",
    splits=(BY_DURATION, BY_END_REASON, BY_CATEGORY, *OF_A_CHILD),
)
