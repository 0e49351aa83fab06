"""A death in a family, or a pregnancy that ended: what must stop at once, and until when."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from people.enums import BereavementKind
from people.models.family import Family
from people.models.person import Person
from people.models.scope import FamilyScopedQuerySet


class BereavementQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def standing(self) -> Self:
        """Without those recorded by mistake."""
        return self.filter(taken_back_at__isnull=True)

    def holding(self) -> Self:
        """Nobody has agreed yet how to be in touch with the family."""
        return self.standing().filter(contact_agreed_at__isnull=True)

    def to_look_over(self) -> Self:
        """Of somebody who was not a child here: duties go on, and no manager has looked yet."""
        return self.standing().filter(looked_over_at__isnull=True, person__child__isnull=True)


class Bereavement(models.Model):
    """One row for each family the person belongs to. Nothing is written to the family until
    somebody who knows them has agreed how to be in touch."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="bereavements")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=BereavementKind.choices)
    happened_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    contact_agreed_at = models.DateTimeField(null=True, blank=True)
    contact_agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    contact_note = models.CharField(max_length=500, blank=True)
    looked_over_at = models.DateTimeField(
        null=True, blank=True, help_text="When a manager looked at what goes on"
    )
    looked_over_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    looked_over_note = models.CharField(max_length=500, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)
    taken_back_reason = models.CharField(max_length=300, blank=True)

    objects = BereavementQuerySet.as_manager()

    class Meta:
        ordering = ["-happened_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"],
                condition=Q(taken_back_at__isnull=True),
                name="one_bereavement_of_a_person",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.person}"

    @property
    def about(self) -> str:
        """How deadlines name what stopped them."""
        return f"bereavement:{self.pk}"

    @property
    def is_holding(self) -> bool:
        return self.contact_agreed_at is None and self.taken_back_at is None

    @property
    def is_to_look_over(self) -> bool:
        standing = self.taken_back_at is None and self.looked_over_at is None
        return standing and not hasattr(self.person, "child")

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()
