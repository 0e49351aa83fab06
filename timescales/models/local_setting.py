"""A local value of a rule, from a day. A later row replaces it; nothing is overwritten."""

from __future__ import annotations

from datetime import datetime
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from timescales.enums import Part, Unit
from timescales.local_values import LocalValue
from timescales.rule import Amount
from timescales.rules import rule_named

IN_WORDS = [Part.STARTS, Part.CLOSURES]


class LocalSettingQuerySet(models.QuerySet["LocalSetting"]):
    def known_at(self, moment: datetime) -> Self:
        return self.filter(set_at__lte=moment)


class LocalSetting(models.Model):
    """The default and its source are in the table of rules and shown beside this."""

    rule = models.CharField(max_length=40)
    part = models.CharField(max_length=20, choices=Part.choices)
    number = models.PositiveSmallIntegerField(null=True, blank=True)
    unit = models.CharField(max_length=20, choices=Unit.choices, blank=True)
    words = models.CharField(max_length=200, blank=True)
    effective_from = models.DateField()
    reason = models.CharField(max_length=300)
    set_by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    set_at = models.DateTimeField()

    objects = LocalSettingQuerySet.as_manager()

    class Meta:
        # The last one set for a day is the one in force (see LocalValues.in_force).
        ordering = ["rule", "part", "-effective_from", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(part__in=IN_WORDS, number__isnull=True, unit="") & ~Q(words="")
                | ~Q(part__in=IN_WORDS) & Q(number__gte=1, words="") & ~Q(unit=""),
                name="a_setting_is_an_amount_or_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.rule}: {self.value()} from {self.effective_from:%-d %B %Y}"

    @property
    def label(self) -> str:
        """The rule in the words of the table."""
        return rule_named(self.rule, on=self.effective_from).label

    def value(self) -> str:
        return self.words or str(self.amount())

    def amount(self) -> Amount | None:
        return Amount(self.number, Unit(self.unit)) if self.number else None

    def local_value(self) -> LocalValue:
        return LocalValue(
            rule=self.rule,
            part=Part(self.part),
            effective_from=self.effective_from,
            amount=self.amount(),
            words=self.words,
        )
