"""A child, born or not yet born."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse

from audit.history import History
from people.enums import Disability, Ethnicity, PupilNumberUnknown, Sex
from people.models.family import Family
from people.models.person import Person
from people.models.scope import FamilyScopedQuerySet

if TYPE_CHECKING:
    from accounts.models import User


class ChildQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def standing(self) -> Self:
        """Without duplicates that have been merged into another child."""
        return self.filter(person__merged_into__isnull=True)

    def visible_to(self, user: User) -> Self:
        return super().visible_to(user).standing()


class Child(models.Model):
    """What the service and the census must know of a child (domain.md, section 10)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="children")
    local_id = models.CharField(max_length=20, unique=True)
    nhs_number = models.CharField(max_length=10, blank=True)
    mother_nhs_number = models.CharField(
        max_length=10,
        blank=True,
        help_text="Under which CP-IS keeps the plan until the birth (domain.md, section 11)",
    )
    upn = models.CharField("unique pupil number", max_length=13, blank=True)
    former_upn = models.CharField("former unique pupil number", max_length=13, blank=True)
    upn_unknown = models.CharField(
        "why there is no pupil number",
        max_length=3,
        choices=PupilNumberUnknown.choices,
        blank=True,
    )
    sex = models.CharField(max_length=1, choices=Sex.choices, default=Sex.UNKNOWN)
    gender = models.CharField(max_length=60, blank=True, help_text="In the child's own words")
    expected_on = models.DateField(null=True, blank=True, help_text="Expected date of birth")
    birth_order = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="For twins and more: 1, 2, 3"
    )
    ethnicity = models.CharField(max_length=4, choices=Ethnicity.choices, default=Ethnicity.NOBT)
    disabilities = ArrayField(
        models.CharField(max_length=4, choices=Disability.choices), default=list, blank=True
    )
    school = models.CharField(max_length=150, blank=True)
    history = History()

    objects = ChildQuerySet.as_manager()

    class Meta:
        ordering = ["person__date_of_birth", "birth_order", "pk"]
        verbose_name_plural = "children"
        constraints = [
            models.UniqueConstraint(
                fields=["nhs_number"], condition=~Q(nhs_number=""), name="one_child_per_nhs_number"
            ),
            models.UniqueConstraint(
                fields=["upn"], condition=~Q(upn=""), name="one_child_per_pupil_number"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person)

    def get_absolute_url(self) -> str:
        return reverse("desk:child", args=[self.pk])  # by name: the page shows rooms above this one

    @property
    def is_unborn(self) -> bool:
        person = self.person
        expected = person.date_of_birth is None and self.expected_on is not None
        return expected and person.died_on is None

    @property
    def why_no_upn(self) -> str:
        """The code, for a child without a number: a number that is known needs no reason."""
        return "" if self.upn else self.upn_unknown

    def children_concerned(self) -> list[int]:
        return [self.pk]
