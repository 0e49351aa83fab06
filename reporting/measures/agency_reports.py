"""Reports that came."""

from people.enums import AgencyKind
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="agency_reports",
    name="Agency reports received",
    definition=(
        "Of the agencies asked for a report to a conference that was held in the period, "
        "how many sent one."
    ),
    numerator="Reports received",
    denominator="Agencies’ people asked for a report",
    counted=Counted.EVENTS,
    source="Reports recorded here",
    needs=FactKind.ATTENDANCE,
    population=happened_in(FactKind.ATTENDANCE, has("agency"), has("report_asked")),
    hit=has("report"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Agencies that were not asked for one.",
    group="Service",
    splits=(by_code("agency", "Agency", dict(AgencyKind.choices)), *OF_A_PLACE),
)
