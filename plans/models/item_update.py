"""What was done about an item of the plan: each change of its status, with the evidence."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models

from people.models import FamilyScopedQuerySet
from plans.enums import ItemStatus
from plans.models.core_group import CoreGroup
from plans.models.item import PlanItem


class ItemUpdateQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "item__passage__record__family"

    def standing(self) -> Self:
        """Of items whose own words still stand."""
        return self.filter(item__passage__sealed_at=None, item__passage__removed_at=None)


class ItemUpdate(models.Model):
    """Never changed: the latest is the item's status. `words` are the evidence, or the reason."""

    item = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="updates")
    status = models.CharField(max_length=12, choices=ItemStatus.choices)
    on = models.DateField()
    words = models.OneToOneField(
        "disclosure.Passage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    core_group = models.ForeignKey(
        CoreGroup, null=True, blank=True, on_delete=models.PROTECT, related_name="item_updates"
    )
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = ItemUpdateQuerySet.as_manager()

    class Meta:
        ordering = ["item_id", "on", "pk"]

    def __str__(self) -> str:
        return f"{self.get_status_display()} on {self.on:%-d %B %Y}"

    @property
    def said(self) -> str:
        """The evidence or the reason, where the words still stand."""
        return self.words.text if self.words and self.words.is_live else ""
