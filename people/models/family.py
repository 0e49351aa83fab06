"""A family: the children one conference may be about, and the network around them."""

from __future__ import annotations

import re
from typing import ClassVar

from django.db import models
from django.urls import reverse

from audit.history import History
from people.models.organisation import Area, Team
from people.models.scope import FamilyScopedQuerySet

THE_WORD = re.compile(r"\s+family$", re.IGNORECASE)


class FamilyQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "pk"


class Family(models.Model):
    """The unit of permission: everything sensitive belongs to one family."""

    name = models.CharField(max_length=150)
    reference = models.CharField(max_length=20, unique=True)
    area = models.ForeignKey(Area, on_delete=models.PROTECT)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    is_restricted = models.BooleanField(
        default=False, help_text="Only named people may open this family"
    )
    restricted_reason = models.CharField(max_length=300, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    history = History()

    objects = FamilyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        verbose_name_plural = "families"

    def __str__(self) -> str:
        """As people call it: "Okafor family", whether or not the word was typed."""
        return f"{self.surname} family"

    def get_absolute_url(self) -> str:
        return reverse(
            "desk:family", args=[self.pk]
        )  # by name: the page shows rooms above this one

    @property
    def surname(self) -> str:
        """What a child added to it is likely to be called."""
        return THE_WORD.sub("", self.name)

    def children_concerned(self) -> list[int]:
        return list(self.children.values_list("pk", flat=True))
