"""Conferences for each chair."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Base, Measure, Shape, happened_in
from reporting.measures.split import BY_CHAIR, BY_TYPE, OF_A_PLACE

CHAIRED = happened_in(FactKind.INITIAL, FactKind.REVIEW, chair__isnull=False)

MEASURE = Measure(
    code="conferences_chaired",
    name="Conferences held for each full-time chair",
    definition=(
        "Conferences held in the period that have a chair recorded, divided by the chairs "
        "who chaired any, in full-time equivalents: 5 conferences of a half-time chair are 10."
    ),
    numerator="Conferences held, with a chair",
    denominator=(
        "Chairs who chaired at least one, each as the share of full time worked on the last "
        "day of the period"
    ),
    counted=Counted.CONFERENCES,
    source="Conferences recorded here",
    needs=FactKind.INITIAL,
    also=(FactKind.REVIEW,),
    population=CHAIRED,
    shape=Shape.MEAN,
    out_of=Base(CHAIRED, "chair_id", full_time=True),
    excludes=(
        "Conferences whose chair is not known. A chair whose hours nobody recorded counts as "
        "full-time, and one who came or left within the period as there for all of it."
    ),
    group="Service",
    known_by=Q(kind__in=(FactKind.INITIAL, FactKind.REVIEW), chair__isnull=False),
    splits=(BY_CHAIR, BY_TYPE, *OF_A_PLACE),
)
