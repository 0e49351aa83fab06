"""The named parts of the day in which conferences start: a local setting."""

from django.db import models
from django.db.models import F, Q

from audit.history import History
from govuk.times import clock_hours


class SessionTime(models.Model):
    name = models.CharField(max_length=40, unique=True)
    starts = models.TimeField()
    ends = models.TimeField()
    in_use = models.BooleanField(default=True)
    history = History()

    class Meta:
        ordering = ["starts", "ends"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="session_ends_after")
        ]

    def __str__(self) -> str:
        return f"{self.name}, {clock_hours(self.starts, self.ends)}"
