"""Calendar months in SQL, as the rules count them: 30 November and 3 months is 28 February."""

from __future__ import annotations

from typing import Any

from django.db.models import DateField, F, Func, Q, Value

from reporting.period import Period


class MonthsLater(Func):
    """A day some calendar months after another (PostgreSQL clamps to the end of a month)."""

    output_field = DateField()

    def __init__(self, day: Any, months: int) -> None:
        super().__init__(day, template=f"(%(expressions)s + interval '{int(months)} months')::date")


def ran_at_least(months: int, period: Period) -> Q:
    """Had run so many calendar months by its end, or by the last day of the period."""
    return Q(on__lte=MonthsLater(Value(period.last), -months)) & Q(
        Q(until__isnull=True) | Q(until__gte=MonthsLater(F("on"), months))
    )
