"""Late transfer-in conferences and why."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_LATE_REASON, OF_A_CHILD

MEASURE = Measure(
    code="transfer_in_late",
    name="Late transfer-in conferences, by reason",
    definition=(
        "Children whose transfer-in conference was held in the period after its limit, with the "
        "reason that was agreed and recorded."
    ),
    numerator="Children whose transfer-in conference was late",
    counted=Counted.CHILDREN,
    source="Norfolk; Bolton; Tees; reasons as Liverpool 3.5",
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, Q(on__gt=F("due_on")), code="transfer_in"),
    high_is_good=False,
    excludes="As “transfer-in conferences held within 15 working days”.",
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, code="transfer_in", due_on__isnull=False),
    splits=(BY_LATE_REASON, *OF_A_CHILD),
)
