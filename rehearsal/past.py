"""Play a step as if it were another day, through the same domain functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

from django.apps import apps
from django.utils import timezone

from rehearsal.mail import let_mail_leave

KEPT_AS = "_get_default"  # where a field keeps whom it asks for its default
real_now = timezone.now


@contextmanager
def as_if(day: dt.date, at: dt.time = dt.time(10, 40)) -> Iterator[None]:
    """Everything that asks what time it is hears this day, a field that is now by default among
    them. For one thread, while loading. What a day has written leaves before another begins."""
    moment = timezone.make_aware(dt.datetime.combine(day, at))
    before, is_another_day = timezone.now, timezone.localdate() != day
    if is_another_day:
        let_mail_leave()
    timezone.now = lambda: moment
    fields = _dated_now() if before is real_now else ()  # inside another day they ask already
    for field in fields:
        field.__dict__[KEPT_AS] = _ask
    try:
        yield
        if is_another_day:
            let_mail_leave()
    finally:
        timezone.now = before
        for field in fields:
            del field.__dict__[KEPT_AS]


def _ask() -> dt.datetime:
    return timezone.now()


@cache
def _dated_now() -> tuple[Any, ...]:
    fields = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return tuple(field for field in fields if field.default is real_now)
