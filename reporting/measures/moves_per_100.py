"""Moves for every 100 conferences."""

from reporting.enums import Counted, FactKind
from reporting.measures import minuted
from reporting.measures.measure import Base, Measure, Shape, happened_in
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="moves_per_100",
    name="Changes of date for every 100 conferences",
    definition=(
        "Times in the period that a booked conference lost its slot or was given another, "
        "for every 100 conferences held in the period."
    ),
    numerator="Changes of date",
    denominator="Conferences held in a booked room",
    counted=Counted.EVENTS,
    source="Bookings recorded here",
    needs=FactKind.SESSION,
    population=happened_in(FactKind.SESSION, code="move"),
    shape=Shape.PER_100,
    out_of=Base(
        happened_in(FactKind.SESSION, code="conference"), "meeting", counted_by=minuted.MEASURE.code
    ),
    high_is_good=False,
    excludes="A change of room or chair at the same time; a slot that was only pencilled.",
    group="Service",
    splits=OF_A_PLACE,
)
