"""Quorate conferences."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, happened_in, has
from reporting.measures.split import BY_TYPE, OF_A_PLACE

MEASURE = Measure(
    code="quorate",
    name="Conferences with a quorum",
    definition=(
        "Of the conferences held in the period whose quorum was counted, how many had one: "
        "children’s social care and two other agencies in direct contact with the child."
    ),
    numerator="Conferences with a quorum",
    denominator="Conferences whose quorum was counted",
    counted=Counted.CONFERENCES,
    source="Swindon, Sussex; SSD CPPR006A",
    needs=FactKind.INITIAL,
    also=(FactKind.REVIEW,),
    population=happened_in(FactKind.INITIAL, FactKind.REVIEW, has("quorate") | has("inquorate")),
    hit=has("quorate"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes=(
        "Conferences whose quorum is not recorded; those adjourned for want of one and not held."
    ),
    group="Service",
    known_by=Q(has("quorate") | has("inquorate"), kind__in=(FactKind.INITIAL, FactKind.REVIEW)),
    splits=(BY_TYPE, *OF_A_PLACE),
)
