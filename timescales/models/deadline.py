"""A duty with a date: which rule, about whom, since when, until when, met when."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from people.models.child import Child
from people.models.family import Family
from people.models.scope import FamilyScopedQuerySet
from timescales.due import Dates
from timescales.enums import Unit
from timescales.rule import Amount

LONGEST_REASON = 300
OPEN = Q(met_on__isnull=True, withdrawn_at__isnull=True)


class DeadlineQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def open(self) -> Self:
        return self.filter(OPEN)

    def overdue(self, *, today: date) -> Self:
        """Open and past its date. The due day itself is still in time."""
        return self.open().filter(due_on__lt=today)


class Deadline(models.Model):
    """Its subject is a child, a family, or neither; `about` names the occasion for the caller.

    `family` is always the child's family where there is a child: the database keeps the two
    together (composite foreign key, on update cascade), because who may see it hangs on that.
    The owner is a role on the case, resolved when read.
    """

    rule = models.CharField(max_length=40)
    child = models.ForeignKey(Child, null=True, blank=True, on_delete=models.PROTECT)
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.PROTECT, db_index=False
    )
    about = models.CharField(max_length=80, blank=True)
    owner_role = models.CharField(max_length=30, blank=True)
    started_on = models.DateField()
    dates = models.JSONField(default=dict, blank=True)
    due_on = models.DateField()
    provisional = models.BooleanField(default=False)
    met_on = models.DateField(null=True, blank=True)
    met_by = models.CharField(max_length=80, blank=True)
    late_reason = models.TextField(blank=True)
    settled_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.CharField(max_length=LONGEST_REASON, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects = DeadlineQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["rule", "child", "family", "about"],
                nulls_distinct=False,
                name="one_deadline_per_rule_subject_and_occasion",
            ),
            models.CheckConstraint(
                condition=Q(child__isnull=True) | Q(family__isnull=False),
                name="a_childs_deadline_has_the_family",
            ),
            models.CheckConstraint(
                condition=Q(met_on__isnull=True) | Q(withdrawn_at__isnull=True),
                name="not_both_met_and_withdrawn",
            ),
        ]
        indexes = [
            # The lists people live in read open rows only: flat however long the history is (P2).
            models.Index(
                fields=["family", "owner_role", "due_on"], condition=OPEN, name="open_by_family"
            ),
            models.Index(fields=["due_on"], condition=OPEN, name="open_by_due_date"),
            models.Index(fields=["family", "due_on"], name="all_by_family"),
        ]

    def __str__(self) -> str:
        return f"{self.rule} due {self.due_on:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        return self.met_on is None and self.withdrawn_at is None

    @property
    def is_late(self) -> bool:
        """Met after its date. The due day itself is in time."""
        return self.met_on is not None and self.met_on > self.due_on

    def clock_dates(self) -> Dates:
        """The named dates this clock runs from, out of the stored ones."""
        return Dates(start=self.started_on, **_read(self.dates))

    def children_concerned(self) -> list[int]:
        """For the audit: the child, or every child of the family."""
        if self.child_id is not None:
            return [self.child_id]
        return self.family.children_concerned() if self.family else []


def stored(dates: Dates) -> dict[str, str]:
    """The named dates but the start, as they are kept. The SQL that re-dates reads the same."""
    named = {"to": dates.to, "birth": dates.birth, "start_at": dates.start_at}
    kept = {name: value.isoformat() for name, value in named.items() if value}
    if dates.own_limit:
        kept["own_limit"] = f"{dates.own_limit.number} {dates.own_limit.unit.value}"
    return kept


def _read(kept: dict[str, str]) -> dict[str, Any]:
    readers = {
        "to": date.fromisoformat,
        "birth": date.fromisoformat,
        "start_at": datetime.fromisoformat,
        "own_limit": _limit,
    }
    return {name: readers[name](value) for name, value in kept.items()}


def _limit(kept: str) -> Amount:
    number, unit = kept.split(" ")
    return Amount(int(number), Unit(unit))
