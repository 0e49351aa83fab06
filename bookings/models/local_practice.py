"""The numbers this service has agreed for itself. Each is a local default, not law."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from audit.history import History


class LocalPractice(models.Model):
    """One row. `current()` gives it, or the defaults when nobody has changed any."""

    set_up_minutes = models.PositiveSmallIntegerField(
        default=15, help_text="The room is held this long before people arrive"
    )
    turn_round_minutes = models.PositiveSmallIntegerField(
        default=15, help_text="The room is held this long after the meeting"
    )
    meet_family_minutes = models.PositiveSmallIntegerField(
        default=30, help_text="The chair meets the family this long before the conference"
    )
    travel_minutes = models.PositiveSmallIntegerField(
        default=30, help_text="Between hubs, for somebody with two meetings on a day"
    )
    pencil_working_days = models.PositiveSmallIntegerField(
        default=2, help_text="A pencilled booking not confirmed by then is released"
    )
    late_search_working_days = models.PositiveSmallIntegerField(
        default=5, help_text="How far past the due date to look, so that the cost can be seen"
    )
    agreed_caseload = models.PositiveSmallIntegerField(
        default=85, help_text="Children for each full-time chair"
    )
    history = History()

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="one_local_practice")]
        verbose_name_plural = "local practice"

    def __str__(self) -> str:
        return "Local practice for bookings"

    @classmethod
    def current(cls) -> LocalPractice:
        return cls.objects.filter(pk=1).first() or cls(pk=1)
