"""Dates and times as GOV.UK writes them: 3 March 2026, 2:30pm."""

from __future__ import annotations

import datetime as dt
from typing import TypeVar

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date

from govuk.times import clock_time

register = template.Library()
Day = TypeVar("Day", dt.date, dt.datetime)


@register.filter
def govuk_date(value: dt.date | dt.datetime | None) -> str:
    """3 March 2026. A moment is shown in Europe/London."""
    return format_date(_local(value), "j F Y") if value else ""


@register.filter
def govuk_day(value: dt.date | dt.datetime | None) -> str:
    """Tuesday 3 March 2026."""
    return format_date(_local(value), "l j F Y") if value else ""


@register.filter
def govuk_time(value: dt.time | dt.datetime | None) -> str:
    """9:30am, 2pm, midday, midnight."""
    if value is None:
        return ""
    return clock_time(_local(value) if isinstance(value, dt.datetime) else value)


@register.filter
def govuk_datetime(value: dt.datetime | None) -> str:
    """3 March 2026 at 2:30pm."""
    return f"{govuk_date(value)} at {govuk_time(value)}" if value else ""


def _local(value: Day) -> Day:
    if isinstance(value, dt.datetime) and timezone.is_aware(value):
        return timezone.localtime(value)
    return value
