"""Months counted once and kept in step with the facts, for pages that show years of them.

A copy (docs/adr/figures.md): counting the facts anew must give the same, and a test compares them.
"""

from __future__ import annotations

from django.db import models

from reporting.enums import ScopeKind


class Rollup(models.Model):
    """How many facts one measure counts in one month, for the service or one area, team or chair.
    Where there is no row, there are none."""

    measure = models.CharField(max_length=40)
    scope_kind = models.CharField(max_length=10, choices=ScopeKind.choices)
    scope_id = models.BigIntegerField(help_text="Of the area, team or chair; 0 for the service")
    month = models.DateField(help_text="Its first day")
    whole = models.IntegerField(help_text="Of a percentage: what it is out of")
    hits = models.IntegerField(help_text="Those of them in the numerator")
    full_time = models.IntegerField(
        null=True, help_text="Of a mean for each full-time chair: hundredths of full time"
    )

    class Meta:
        # In the order in which pages ask: some months of one scope, or of all areas.
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "scope_kind", "month", "scope_id"],
                name="a_month_is_rolled_up_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.measure} {self.month:%Y-%m}: {self.hits} of {self.whole}"


class RolledUp(models.Model):
    """Of which days the months of one measure are kept; without a row, of none."""

    measure = models.CharField(max_length=40, unique=True)
    first_on = models.DateField(help_text="First day of the first month")
    until_on = models.DateField(help_text="Last day counted: its month may still run")
    since_on = models.DateField(
        null=True, help_text="First day of what can be counted; empty: there is nothing"
    )
    definition = models.CharField(max_length=32, help_text="Digest of how it was counted")

    class Meta:
        verbose_name_plural = "rolled up"

    def __str__(self) -> str:
        return f"{self.measure} from {self.first_on} to {self.until_on}"
