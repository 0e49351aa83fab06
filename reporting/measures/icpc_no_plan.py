"""Initial conferences without a plan."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import BY_OUTCOME, OF_A_CHILD

MEASURE = Measure(
    code="icpc_no_plan",
    name="Initial conferences that made no plan",
    definition=(
        "Of the children whose initial conference was held in the period and whose outcome "
        "is known, how many were not made subject of a plan."
    ),
    numerator="Children for whom no plan was made",
    denominator="Children whose initial conference was held and whose outcome is known",
    counted=Counted.CHILDREN,
    source=(
        "Buckinghamshire annual report 2022/23 (its own figure assumed that no plan started "
        "at a transfer-in conference: here each child is followed)"
    ),
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, ~Q(codes__0=""), code="initial"),
    hit=~has("plan"),
    shape=Shape.PERCENT,
    excludes="Transfer-in conferences; children whose outcome is not recorded.",
    group="Length and return",
    splits=(BY_OUTCOME, *OF_A_CHILD),
)
