"""A slot taken for one meeting: a room, a chair and perhaps a minute-taker, for a time."""

from __future__ import annotations

from datetime import date, datetime
from typing import Self

from django.conf import settings
from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import BigIntegerRangeField, DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Func, Q, Value
from django.utils import timezone
from psycopg2.extras import DateTimeTZRange

from bookings.enums import OPEN, TAKES_THE_SLOT, BookingState
from bookings.models.chair import Chair
from bookings.models.conference_room import ConferenceRoom
from bookings.models.minute_taker import MinuteTaker
from bookings.models.session_time import SessionTime
from bookings.optimiser import SlotChoice


def never_twice(column: str, name: str) -> ExclusionConstraint:
    """No two bookings that take their slot share this room or person at the same time.

    The id is written as a range of one, because GiST compares plain integers only with the
    btree_gist extension, which the embedded PostgreSQL does not have (design.md, section 4).
    An empty id would be the range of every id, so nobody's slot must be left out.
    """
    as_range = Func(
        F(column),
        F(column),
        Value("[]"),
        function="int8range",
        output_field=BigIntegerRangeField(),
    )
    return ExclusionConstraint(
        name=name,
        expressions=[(as_range, RangeOperators.OVERLAPS), ("during", RangeOperators.OVERLAPS)],
        condition=Q(state__in=list(TAKES_THE_SLOT), **{f"{column}__isnull": False}),
    )


class BookingQuerySet(models.QuerySet["Booking"]):
    def taking_their_slot(self) -> Self:
        """Those that keep others out; a pencil that has run out keeps nobody out."""
        return self.filter(state__in=TAKES_THE_SLOT).exclude(self._expired(timezone.now()))

    def expired(self, now: datetime) -> Self:
        return self.filter(self._expired(now))

    def during(self, period: DateTimeTZRange) -> Self:
        return self.filter(during__overlap=period)

    def with_names(self) -> Self:
        return self.select_related(
            "room__hub",
            "session",
            "chair__professional__person",
            "minute_taker__professional__person",
        )

    @staticmethod
    def _expired(now: datetime) -> Q:
        return Q(state=BookingState.PENCILLED, pencilled_until__lte=now)


class Booking(models.Model):
    """Knows no family: `about` is a word of the app above, such as conference:12.

    `starts_at` and `ends_at` are what people are told; `during` adds the time for setting up,
    for the chair to meet the family and for turning the room round. `need` is the `SlotNeed` it
    was booked for, so that a new slot can be proposed when this one falls through.
    """

    about = models.CharField(max_length=100)
    room = models.ForeignKey(ConferenceRoom, on_delete=models.PROTECT, related_name="bookings")
    chair = models.ForeignKey(Chair, on_delete=models.PROTECT, related_name="bookings")
    minute_taker = models.ForeignKey(
        MinuteTaker, null=True, blank=True, on_delete=models.PROTECT, related_name="bookings"
    )
    session = models.ForeignKey(SessionTime, on_delete=models.PROTECT, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    during = DateTimeRangeField()
    state = models.CharField(max_length=10, choices=BookingState.choices)
    pencilled_until = models.DateTimeField(null=True, blank=True)
    due_on = models.DateField(help_text="The last day that keeps the law or local practice")
    late_reason = models.TextField(blank=True, help_text="Why it is booked after its due date")
    need = models.JSONField()
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = BookingQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        indexes = [models.Index(fields=["starts_at"], name="booking_starts")]
        constraints = [
            never_twice("room", "no_room_twice"),
            never_twice("chair", "no_chair_twice"),
            never_twice("minute_taker", "no_minute_taker_twice"),
            models.UniqueConstraint(
                fields=["about"], condition=Q(state__in=list(OPEN)), name="one_open_booking_each"
            ),
            models.CheckConstraint(
                condition=Q(during__startswith__lte=F("starts_at"))
                & Q(during__endswith__gte=F("ends_at"))
                & Q(ends_at__gt=F("starts_at")),
                name="booking_covers_its_meeting",
            ),
            models.CheckConstraint(
                condition=~Q(state=BookingState.PENCILLED) | Q(pencilled_until__isnull=False),
                name="a_pencil_runs_out",
            ),
            models.CheckConstraint(
                condition=Q(minute_taker__isnull=True) | ~Q(minute_taker=F("chair")),
                name="the_chair_does_not_take_minutes",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.room}, {timezone.localtime(self.starts_at):%Y-%m-%d %H:%M}"

    @property
    def day(self) -> date:
        """The day in England."""
        return timezone.localdate(self.starts_at)

    @property
    def choice(self) -> SlotChoice:
        """Where the booking is, as the optimiser knows it."""
        return SlotChoice(
            self.day, self.session_id, self.room_id, self.chair_id, self.minute_taker_id
        )

    @property
    def is_taking_its_slot(self) -> bool:
        return self.state in TAKES_THE_SLOT and not self.is_expired

    @property
    def is_expired(self) -> bool:
        """A pencil that has run out, whether or not the sweep has come by."""
        until = self.pencilled_until
        return (
            self.state == BookingState.PENCILLED and until is not None and until <= timezone.now()
        )
