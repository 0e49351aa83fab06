"""Facts of small histories whose figures can be worked out by hand."""

from __future__ import annotations

import datetime as dt
from typing import Any

from django.utils import timezone

from people.models import Child
from reporting.enums import FactKind, RunState
from reporting.models import Fact, ImportRun


def make_fact(kind: FactKind, on: dt.date, *, child: Child | None = None, **fields: Any) -> Fact:
    """Known since the morning after it happened, unless told otherwise."""
    number = Fact.objects.count() + 1
    morning = timezone.make_aware(dt.datetime.combine(on + dt.timedelta(days=1), dt.time(9)))
    fields = {"key": f"made:{number}", "digest": str(number), "known_from": morning, **fields}
    if child is not None:
        fields = {"child": child, "family": child.family, "area": child.family.area, **fields}
    return Fact.objects.create(kind=kind, on=on, **fields)


def make_import(**fields: Any) -> ImportRun:
    """One that has finished."""
    fields = {"state": RunState.DONE, "finished_at": timezone.now(), **fields}
    return ImportRun.objects.create(**fields)
