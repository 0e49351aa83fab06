"""Resolution Forms for every 100 child-months."""

from escalations.enums import Theme
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="resolution_forms_rate",
    name="Resolution Forms per 100 child-months",
    definition=(
        "Resolution Forms raised in the period, for every 100 months that children were on a "
        "plan. By theme, a form with several reasons is counted once, under the theme of the first."
    ),
    numerator="Resolution Forms",
    denominator="Children on a plan at the end of each month of the period, added up",
    counted=Counted.EVENTS,
    source="Product need: a fair comparison of areas, teams and chairs",
    needs=FactKind.RESOLUTION_FORM,
    population=happened_in(FactKind.RESOLUTION_FORM),
    shape=Shape.PER_100_CHILD_MONTHS,
    group="Service",
    splits=(by_code("theme", "Theme", dict(Theme.choices), of_whole=True), *OF_A_PLACE),
    excludes="Months that have not ended.",
)
