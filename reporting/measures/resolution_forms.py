"""Resolution Forms raised."""

from escalations.enums import Theme
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, happened_in
from reporting.measures.split import BY_CHAIR, OF_A_PLACE, by_code

MEASURE = Measure(
    code="resolution_forms",
    name="Resolution Forms raised",
    definition=(
        "Resolution Forms raised in the period, each once however many children it is about. "
        "By theme, a form with several reasons is counted once, under the theme of the first."
    ),
    numerator="Resolution Forms",
    counted=Counted.EVENTS,
    source="Escalations recorded here",
    needs=FactKind.RESOLUTION_FORM,
    population=happened_in(FactKind.RESOLUTION_FORM),
    group="Service",
    splits=(by_code("theme", "Theme", dict(Theme.choices)), BY_CHAIR, *OF_A_PLACE),
)
