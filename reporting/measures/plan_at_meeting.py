"""Outline plan handed over at the meeting."""

from django.db.models import Q

from reporting.enums import Counted, FactKind
from reporting.measures.measure import Measure, Shape, due_in, has
from reporting.measures.split import OF_A_PLACE

MEASURE = Measure(
    code="plan_at_meeting",
    name="Outline plans given to everybody on the day of the meeting",
    definition=(
        "Of the conferences whose limit for giving out the outline plan fell in the period, "
        "for how many everybody had it on the day of the conference itself."
    ),
    numerator="Conferences whose plans were all out on the day",
    denominator="Conferences whose limit for giving out the plan fell in the period",
    counted=Counted.EVENTS,
    source="Birmingham annual report 2022/23",
    needs=FactKind.DUTY,
    population=due_in("plan_out"),
    hit=has("same_day"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Conferences held on paper or imported, which do not say.",
    group="Timeliness",
    splits=OF_A_PLACE,
    known_by=Q(kind=FactKind.DUTY, code="plan_out"),
)
