"""The question that a page, a picture or a sheet of figures answers."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from urllib.parse import urlencode

from django.utils import timezone

from reporting.period import Period
from reporting.scope import WHOLE_SERVICE, Scope


@dataclass(frozen=True)
class Asked:
    """What a page of figures is about."""

    period: Period
    scope: Scope = WHOLE_SERVICE
    known_day: dt.date | None = None
    known_at: dt.datetime | None = None  # a moment of that day, as that a year was frozen at

    @property
    def known_on(self) -> dt.datetime | None:
        """That moment, else the end of that day; None is now."""
        if self.known_day is None or self.known_at is not None:
            return self.known_at
        return timezone.make_aware(dt.datetime.combine(self.known_day, dt.time.max))

    @property
    def words(self) -> str:
        """As in a sentence: October 2026, North."""
        whose = "the whole service" if self.scope == WHOLE_SERVICE else self.scope.name
        known = f", as known on {self.known_day:%-d %B %Y}" if self.known_day else ""
        return f"{self.period}, {whose}{known}"

    @property
    def query(self) -> str:
        values = {"period": self.period.code, "scope": scope_code(self.scope)}
        if self.known_day:
            values["known_on"] = self.known_day.isoformat()
        if self.known_at:
            values["known_at"] = self.known_at.isoformat()
        return urlencode(values)


def scope_code(scope: Scope) -> str:
    return scope.kind.value if scope.pk is None else f"{scope.kind.value}-{scope.pk}"
