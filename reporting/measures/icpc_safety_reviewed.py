"""Safety plans of late initial conferences."""

from django.db.models import F, Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has

MEASURE = Measure(
    code="icpc_safety_reviewed",
    name="Safety plans reviewed where the initial conference was late",
    definition=(
        "Of the children whose initial conference in the period was late, for how many the "
        "review of their safety plan is recorded."
    ),
    numerator="Children whose safety plan was reviewed",
    denominator="Children whose initial conference was late",
    counted=Counted.CHILDREN,
    source="Buckinghamshire annual report 2022/23",
    needs=FactKind.INITIAL,
    population=happened_in(
        FactKind.INITIAL,
        Q(clock_from__isnull=False, on__gte=F("clock_from")),
        code="initial",
        days__gt=15,
        origin="here",
    ),
    hit=has("safety_plan_reviewed"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Imported conferences, which do not say.",
    group="Timeliness",
    known_by=Q(kind=FactKind.INITIAL, origin="here"),
)
