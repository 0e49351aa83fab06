"""A professional who chairs conferences."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from audit.history import History
from bookings.models.hub import Hub
from people.models import Professional


class Chair(models.Model):
    """`fte` scales the agreed caseload; the caseload itself is counted by the apps above."""

    professional = models.OneToOneField(
        Professional, on_delete=models.PROTECT, primary_key=True, related_name="chair"
    )
    fte = models.DecimalField(
        "full-time equivalent",
        max_digits=3,
        decimal_places=2,
        default=1,
        validators=[MinValueValidator(0.05), MaxValueValidator(1)],
    )
    hub = models.ForeignKey(
        Hub, null=True, blank=True, on_delete=models.PROTECT, help_text="Where they prefer to be"
    )
    in_use = models.BooleanField("chairs conferences now", default=True)
    history = History()

    class Meta:
        ordering = [
            "professional__person__family_name",
            "professional__person__given_names",
            "pk",
        ]

    def __str__(self) -> str:
        return self.professional.person.name
