"""Children subject of a plan, for every 10,000 who live here."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape
from reporting.measures.plans import plans_open_at_end
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="plans_rate",
    name="Children subject of a plan per 10,000",
    definition=(
        "Children with a child protection plan open at the end of the last day of the "
        "period, for every 10,000 children aged 0 to 17 who live in the area."
    ),
    numerator="Children with an open plan",
    denominator="Children aged 0 to 17 living there, as noted for that year",
    counted=Counted.CHILDREN,
    source="Children in need census; mid-year population estimates",
    needs=FactKind.PLAN,
    population=plans_open_at_end(),
    shape=Shape.RATE,
    excludes=(
        "As “children subject of a plan”. Not available for a team or a chair, or for a "
        "year whose population nobody has noted."
    ),
    group="Flow and stock",
    is_stock=True,
    splits=OF_A_PLACE,
)
