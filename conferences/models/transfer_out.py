"""A child on our plan who has moved: what we asked of the receiving authority, what came of it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from audit.history import History
from people.models import FamilyScopedQuerySet
from plans.models import Plan


class TransferOutQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "plan__child__family"

    def open(self) -> Self:
        """Nobody has confirmed it or called it off, and our plan has not ended otherwise."""
        rows = self.filter(held_on__isnull=True, called_off_at__isnull=True)
        return rows.filter(plan__ended_on__isnull=True, plan__voided_at__isnull=True)


class TransferOut(models.Model):
    """Our plan runs on until the receiving authority has held its conference (Norfolk)."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="transfers_out")
    authority = models.CharField("receiving authority", max_length=200)
    contact = models.CharField(max_length=300, help_text="Who is responsible there")
    asked_on = models.DateField(help_text="When our written notification went to them")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    their_conference_on = models.DateField(
        null=True, blank=True, help_text="The day they gave for their conference"
    )
    held_on = models.DateField(null=True, blank=True, help_text="When they held it")
    confirmed_by = models.CharField(max_length=200, blank=True, help_text="Who there told us so")
    confirmed_on = models.DateField(null=True, blank=True)
    called_off_at = models.DateTimeField(null=True, blank=True)
    called_off_because = models.CharField(max_length=300, blank=True)
    history = History()

    objects = TransferOutQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["plan"],
                condition=Q(held_on__isnull=True, called_off_at__isnull=True),
                name="one_open_transfer_out",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True) | Q(called_off_at__isnull=True),
                name="a_transfer_out_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, confirmed_by="")
                | Q(held_on__isnull=False) & ~Q(confirmed_by=""),
                name="somebody_there_confirmed_it",
            ),
        ]

    def __str__(self) -> str:
        return f"Transfer to {self.authority}"

    @property
    def about(self) -> str:
        """How its deadline names it."""
        return f"transfer_out:{self.pk}"

    @property
    def is_open(self) -> bool:
        """As `TransferOutQuerySet.open`."""
        plan_is_open = self.plan.ended_on is None and self.plan.voided_at is None
        return plan_is_open and not self.is_settled

    @property
    def is_settled(self) -> bool:
        return self.held_on is not None or self.called_off_at is not None

    def children_concerned(self) -> list[int]:
        return [self.plan.child_id]
