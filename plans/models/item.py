"""One line of an outline plan: a passage with a kind and, for an action, who and by when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.db import models
from simple_history.models import HistoricalRecords

from people.models import FamilyScopedQuerySet, Person
from plans.enums import OPEN_ITEMS, ItemKind, ItemStatus


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
    status = models.CharField(
        max_length=12, choices=ItemStatus.choices, default=ItemStatus.NOT_STARTED
    )
    root = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The item this one was first, in an earlier record",
    )
    history = HistoricalRecords()

    objects = PlanItemQuerySet.as_manager()

    class Meta:
        ordering = ["passage_id"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.passage}"

    @property
    def lineage(self) -> int:
        """The same in every record this item was carried through."""
        return self.root_id or self.pk

    @property
    def is_open(self) -> bool:
        return self.status in OPEN_ITEMS

    def is_overdue(self, today: dt.date) -> bool:
        """An action not done whose day has passed; the day itself is still in time."""
        is_action = self.kind == ItemKind.ACTION
        return is_action and self.is_open and self.due_on is not None and self.due_on < today

    def children_concerned(self) -> list[int]:
        return self.passage.children_concerned()

    @property
    def is_complete(self) -> bool:
        """Whether an action says who and when, or who will say so and by when."""
        if self.kind != ItemKind.ACTION:
            return True
        settled = self.owner_id is not None and self.due_on is not None
        to_be_confirmed = self.confirm_by_id is not None and self.confirm_on is not None
        return settled or to_be_confirmed
