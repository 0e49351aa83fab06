"""Play a step as if it were another day, through the same domain functions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager

from django.utils import timezone


@contextmanager
def as_if(day: dt.date, at: dt.time = dt.time(10, 40)) -> Iterator[None]:
    """Everything that asks what time it is hears this day. For one thread, while loading."""
    moment = timezone.make_aware(dt.datetime.combine(day, at))
    real = timezone.now
    timezone.now = lambda: moment
    try:
        yield
    finally:
        timezone.now = real
