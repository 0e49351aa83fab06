"""Minuting coverage."""

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="minuted",
    name="Conferences with a minute-taker",
    definition=(
        "Of the conferences held in the period in a booked room, how many had a minute-taker."
    ),
    numerator="Conferences with a minute-taker booked",
    denominator="Conferences held in a booked room",
    counted=Counted.CONFERENCES,
    source="Birmingham annual report 2022/23 (about 70% of meetings)",
    needs=FactKind.SESSION,
    population=happened_in(FactKind.SESSION, code="conference"),
    hit=has("minuted"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Conferences that were imported or held without a booking.",
    group="Service",
    splits=OF_A_PLACE,
)
