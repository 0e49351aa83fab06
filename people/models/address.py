"""Where people live, and which of it must stay secret."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.history import History
from people.models.child import Child
from people.models.person import Person
from people.models.relationship import Relationship
from people.models.scope import family_ids_visible_to

if TYPE_CHECKING:
    from accounts.models import User


class Address(models.Model):
    lines = models.TextField(help_text="House and street, then town, one per line")
    postcode = models.CharField(max_length=8, blank=True)

    class Meta:
        ordering = ["postcode", "pk"]
        indexes = [models.Index(fields=["postcode"], name="address_postcode")]
        verbose_name_plural = "addresses"

    def __str__(self) -> str:
        return ", ".join([*self.lines.splitlines(), self.postcode]).strip(", ")


class ResidenceQuerySet(models.QuerySet["Residence"]):
    def visible_to(self, user: User) -> Self:
        """Homes of people in families this user may see; of nobody who belongs to one that is shut
        to them as well. Being a professional opens no home."""
        families = family_ids_visible_to(user)
        mine = self.filter(
            Q(person__in=Child.objects.filter(family__in=families).order_by().values("pk"))
            | Q(
                person__in=Relationship.objects.filter(child__family__in=families)
                .order_by()
                .values("person")
            )
        )
        return mine.exclude(person__in=Person.objects.kept_from(user).order_by().values("pk"))

    def current(self) -> Self:
        today = timezone.localdate()
        started = Q(from_on__isnull=True) | Q(from_on__lte=today)
        return self.filter(started, Q(to_on__isnull=True) | Q(to_on__gte=today))


class Residence(models.Model):
    """A person at an address, from one day to another."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="residences")
    address = models.ForeignKey(Address, on_delete=models.PROTECT, related_name="residences")
    from_on = models.DateField(null=True, blank=True)
    to_on = models.DateField(null=True, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="Nobody outside the service may learn this address"
    )
    confirmed_on = models.DateField(null=True, blank=True, help_text="Last confirmed as right")
    history = History()

    objects = ResidenceQuerySet.as_manager()

    class Meta:
        ordering = ["person_id", "-from_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(to_on__isnull=True), name="one_current_residence"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person} at {self.address}"

    def children_concerned(self) -> list[int]:
        return self.person.children_concerned()
