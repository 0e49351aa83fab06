"""Children at an initial conference."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_OUTCOME, OF_A_CHILD

MEASURE = Measure(
    code="icpc_children",
    name="Children at an initial conference",
    definition=(
        "Children whose initial conference was held in the period. Each child of a family counts."
    ),
    numerator="Children at initial conferences",
    counted=Counted.CHILDREN,
    source="Children in need census; DfE table C4",
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, code="initial"),
    excludes="Transfer-in conferences; conferences adjourned and not held since.",
    group="Flow and stock",
    splits=(BY_OUTCOME, *OF_A_CHILD),
)
