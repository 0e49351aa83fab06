"""One line of an outline plan: a passage with a kind and, for an action, who and by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from people.models import FamilyScopedQuerySet, Person
from plans.enums import ItemKind


class PlanItemQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "passage__record__family"


class PlanItem(models.Model):
    """The words and whom they are about are the passage's; no children named: the whole family.

    An action needs an owner and a date, or who will confirm them and by when: three in four
    actions in one national sample had no date (product.md).
    """

    passage = models.OneToOneField(
        "disclosure.Passage", on_delete=models.PROTECT, primary_key=True, related_name="plan_item"
    )
    kind = models.CharField(max_length=20, choices=ItemKind.choices)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    due_on = models.DateField(null=True, blank=True)
    confirm_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    confirm_on = models.DateField(null=True, blank=True)
    history = HistoricalRecords()

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["passage_id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.passage}"

    @property
    def is_complete(self) -> bool:
        """Whether an action says who and when, or who will say so and by when."""
        if self.kind != ItemKind.ACTION:
            return True
        settled = self.owner_id is not None and self.due_on is not None
        to_be_confirmed = self.confirm_by_id is not None and self.confirm_on is not None
        return settled or to_be_confirmed
