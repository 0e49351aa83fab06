"""Children a conference was asked for."""

from conferences.enums import RequestState
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import OF_A_CHILD, by_code

MEASURE = Measure(
    code="requests",
    name="Children a conference was asked for",
    definition=(
        "Children named in a request for a conference that was sent in the period, whatever "
        "became of it."
    ),
    numerator="Children in requests that were sent",
    counted=Counted.CHILDREN,
    source="Requests recorded here",
    needs=FactKind.REQUEST,
    population=happened_in(FactKind.REQUEST),
    excludes="Requests not yet sent.",
    group="Flow and stock",
    splits=(by_code("state", "What became of it", dict(RequestState.choices)), *OF_A_CHILD),
)
