"""A return that was asked for, the file that was made, and what its checks found."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from people.models import Child, FamilyScopedQuerySet
from reporting.returns.enums import FindingSeverity, ReturnKind, ReturnState


class ReturnRun(models.Model):
    """One making of one file. `children` are all it names, so that handing it out is audited."""

    kind = models.CharField(max_length=10, choices=ReturnKind.choices)
    as_at = models.DateField(help_text="For the census: the 31 March it is about")
    state = models.CharField(
        max_length=10, choices=ReturnState.choices, default=ReturnState.WAITING
    )
    done = models.PositiveIntegerField(default=0, help_text="Children written so far")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(auto_now_add=True)
    began_at = models.DateTimeField(null=True, blank=True)
    made_at = models.DateTimeField(null=True, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    children = ArrayField(models.BigIntegerField(), default=list, blank=True)
    errors = models.PositiveIntegerField(default=0)
    queries = models.PositiveIntegerField(default=0)
    not_checkable = models.JSONField(
        default=dict, blank=True, help_text="Rule: children it could not be asked about"
    )
    problem = models.CharField(max_length=300, blank=True, help_text="Why it could not be made")

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}, {self.as_at:%-d %B %Y}"

    @property
    def year(self) -> int:
        day: dt.date = self.as_at
        return day.year

    @property
    def is_ready(self) -> bool:
        """Made, and no rule says that it would be refused."""
        return self.state == ReturnState.MADE and not self.errors


class ReturnFindingQuerySet(FamilyScopedQuerySet):
    """A finding about the whole authority belongs to no child, and is not seen through this."""

    family_path: ClassVar[str] = "child__family"


class ReturnFinding(models.Model):
    """One place where one rule is broken. `about` names the record, as plan:12."""

    run = models.ForeignKey(ReturnRun, on_delete=models.CASCADE, related_name="findings")
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    rule = models.CharField(max_length=10)
    severity = models.CharField(max_length=1, choices=FindingSeverity.choices)
    about = models.CharField(max_length=120, blank=True)

    objects = ReturnFindingQuerySet.as_manager()

    class Meta:
        ordering = ["severity", "rule", "pk"]

    def __str__(self) -> str:
        return f"{self.rule}{self.severity} {self.about}"

    def children_concerned(self) -> list[int]:
        return [self.child_id] if self.child_id else []
