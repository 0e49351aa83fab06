"""What must be put right by itself: pencils that ran out, limits that moved, quorums in doubt.

Each may run twice, late, or after days of silence, with the same end.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils import timezone

from bookings.domain.office_calendar import office_calendar
from conferences import notices
from conferences.domain.limits import clock_of
from conferences.domain.moved_limits import moved_limits
from conferences.domain.opening import keep_earliest
from conferences.domain.quorum import forecast
from conferences.domain.steps import locked
from conferences.enums import WITHOUT_OUTCOME, ConferenceState
from conferences.models import Conference, ConferenceChild, ConferenceStep
from timescales.domain import today_in_london

WARN_WORKING_DAYS_BEFORE = 2  # product.md: a warning two days before


def put_back_expired_pencils() -> int:
    """Conferences whose pencilled slot ran out need a date again. Says how many."""
    rows = Conference.objects.filter(state=ConferenceState.PENCILLED).values_list("pk", flat=True)
    return sum(_put_back(pk) for pk in list(rows))


@transaction.atomic
def _put_back(pk: int) -> bool:
    from conferences.domain.booking import holds_its_slot

    row = Conference.objects.select_for_update(of=["self"]).get(pk=pk)
    if row.state != ConferenceState.PENCILLED or holds_its_slot(row):
        return False
    maker = row.steps.filter(to_state=ConferenceState.PENCILLED).last()
    assert maker is not None, "somebody pencilled it"
    ConferenceStep.objects.create(
        conference=row,
        from_state=ConferenceState.PENCILLED,
        to_state=ConferenceState.TO_BOOK,
        reason="The pencilled slot was not confirmed in time",
        by=maker.by,
    )
    row.state, row.booking = ConferenceState.TO_BOOK, None
    row.save()
    return True


def refresh_limits() -> int:
    """A calendar that changed moves the clocks; the limits shown on conferences follow them."""
    return sum(_refresh(row) for row in moved_limits())


def _moved_to(row: ConferenceChild) -> date | None:
    """The day its clock gives by now, where that is another one than the row has."""
    clock = clock_of(row)
    if clock is None or not clock.is_open or clock.due_on == row.due_on:
        return None
    return clock.due_on


@transaction.atomic
def _refresh(row: ConferenceChild) -> bool:
    """Held and read again: since it was listed it may have been booked, vacated or begun."""
    conference = locked(row.conference)
    now = conference.children.filter(pk=row.pk, conference__state__in=WITHOUT_OUTCOME).first()
    moved_to = _moved_to(now) if now else None
    if now is None or moved_to is None:
        return False
    now.due_on = moved_to
    now.save(update_fields=["due_on"])
    keep_earliest(conference)
    return True


def warn_of_doubtful_quorums() -> int:
    """Two working days before, tell the chair's office when too few agencies mean to come."""
    today = today_in_london()
    last = office_calendar().add_working_days(today, WARN_WORKING_DAYS_BEFORE)
    ends = timezone.make_aware(datetime.combine(last + timedelta(days=1), time.min))
    coming = Conference.objects.filter(
        state=ConferenceState.BOOKED,
        booking__starts_at__gt=timezone.now(),
        booking__starts_at__lt=ends,
    ).select_related("family", "booking")
    doubtful = [row for row in coming if not forecast(row).is_quorate]
    for row in doubtful:
        assert row.booking is not None, "asked for by its booking's time"
        notices.quorum_doubtful(row, on_day=f"{timezone.localtime(row.booking.starts_at):%Y-%m-%d}")
    return len(doubtful)
