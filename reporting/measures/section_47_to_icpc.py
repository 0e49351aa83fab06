"""Section 47 enquiries that led to an initial conference."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in

MEASURE = Measure(
    code="section_47_to_icpc",
    name="Section 47 enquiries that led to an initial conference",
    definition=(
        "Of the section 47 enquiries that started in the period, how many have led to an "
        "initial conference that was held."
    ),
    numerator="Enquiries followed by an initial conference of the child",
    denominator="Enquiries that started in the period, one for each child",
    counted=Counted.CHILDREN,
    source="Birmingham annual report 2018; DfE table C4",
    needs=FactKind.SECTION_47,
    population=happened_in(FactKind.SECTION_47),
    hit=Q(code="icpc"),
    shape=Shape.PERCENT,
    excludes=(
        "Enquiries whose start is not known. A conference still to be held is not counted yet."
    ),
    group="Flow and stock",
    known_by=Q(kind=FactKind.INITIAL) | Q(kind=FactKind.SECTION_47, origin="here"),
)
