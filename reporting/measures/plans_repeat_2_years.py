"""Second or later plans within two years."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, has
from reporting.measures.plans import plans_started_in
from reporting.measures.split import BY_FIRST_CATEGORY, OF_A_CHILD

MEASURE = Measure(
    code="plans_repeat_2_years",
    name="Plans that repeat one ended less than 2 years before",
    definition=(
        "Of the child protection plans that started in the period, how many were for a "
        "child whose earlier plan of this authority had ended no more than 24 calendar "
        "months before."
    ),
    numerator="Children whose earlier plan ended within 2 years",
    denominator="Children whose plan started in the period",
    counted=Counted.CHILDREN,
    source="Product need, from both annual reports; no national definition",
    needs=FactKind.PLAN,
    population=plans_started_in,
    hit=has("repeat_within_2_years"),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes="Earlier plans of another authority.",
    group="Length and return",
    splits=(BY_FIRST_CATEGORY, *OF_A_CHILD),
)
