"""Conferences for each chair."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Base, Measure, Shape, happened_in
from reporting.measures.split import BY_CHAIR, BY_TYPE, OF_A_PLACE

MEASURE = Measure(
    code="conferences_chaired",
    name="Conferences held for each chair",
    definition=(
        "Conferences held in the period that have a chair recorded, divided by the chairs "
        "who chaired any."
    ),
    numerator="Conferences held, with a chair",
    denominator="Chairs who chaired at least one",
    counted=Counted.CONFERENCES,
    source="Conferences recorded here",
    needs=FactKind.INITIAL,
    population=happened_in(FactKind.INITIAL, FactKind.REVIEW, chair__isnull=False),
    shape=Shape.MEAN,
    out_of=Base(happened_in(FactKind.INITIAL, FactKind.REVIEW, chair__isnull=False), "chair_id"),
    excludes="Conferences whose chair is not known.",
    group="Service",
    known_by=Q(kind__in=(FactKind.INITIAL, FactKind.REVIEW), chair__isnull=False),
    splits=(BY_CHAIR, BY_TYPE, *OF_A_PLACE),
)
