"""Late initial conferences and why."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_LATE_REASON, OF_A_CHILD

MEASURE = Measure(
    code="icpc_late",
    name="Late initial conferences, by reason",
    definition=(
        "Children whose initial conference was held in the period after the 15th working "
        "day, with the reason that was agreed and recorded."
    ),
    numerator="Children whose conference was late",
    counted=Counted.CHILDREN,
    source="Liverpool 3.5; Buckinghamshire annual report 2022/23",
    needs=FactKind.INITIAL,
    population=happened_in(
        FactKind.INITIAL,
        Q(clock_from__isnull=False, on__gte=F("clock_from")),
        code="initial",
        days__gt=15,
    ),
    high_is_good=False,
    excludes="As “initial conferences held within 15 working days”.",
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, code="initial", clock_from__isnull=False),
    splits=(BY_LATE_REASON, *OF_A_CHILD),
)
