"""Rooms and sessions used."""

from django.db.models import Q

from reporting.enums import Counted, FactKind, ScopeKind
from reporting.measures.measure import Measure, Shape, happened_in
from reporting.measures.split import BY_ROOM, BY_SESSION

MEASURE = Measure(
    code="sessions_used",
    name="Room sessions used",
    definition=(
        "Of the sessions in which a conference room could have been used on working days of "
        "the period, in how many a conference was held."
    ),
    numerator="Sessions in which a conference was held",
    denominator="Rooms, times sessions, times working days since the room’s first conference",
    counted=Counted.EVENTS,
    source="Rooms and sessions recorded here",
    needs=FactKind.SESSION,
    population=happened_in(FactKind.SESSION, code__in=("used", "free")),
    hit=Q(code="used"),
    shape=Shape.PERCENT,
    high_is_good=True,
    excludes="Rooms and sessions no longer in use; closures are not taken off.",
    group="Service",
    splits=(BY_ROOM, BY_SESSION),
    not_by=frozenset({ScopeKind.AREA, ScopeKind.TEAM, ScopeKind.CHAIR}),
)
