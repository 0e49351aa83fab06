"""Dates and times as people type them, with messages that say which part to mend."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from typing import Any, Literal

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateformat import format as format_date

from govuk.forms.base import in_sentence, opening
from govuk.forms.widgets import DateInput, DateParts, TimeInput

When = Literal["any", "past", "past_or_today", "future", "future_or_today"]
Bound = dt.date | Callable[[], dt.date] | None

MONTHS = {
    name.lower(): number
    for names in (calendar.month_name, calendar.month_abbr)
    for number, name in enumerate(names)
    if name
} | {"sept": 9}
WHEN_RULES: dict[str, tuple[str, Callable[[dt.date, dt.date], bool]]] = {
    "past": ("must be in the past", lambda value, today: value < today),
    "past_or_today": ("must be today or in the past", lambda value, today: value <= today),
    "future": ("must be in the future", lambda value, today: value > today),
    "future_or_today": ("must be today or in the future", lambda value, today: value >= today),
}


def _resolve(bound: Bound) -> dt.date | None:
    return bound() if callable(bound) else bound


def _written(value: dt.date) -> str:
    return format_date(value, "j F Y")


class GovukDateField(forms.Field):
    """A calendar date. `when` is judged against today in Europe/London; bounds are inclusive."""

    widget = DateInput

    def __init__(
        self,
        *,
        when: When = "any",
        earliest: Bound = None,
        latest: Bound = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.when = when
        self.earliest = earliest
        self.latest = latest

    def prepare_value(self, value: Any) -> Any:
        return DateParts.of(value)

    def to_python(self, value: Any) -> dt.date | None:
        if isinstance(value, dt.datetime):
            return value.date()
        if value is None or isinstance(value, dt.date):
            return value
        parts = value if isinstance(value, DateParts) else DateParts.from_iso(str(value))
        return self._date(parts) if any(parts) else None

    def _date(self, parts: DateParts) -> dt.date:
        if missing := [name for name, text in parts._asdict().items() if not text]:
            raise self._error(f"must include a {' and '.join(missing)}", *missing)
        month = MONTHS.get(parts.month.lower()) or _number(parts.month)
        year, day = _number(parts.year), _number(parts.day)
        if not re.fullmatch(r"[0-9]{4}", parts.year):
            raise self._error("must have a year of 4 numbers, like 2026", "year")
        try:
            return dt.date(year, month, day)
        except ValueError:
            raise self._error("must be a real date", *_wrong_parts(day, month)) from None

    def _error(self, rest: str, *parts: str) -> ValidationError:
        where = parts or DateParts._fields
        return ValidationError(
            f"{opening(str(self.label or 'Date'))} {rest}", "invalid", {"parts": where}
        )

    def validate(self, value: dt.date | None) -> None:
        super().validate(value)
        if value is None:
            return
        if self.when != "any":
            words, holds = WHEN_RULES[self.when]
            if not holds(value, timezone.localdate()):
                raise self._error(words)
        earliest, latest = _resolve(self.earliest), _resolve(self.latest)
        if earliest and value < earliest:
            raise self._error(f"must be on or after {_written(earliest)}")
        if latest and value > latest:
            raise self._error(f"must be on or before {_written(latest)}")

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True


def _number(text: str) -> int:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else 0


def _wrong_parts(day: int, month: int) -> tuple[str, ...]:
    wrong = [name for name, ok in (("day", 1 <= day <= 31), ("month", 1 <= month <= 12)) if not ok]
    return tuple(wrong)


TIME = re.compile(r"(?P<hour>[0-9]{1,2})(?:[:.]?(?P<minute>[0-9]{2}))?\s*(?P<half>[ap]\.?m\.?)?")
NAMED_TIMES = {"midday": dt.time(12), "noon": dt.time(12), "midnight": dt.time(0)}


def read_time(text: str) -> dt.time | None:
    """The time a person typed, or None when it is not one, or could be two."""
    text = text.strip().lower()
    if text in NAMED_TIMES:
        return NAMED_TIMES[text]
    match = TIME.fullmatch(text)
    if not match or (match["minute"] is None and match["half"] is None):
        return None
    hour, minute, half = int(match["hour"]), int(match["minute"] or 0), match["half"]
    if half:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    elif hour < 7 and len(match["hour"]) == 1:
        return None  # '2:30' is more likely half past two in the afternoon: ask, never guess
    return dt.time(hour, minute) if hour < 24 and minute < 60 else None


class GovukTimeField(forms.Field):
    """A time of day. '2:30' is refused: it must say am, pm or 14:30."""

    widget = TimeInput

    def to_python(self, value: Any) -> dt.time | None:
        if value is None or isinstance(value, dt.time):
            return value
        if not str(value).strip():
            return None
        if (found := read_time(str(value))) is None:
            label = in_sentence(str(self.label or "time"))
            raise ValidationError(f"Enter {label} like 9:30am, 2:30pm or 14:30", "invalid")
        return found

    def has_changed(self, initial: Any, data: Any) -> bool:
        try:
            return self.to_python(data) != self.to_python(initial)
        except ValidationError:
            return True
