"""Transfer-in conferences in time."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in

MEASURE = Measure(
    code="transfer_in_in_time",
    name="Transfer-in conferences held within 15 working days",
    definition=(
        "Of the children whose transfer-in conference was held in the period, how many had "
        "it by their limit: 15 working days from the event this service counts from."
    ),
    numerator="Children whose transfer-in conference was in time",
    denominator="Children at transfer-in conferences whose clock is known",
    counted=Counted.CHILDREN,
    source="Norfolk; Bolton; Tees",
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, Q(due_on__isnull=False), code="transfer_in"),
    hit=Q(on__lte=F("due_on")),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Children whose clock is not known.",
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, code="transfer_in", due_on__isnull=False),
)
