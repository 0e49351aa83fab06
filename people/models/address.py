"""Where people live, and which of it must stay secret."""

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from people.models.person import Person


class Address(models.Model):
    lines = models.TextField(help_text="House and street, then town, one per line")
    postcode = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["postcode", "pk"]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return ", ".join([*self.lines.splitlines(), self.postcode]).strip(", ")


class Residence(models.Model):
    """A person at an address, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="residences")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="Nobody outside the service may learn this address"
    )
    confirmed_on = models.DateField(null=True, blank=True, help_text="Last confirmed as right")
    history = HistoricalRecords()

    class Meta:
        ordering = ["person_id", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(to_on__isnull=True), name="one_current_residence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.address}"
