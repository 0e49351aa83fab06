"""Children at a transfer-in conference."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_OUTCOME, OF_A_CHILD

MEASURE = Measure(
    code="transfers_in",
    name="Children at a transfer-in conference",
    definition=(
        "Children on another authority’s plan who moved here and whose transfer-in "
        "conference was held in the period."
    ),
    numerator="Children at transfer-in conferences",
    counted=Counted.CHILDREN,
    source="Children in need census, rule 2884: reported apart from initial conferences",
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, code="transfer_in"),
    excludes="Children who stay here for a while on a plan that remains the other authority’s.",
    group="Flow and stock",
    splits=(BY_OUTCOME, *OF_A_CHILD),
)
