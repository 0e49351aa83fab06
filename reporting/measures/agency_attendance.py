"""Agencies that came."""

from people.enums import AgencyKind
from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE, by_code

MEASURE = Measure(
    code="agency_attendance",
    name="Agencies that came",
    definition=(
        "Of the agencies asked to a conference that was held in the period, how many came, "
        "in the room or remotely."
    ),
    numerator="Agencies’ people who came",
    denominator="Agencies’ people asked to come, where it was noted whether they did",
    counted=Counted.EVENTS,
    source="Attendance recorded here",
    needs=FactKind.ATTENDANCE,
    population=happened_in(FactKind.ATTENDANCE, has("agency"), ~has("not_noted")),
    hit=has("came"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Advisers, observers and family members, and people of whom nobody wrote down whether "
        "they came."
    ),
    group="Service",
    splits=(by_code("agency", "Agency", dict(AgencyKind.choices)), *OF_A_PLACE),
)
