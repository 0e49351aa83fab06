"""Somebody is away: record it, and see at once which bookings it hits. Moves nothing itself."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain.errors import BookingClosed, ReasonNeeded
from bookings.domain.permission import require
from bookings.domain.queries import bookings_hit_by
from bookings.enums import AbsenceKind
from bookings.models import Absence, Booking
from bookings.rules import may_record_absence_of
from people.models import Professional


@dataclass(frozen=True, slots=True)
class AbsenceRecorded:
    """`hit` are the bookings that now need another chair, minute-taker or date."""

    absence: Absence
    hit: list[Booking]


def record_absence(
    *,
    professional: Professional,
    kind: AbsenceKind,
    starts_at: datetime,
    ends_at: datetime | None,
    by: User,
) -> AbsenceRecorded:
    """Record leave, sickness or training; no `ends_at` means until further notice.

    The same absence twice is recorded once. Raises `NotAllowed`, `ReasonNeeded` for an end before
    the start or leave without an end.
    """
    _permit(professional, by)
    if ends_at is not None and ends_at <= starts_at:
        raise ReasonNeeded("The last day must be the same as or after the first day.", field="to")
    if ends_at is None and kind != AbsenceKind.SICKNESS:
        raise ReasonNeeded("Say when they are back. Only sickness may be left open.", field="to")
    with transaction.atomic():
        during = DateTimeTZRange(starts_at, ends_at)
        same = Absence.objects.in_force().filter(
            professional=professional, kind=kind, during=during
        )
        absence = same.first()
        if absence is None:
            absence = Absence.objects.create(
                professional=professional, kind=kind, during=during, recorded_by=by
            )
            record(Action.CREATED, "bookings.record_absence", by=by, subjects=[absence])
    return AbsenceRecorded(absence, bookings_hit_by(absence))


def end_absence(*, absence: Absence, ends_at: datetime, by: User) -> Absence:
    """They are back, sooner or later than thought. Raises `NotAllowed`, `ReasonNeeded`."""
    _permit(absence.professional, by)
    with transaction.atomic():
        row = _locked(absence)
        if ends_at <= row.during.lower:
            raise ReasonNeeded("They cannot be back before they left.", field="to")
        row.during = DateTimeTZRange(row.during.lower, ends_at)
        row.save(update_fields=["during"])
        record(Action.CHANGED, "bookings.end_absence", by=by, subjects=[row])
        return row


def withdraw_absence(*, absence: Absence, by: User) -> Absence:
    """It was recorded by mistake, or the leave was cancelled. Raises `NotAllowed`."""
    _permit(absence.professional, by)
    with transaction.atomic():
        row = _locked(absence)
        row.withdrawn_at = timezone.now()
        row.save(update_fields=["withdrawn_at"])
        record(Action.CHANGED, "bookings.withdraw_absence", by=by, subjects=[row])
        return row


def _permit(professional: Professional, by: User) -> None:
    require(
        may_record_absence_of(by, professional),
        by=by,
        verb="bookings.record_absence",
        to="record this person’s absence",
        subject=professional,
    )


def _locked(absence: Absence) -> Absence:
    row = Absence.objects.select_for_update().get(pk=absence.pk)
    if row.withdrawn_at is not None:
        raise BookingClosed("This absence has already been withdrawn.")
    return row
