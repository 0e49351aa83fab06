"""A professional who takes the minutes of conferences. There are too few of them."""

from django.db import models

from audit.history import History
from bookings.models.hub import Hub
from people.models import Professional


class MinuteTaker(models.Model):
    professional = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="minute_taker"
    )
    hub = models.ForeignKey(
        Hub, null=True, blank=True, on_delete=models.PROTECT, help_text="Where they prefer to be"
    )
    in_use = models.BooleanField("takes minutes now", default=True)
    history = History()

    class Meta:
        ordering = [
            "professional__person__family_name",
            "professional__person__given_names",
            "pk",
        ]

    def __str__(self) -> str:
        return self.professional.person.name
