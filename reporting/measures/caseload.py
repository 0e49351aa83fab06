"""Children for each chair."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Base, Measure, Shape, open_at_end
from reporting.measures.split import BY_CHAIR, OF_A_PLACE

MEASURE = Measure(
    code="caseload",
    name="Children on a plan for each full-time chair",
    definition=(
        "Children on a plan on the last day of the period whose family has a chair, divided "
        "by the chairs who have any, in full-time equivalents: 40 children of a half-time chair "
        "are 80. What is agreed for a full-time chair is set in the local practice of bookings."
    ),
    numerator="Children on a plan whose family has a chair",
    denominator=(
        "Chairs with at least one such child, each as the share of full time worked that day"
    ),
    counted=Counted.CHILDREN,
    source="Buckinghamshire annual report 2022/23 (85 agreed there)",
    needs=FactKind.CASELOAD,
    population=open_at_end(FactKind.CASELOAD),
    shape=Shape.MEAN,
    out_of=Base(open_at_end(FactKind.CASELOAD), "chair_id", full_time=True),
    high_is_good=False,
    excludes=(
        "Children whose family has no chair on that day. A chair whose hours nobody recorded "
        "counts as full-time."
    ),
    group="Service",
    is_stock=True,
    splits=(BY_CHAIR, *OF_A_PLACE),
)
