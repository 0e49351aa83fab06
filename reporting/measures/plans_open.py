"""Children subject of a plan."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure
from reporting.measures.plans import plans_open_at_end
from reporting.measures.split import BY_CATEGORY, OF_A_CHILD

MEASURE = Measure(
    code="plans_open",
    name="Children subject of a child protection plan",
    definition=(
        "Children with a child protection plan of this authority open at the end of the "
        "last day of the period."
    ),
    numerator="Children with an open plan",
    counted=Counted.CHILDREN,
    source="Children in need census; DfE table D7",
    needs=FactKind.PLAN,
    population=plans_open_at_end(),
    excludes=("Temporary plans of another authority; plans that ended on that day; void plans."),
    group="Flow and stock",
    splits=(BY_CATEGORY, *OF_A_CHILD),
    is_stock=True,
)
