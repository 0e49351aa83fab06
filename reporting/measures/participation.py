"""How children took part."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_PARTICIPATION, OF_A_CHILD

MEASURE = Measure(
    code="participation",
    name="Children whose views were heard",
    definition=(
        "Of the children at a conference in the period whose way of taking part is coded "
        "and who were 4 or over, how many spoke, were spoken for, or gave their views "
        "another way (PN1, PN2, PN3, PN5, PN6)."
    ),
    numerator="Children coded PN1, PN2, PN3, PN5 or PN6",
    denominator="Children coded PN1 to PN7",
    counted=Counted.CHILDREN,
    source="Participation codes of the Standard Safeguarding Dataset",
    needs=FactKind.INITIAL,
    also=(FactKind.REVIEW,),
    population=happened_in(
        FactKind.INITIAL, FactKind.REVIEW, Q(codes__2__startswith="PN"), ~Q(codes__2="PN0")
    ),
    hit=Q(codes__2__in=["PN1", "PN2", "PN3", "PN5", "PN6"]),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Children under 4 (PN0) and children whose way of taking part is not coded.",
    group="Service",
    known_by=Q(kind__in=(FactKind.INITIAL, FactKind.REVIEW), codes__2__startswith="PN"),
    splits=(BY_PARTICIPATION, *OF_A_CHILD),
)
