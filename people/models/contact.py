"""That a telephone number or email address is right, and theirs: who said so, how, when."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.enums import ContactWay
from people.models.person import Person


class ContactConfirmation(models.Model):
    """Holds for this very number or address while it stands: another one must be confirmed, and
    this one again where it comes back."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="confirmations")
    way = models.CharField(max_length=10, choices=ContactWay.choices)
    value = models.CharField(max_length=254, help_text="As compared: small letters, figures only")
    at_work = models.BooleanField(default=False, help_text="As a professional, not as family")
    how = models.CharField(max_length=200)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["person_id", "-at"]

    def __str__(self) -> str:
        return f"{self.get_way_display()} of {self.person} confirmed"
