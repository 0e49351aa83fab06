"""Working days to the initial conference."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_BAND, OF_A_CHILD

MEASURE = Measure(
    code="icpc_days",
    name="Working days to the initial conference",
    definition=(
        "The middle child’s working days from the strategy discussion that initiated the "
        "section 47 enquiry to the initial conference, and how many children fall in each "
        "band of days. The same day is 0."
    ),
    numerator="Children whose initial conference was held in the period",
    counted=Counted.CHILDREN,
    source="LG Inform 3217; DfE table C4",
    needs=FactKind.INITIAL,
    population=happened_in(
        FactKind.INITIAL, Q(clock_from__isnull=False, on__gte=F("clock_from")), code="initial"
    ),
    shape=Shape.MEDIAN,
    excludes="As “initial conferences held within 15 working days”.",
    high_is_good=False,
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, code="initial", clock_from__isnull=False),
    splits=(BY_BAND, *OF_A_CHILD),
    rolls_up=False,
)
