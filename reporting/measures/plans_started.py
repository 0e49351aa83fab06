"""Plans started."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure
from reporting.measures.plans import plans_started_in
from reporting.measures.split import BY_FIRST_CATEGORY, OF_A_CHILD

MEASURE = Measure(
    code="plans_started",
    name="Plans started",
    definition=(
        "Child protection plans of this authority that started in the period, at an initial "
        "or a transfer-in conference."
    ),
    numerator="Children whose plan started",
    counted=Counted.CHILDREN,
    source="Children in need census; DfE table D7",
    needs=FactKind.PLAN,
    population=plans_started_in,
    excludes=(
        "Temporary plans of another authority; void plans. A child whose plan started twice "
        "in the period counts twice. In an area or team, plans that moved in from another."
    ),
    group="Flow and stock",
    splits=(BY_FIRST_CATEGORY, *OF_A_CHILD),
)
