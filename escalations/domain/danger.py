"""A child in danger now: the telephone first, then a row that says who was told and when."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from escalations.models import Concern, DangerCall, ResolutionForm


@dataclass(frozen=True)
class Told:
    """Who was told by telephone, and when."""

    who: str
    at: dt.datetime


@transaction.atomic
def record_danger_call(*, told: Told, of: Concern | ResolutionForm, by: User) -> DangerCall:
    """Part of a step that permits it. Raises `DomainError` without a name, or for the future."""
    if not told.who.strip():
        raise DomainError("Say who you told.", field="danger_told", rule="needed")
    if told.at > timezone.now():
        raise DomainError(
            "The time must be in the past.", field="danger_time", rule="in_the_future"
        )
    where = {"concern": of} if isinstance(of, Concern) else {"form": of}
    call = DangerCall.objects.create(
        family=of.family, told=told.who.strip(), told_at=told.at, by=by, **where
    )
    record(
        Action.CREATED,
        "escalations.danger_call",
        by=by,
        subjects=[call],
        children=of.children_concerned(),
    )
    return call
