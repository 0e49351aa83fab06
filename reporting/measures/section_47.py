"""Section 47 enquiries."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in

MEASURE = Measure(
    code="section_47",
    name="Section 47 enquiries started",
    definition=(
        "Section 47 enquiries that started in the period, each counted once for each child. "
        "An enquiry starts with the strategy discussion that initiated it."
    ),
    numerator="Enquiries, one for each child",
    counted=Counted.CHILDREN,
    source="Children in need census; DfE table C4",
    needs=FactKind.SECTION_47,
    population=happened_in(FactKind.SECTION_47),
    excludes=(
        "Enquiries whose start is not known, which the import lists as gaps; strategy "
        "discussions after which no conference was asked for, until the case system’s "
        "enquiries are imported."
    ),
    group="Flow and stock",
)
