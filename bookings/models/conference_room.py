"""A room in which a conference can be held."""

from django.db import models

from audit.history import History
from bookings.models.hub import Hub


class ConferenceRoom(models.Model):
    hub = models.ForeignKey(Hub, on_delete=models.PROTECT, related_name="rooms")
    name = models.CharField(max_length=60)
    capacity = models.PositiveSmallIntegerField(help_text="People who can sit at the table")
    hybrid_equipment = models.BooleanField(
        default=False, help_text="Screen, camera and microphones for people who join from elsewhere"
    )
    step_free = models.BooleanField("step-free access", default=False)
    hearing_loop = models.BooleanField(default=False)
    separate_waiting = models.BooleanField(
        default=False, help_text="People who must not meet can arrive, wait and leave apart"
    )
    in_use = models.BooleanField(default=True)
    history = History()

    class Meta:
        ordering = ["hub__name", "name"]
        constraints = [
            models.UniqueConstraint(fields=["hub", "name"], name="one_room_of_a_name_in_a_hub")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.hub}"
