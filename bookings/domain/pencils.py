"""Pencilled bookings run out. One that has run out keeps nobody out, swept or not."""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction
from django.utils import timezone

from bookings.domain.steps import keep, place_of
from bookings.enums import BookingState, ReleaseReason, Step
from bookings.models import Booking


def release_expired_pencils(*, now: datetime | None = None) -> int:
    """Release every pencil that has run out; says how many. Safe to repeat, late or at once."""
    moment = now or timezone.now()
    return _release_all(Booking.objects.expired(moment), moment)


def release_expired_in(booking: Booking) -> None:
    """Release the pencils that ran out over this booking's time, so that they bar nobody."""
    moment = timezone.now()
    expired = Booking.objects.expired(moment).during(booking.during).exclude(pk=booking.pk)
    _release_all(expired, moment)


def release_expired_of(about: str) -> None:
    """Release this meeting's own pencil if it ran out, so that it can be pencilled afresh."""
    moment = timezone.now()
    _release_all(Booking.objects.expired(moment).filter(about=about), moment)


def _release_all(pencils: models.QuerySet[Booking], moment: datetime) -> int:
    return sum(_release(key, moment) for key in list(pencils.values_list("pk", flat=True)))


@transaction.atomic
def _release(key: int, moment: datetime) -> bool:
    """False when somebody else got there first."""
    pencil = Booking.objects.expired(moment).select_for_update().filter(pk=key).first()
    if pencil is None:
        return False
    before = place_of(pencil)
    pencil.state = BookingState.RELEASED
    pencil.save(update_fields=["state"])
    keep(pencil, Step.RELEASED, before=before, by=None, reason=ReleaseReason.EXPIRED)
    return True
