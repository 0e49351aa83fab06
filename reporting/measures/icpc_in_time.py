"""ICPCs within 15 working days."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_BAND, OF_A_CHILD

MEASURE = Measure(
    code="icpc_in_time",
    name="Initial conferences held within 15 working days",
    definition=(
        "Of the children whose initial conference was held in the period, how many had it "
        "within 15 working days of the strategy discussion that initiated the section 47 "
        "enquiry. The day of the discussion is not counted."
    ),
    numerator="Children whose conference was held on or before the 15th working day",
    denominator=(
        "Children whose initial conference was held in the period, where the day of the "
        "strategy discussion is known"
    ),
    counted=Counted.CHILDREN,
    source="Section 47 limit (Devon OMG 23, Tees); counted as LG Inform 3217",
    needs=FactKind.INITIAL,
    population=happened_in(
        FactKind.INITIAL, Q(clock_from__isnull=False, on__gte=F("clock_from")), code="initial"
    ),
    hit=Q(days__lte=15),
    shape=Shape.PERCENT,
    excludes=(
        "Transfer-in conferences; conferences adjourned and not held; children with no "
        "known strategy discussion, or one after the conference, who are listed as gaps."
    ),
    high_is_good=True,
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, code="initial", clock_from__isnull=False),
    splits=(BY_BAND, *OF_A_CHILD),
)
