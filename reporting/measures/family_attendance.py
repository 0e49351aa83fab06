"""Family members who came."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="family_attendance",
    name="Family members who came",
    definition=(
        "Of the family members asked to a conference that was held in the period, how many "
        "came for at least a part of it."
    ),
    numerator="Family members who came",
    denominator="Family members asked, where it was noted whether they came",
    counted=Counted.EVENTS,
    source="Attendance recorded here",
    needs=FactKind.ATTENDANCE,
    population=happened_in(FactKind.ATTENDANCE, has("family"), ~has("not_noted")),
    hit=has("came"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="People who were not asked, and of whom nobody wrote down whether they came.",
    group="Service",
    splits=OF_A_PLACE,
)
