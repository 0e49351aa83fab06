"""One line of an outline plan: a passage with a kind and, for an action, who and by when."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.db import models

from audit.history import History
from people.models import FamilyScopedQuerySet, Person
from plans.enums import OPEN_ITEMS, ItemKind, ItemStatus

# It does not say who and when; an action may say who will, and by when.
UNSETTLED = models.Q(owner=None) | models.Q(due_on=None)


class PlanItemQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "passage__record__family"

    def standing(self) -> Self:
        """Whose words still stand: what is sealed or removed is nowhere, and nothing of it."""
        return self.filter(passage__sealed_at=None, passage__removed_at=None)

    def overdue(self, today: dt.date) -> Self:
        """As `PlanItem.is_overdue` says of each."""
        return self.due_by(today - dt.timedelta(days=1))

    def due_by(self, last: dt.date) -> Self:
        """Actions still to be done, or settled, whose `PlanItem.limit_on` is not after `last`."""
        due = models.Q(due_on__lte=last) | (UNSETTLED & models.Q(confirm_on__lte=last))
        return self.filter(due, kind=ItemKind.ACTION, status__in=OPEN_ITEMS)


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
    history = History()

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

    @property
    def is_settled(self) -> bool:
        """Whether it says who and when, and not only who will say so."""
        return self.owner_id is not None and self.due_on is not None

    @property
    def waits_for(self) -> list[Person]:
        """Whoever does it and, until it says who and when, whoever was to say so."""
        people = [self.owner, None if self.is_settled else self.confirm_by]
        return [person for person in people if person]

    @property
    def limit_on(self) -> dt.date | None:
        """The day of an action; until that is settled, the earlier one on which it should be."""
        days = [self.due_on, None if self.is_settled else self.confirm_on]
        return min((day for day in days if day), default=None)

    def is_overdue(self, today: dt.date) -> bool:
        """An action not done, or not settled, in time; the day itself is still in time."""
        is_running = self.kind == ItemKind.ACTION and self.is_open
        return is_running and self.limit_on is not None and self.limit_on < today

    def children_concerned(self) -> list[int]:
        return self.passage.children_concerned()

    @property
    def is_complete(self) -> bool:
        """Whether an action says who and when, or who will say so and by when."""
        if self.kind != ItemKind.ACTION:
            return True
        to_be_confirmed = self.confirm_by_id is not None and self.confirm_on is not None
        return self.is_settled or to_be_confirmed
