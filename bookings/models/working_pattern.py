"""When somebody works: one row for each stretch of each weekday."""

from django.db import models
from django.db.models import F, Q

from audit.history import History
from bookings.enums import Weekday
from govuk.times import clock_hours
from people.models import Professional


class WorkingPattern(models.Model):
    professional = models.ForeignKey(
        Professional, on_delete=models.PROTECT, related_name="working_patterns"
    )
    weekday = models.PositiveSmallIntegerField(choices=Weekday.choices)
    starts = models.TimeField()
    ends = models.TimeField()
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="Last day")
    history = History()

    class Meta:
        ordering = ["professional_id", "from_on", "weekday", "starts"]
        constraints = [
            models.CheckConstraint(condition=Q(ends__gt=F("starts")), name="pattern_ends_after"),
            models.CheckConstraint(
                condition=Q(to_on__isnull=True) | Q(to_on__gte=F("from_on")),
                name="pattern_in_force_forwards",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()} {clock_hours(self.starts, self.ends)}"
