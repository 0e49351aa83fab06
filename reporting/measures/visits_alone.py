"""Children seen alone."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has

MEASURE = Measure(
    code="visits_alone",
    name="Visits at which the child was seen alone",
    definition=(
        "Of the visits in the period at which a child was seen and it is known whether "
        "alone, at how many the child was seen alone."
    ),
    numerator="Visits at which the child was seen alone",
    denominator="Visits at which the child was seen, where it is known whether alone",
    counted=Counted.EVENTS,
    source="Annex A list 7; ssd_cp_visits",
    needs=FactKind.VISIT,
    population=happened_in(FactKind.VISIT, has("seen"), has("alone") | has("not_alone")),
    hit=has("alone"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Visits at which it is not known.",
    group="Timeliness",
    known_by=Q(has("alone") | has("not_alone"), kind=FactKind.VISIT),
)
