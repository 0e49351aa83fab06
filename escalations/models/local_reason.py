"""What a service has changed in the coded list of reasons."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from escalations.enums import Theme
from escalations.reasons import Reason


class LocalReason(models.Model):
    """A reason of our own; or, with the code of one that comes with the list, its replacement."""

    code = models.SlugField(max_length=40, unique=True)
    label = models.CharField(max_length=120)
    theme = models.CharField(max_length=12, choices=Theme.choices)
    from_on = models.DateField("first day", null=True, blank=True)
    to_on = models.DateField("last day", null=True, blank=True)
    why = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(from_on__isnull=True)
                | Q(to_on__isnull=True)
                | Q(to_on__gte=F("from_on")),
                name="a_reason_ends_after_it_starts",
            )
        ]

    def __str__(self) -> str:
        return self.label

    def reason(self) -> Reason:
        return Reason(
            self.code, self.label, Theme(self.theme), "Local list", self.from_on, self.to_on
        )
