"""Initial conferences without a clock."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in

MEASURE = Measure(
    code="icpc_clock_unknown",
    name="Initial conferences whose clock is not known",
    definition=(
        "Of the children whose initial conference was held in the period, how many have no "
        "known strategy discussion, or one dated after the conference. They are counted as "
        "held and left out of timeliness."
    ),
    numerator="Children with no strategy discussion, or one after the conference",
    denominator="Children whose initial conference was held in the period",
    counted=Counted.CHILDREN,
    source=(
        "LG Inform 3217 (records where the conference precedes the enquiry are dropped from "
        "duration)"
    ),
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, code="initial"),
    hit=Q(clock_from__isnull=True) | Q(on__lt=F("clock_from")),
    shape=Shape.PERCENT,
    high_is_good=False,
    excludes="Transfer-in conferences.",
    group="Timeliness",
)
