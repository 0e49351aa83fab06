"""What the service aims at, and what others reach."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from people.models import Area


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


class ChildPopulation(models.Model):
    """How many children live in the area (mid-year estimate): what a rate per 10,000 divides by.

    Rows are never changed: the last one noted for a year counts, so that a rate asked for as it
    was known on a past day is the same for ever.
    """

    year_ending = models.DateField(help_text="31 March of the year in which it is used")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the whole service",
    )
    children = models.PositiveIntegerField(help_text="Aged 0 to 17")
    source = models.CharField(max_length=200)
    set_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    set_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["year_ending", "area_id", "set_at", "pk"]

    def __str__(self) -> str:
        return f"{self.children:,} children, {self.area or 'the whole service'}, {self.year_ending}"
