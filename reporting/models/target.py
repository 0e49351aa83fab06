"""What the service aims at, and what others reach."""

from __future__ import annotations

from django.conf import settings
from django.db import models


class Target(models.Model):
    """A target with the day from which it holds; the one before it ends the day before."""

    measure = models.CharField(max_length=60, help_text="The code of the measure")
    from_on = models.DateField()
    value = models.DecimalField(max_digits=9, decimal_places=2)
    tolerance_low = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    tolerance_high = models.DecimalField(max_digits=9, decimal_places=2, null=True, blank=True)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["measure", "from_on"]
        constraints = [
            models.UniqueConstraint(fields=["measure", "from_on"], name="one_target_from_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.measure} from {self.from_on:%-d %B %Y}: {self.value}"


class Comparator(models.Model):
    """A published figure of somebody else, from an imported table."""

    measure = models.CharField(max_length=60, help_text="The code of the measure")
    year_ending = models.DateField(help_text="31 March of that year")
    name = models.CharField(max_length=100, help_text="As England, South East, neighbours")
    value = models.DecimalField(max_digits=12, decimal_places=2)
    source = models.CharField(max_length=200)

    class Meta:
        ordering = ["measure", "year_ending", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "year_ending", "name"], name="one_comparator_a_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, {self.measure}, {self.year_ending:%Y}: {self.value}"
