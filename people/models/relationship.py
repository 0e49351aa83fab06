"""Who somebody is to a child, and what that means for telling them things."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.history import History
from people.enums import RelationshipKind
from people.models.child import Child
from people.models.person import Person
from people.models.scope import FamilyScopedQuerySet


class RelationshipQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__family"

    def current(self) -> Self:
        today = timezone.localdate()
        return self.filter(
            Q(from_on__isnull=True) | Q(from_on__lte=today),
            Q(to_on__isnull=True) | Q(to_on__gte=today),
        )


class Relationship(models.Model):
    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="relationships")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="relationships")
    kind = models.CharField(max_length=20, choices=RelationshipKind.choices)
    parental_responsibility = models.BooleanField(default=False)
    lives_with = models.BooleanField("lives with the child", default=False)
    must_not_be_told = models.BooleanField(
        default=False, help_text="This person must be told nothing about the child"
    )
    poses_risk = models.BooleanField(
        default=False, help_text="Alleged to have caused harm, or said to pose a risk"
    )
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    history = History()

    objects = RelationshipQuerySet.as_manager()

    class Meta:
        ordering = ["child_id", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["child", "person"], name="one_relationship_each")
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()} of {self.child}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]
