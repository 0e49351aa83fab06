"""What was done to a booking, by whom and why. Never changed: measures count these rows."""

from django.conf import settings
from django.db import models

from bookings.enums import MoveReason, ReleaseReason, Step
from bookings.models.booking import Booking
from bookings.models.chair import Chair
from bookings.models.conference_room import ConferenceRoom
from bookings.models.minute_taker import MinuteTaker


class BookingMove(models.Model):
    """One step. `from_*` is where the booking was, `to_*` where it is; empty means nowhere."""

    booking = models.ForeignKey(Booking, on_delete=models.PROTECT, related_name="moves")
    step = models.CharField(max_length=15, choices=Step.choices)
    reason = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    from_starts_at = models.DateTimeField(null=True)
    from_room = models.ForeignKey(
        ConferenceRoom, null=True, on_delete=models.PROTECT, related_name="+"
    )
    from_chair = models.ForeignKey(Chair, null=True, on_delete=models.PROTECT, related_name="+")
    from_minute_taker = models.ForeignKey(
        MinuteTaker, null=True, on_delete=models.PROTECT, related_name="+"
    )
    to_starts_at = models.DateTimeField(null=True)
    to_room = models.ForeignKey(
        ConferenceRoom, null=True, on_delete=models.PROTECT, related_name="+"
    )
    to_chair = models.ForeignKey(Chair, null=True, on_delete=models.PROTECT, related_name="+")
    to_minute_taker = models.ForeignKey(
        MinuteTaker, null=True, on_delete=models.PROTECT, related_name="+"
    )
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty when the sweep released a pencil that ran out",
    )
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["booking_id", "pk"]
        indexes = [models.Index(fields=["step", "at"], name="booking_move_step")]

    def __str__(self) -> str:
        return f"{self.booking}: {self.get_step_display()}"

    @property
    def reason_words(self) -> str:
        """The coded reason and the note, for people."""
        labels = dict([*MoveReason.choices, *ReleaseReason.choices])
        return ". ".join(filter(None, [str(labels.get(self.reason, "")), self.note]))
