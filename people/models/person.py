"""Anybody with a name: a child, a family member or a professional."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Self

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import Exists, OuterRef, Q

from audit.history import History
from people.enums import SafeContact
from people.models.scope import family_ids_shut_to, family_ids_visible_to
from people.names import search_keys

if TYPE_CHECKING:
    from accounts.models import User


def full_name(given_names: str, family_name: str) -> str:
    return f"{given_names} {family_name}".strip()


class PersonQuerySet(models.QuerySet["Person"]):
    def visible_to(self, user: User, *, in_emergency: bool = True) -> Self:
        """People of any family this user may see; professionals, to everybody posted here."""
        from people.models.posting import postings_today
        from people.models.professional import Professional

        seen = _of_families_seen_by(user, in_emergency)
        if user.is_active and not user.is_system_administrator and postings_today(user):
            seen |= Q(pk__in=Professional.objects.order_by().values("pk"))
        return self.filter(seen)

    def of_families_seen_by(self, user: User, *, in_emergency: bool = True) -> Self:
        """Without those who are seen as professionals alone: of them only their work is known."""
        return self.filter(_of_families_seen_by(user, in_emergency))

    def kept_from(self, user: User, *, in_emergency: bool = True) -> Self:
        """People of whom this user is not shown where they live and how to reach them, through
        whatever other family they are seen: they belong to one that is shut to the user. A child
        of a family that is open stays open: nobody makes somebody known the child of another.

        A tie that has ended keeps it too: an end is recorded just when somebody has fled, and those
        they lived with may live there still. What such a reader hears of a danger they act
        on all the same (`people.domain.stop_writing`)."""
        from people.models.child import Child
        from people.models.relationship import Relationship

        shut = family_ids_shut_to(user, in_emergency=in_emergency)
        seen = family_ids_visible_to(user, in_emergency=in_emergency)
        as_child = Child.objects.filter(family__in=shut).order_by().values("pk")
        related = Relationship.objects.filter(child__family__in=shut).order_by().values("person")
        own = Child.objects.filter(pk=OuterRef("pk"), family__in=seen).order_by()
        return self.filter(Q(pk__in=as_child) | Q(pk__in=related)).exclude(Exists(own))

    def partly_closed_to(self, user: User) -> Self:
        """People who belong to some family that this user may not see, but for broken glass: what
        is done to the whole record (a merge) would reach it too."""
        from people.models.child import Child
        from people.models.relationship import Relationship

        open_to = family_ids_visible_to(user, in_emergency=False)
        as_child = Child.objects.filter(pk=OuterRef("pk")).exclude(family__in=open_to)
        as_relative = Relationship.objects.filter(person=OuterRef("pk"))
        closed = as_relative.exclude(child__family__in=open_to)
        return self.filter(Exists(as_child.order_by()) | Exists(closed.order_by()))

    def standing(self) -> Self:
        """Without duplicates that have been merged into somebody else."""
        return self.filter(merged_into__isnull=True)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        people: list[Any] = list(objs)
        for person in people:
            person.set_search_keys()
        return super().bulk_create(people, *args, **kwargs)


def _of_families_seen_by(user: User, in_emergency: bool) -> Q:
    from people.models.child import Child
    from people.models.relationship import Relationship

    families = family_ids_visible_to(user, in_emergency=in_emergency)
    children = Child.objects.filter(family__in=families).order_by()
    related = Relationship.objects.filter(child__family__in=families).order_by()
    return Q(pk__in=children.values("pk")) | Q(pk__in=related.values("person"))


class Person(models.Model):
    """One row for each human being, so that an audience or a recipient is always a person.

    How to reach them here is their own, as one of a family; at work, `Professional` says it.

    Which families a person belongs to is told by `Child.family` and `Relationship`.
    """

    family_name = models.CharField(max_length=100)
    given_names = models.CharField(max_length=100)
    known_as = models.CharField(max_length=100, blank=True, help_text="What they like to be called")
    date_of_birth = models.DateField(null=True, blank=True)
    telephone = models.CharField(max_length=40, blank=True)
    email = models.EmailField(blank=True)
    safe_contact = models.CharField(
        max_length=10, choices=SafeContact.choices, default=SafeContact.POST
    )
    safe_contact_note = models.CharField(max_length=300, blank=True)
    first_language = models.CharField(max_length=60, default="English")
    needs_interpreter = models.BooleanField(default=False)
    access_needs = models.CharField(max_length=300, blank=True)
    is_protected = models.BooleanField(
        default=False, help_text="Nothing that locates this person may reach anybody else"
    )
    died_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged_from"
    )
    search_keys = ArrayField(
        models.CharField(max_length=100), default=list, editable=False, help_text="people.names"
    )
    history = History(excluded_fields=["search_keys"])

    objects = PersonQuerySet.as_manager()

    class Meta:
        ordering = ["family_name", "given_names", "pk"]
        verbose_name_plural = "people"
        indexes = [GinIndex(fields=["search_keys"], name="person_search_keys")]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.set_search_keys()
        changed = kwargs.get("update_fields")
        if changed is not None:
            kwargs["update_fields"] = {*changed, "search_keys"}
        super().save(*args, **kwargs)

    def set_search_keys(self) -> None:
        self.search_keys = search_keys(f"{self.given_names} {self.family_name}", self.known_as)

    def children_concerned(self) -> list[int]:
        """The child this person is, and the children they are related to."""
        from people.models.child import Child

        mine = Q(pk=self.pk) | Q(relationships__person=self)
        return list(Child.objects.filter(mine).order_by().distinct().values_list("pk", flat=True))

    @property
    def name(self) -> str:
        return full_name(self.given_names, self.family_name)

    @property
    def called(self) -> str:
        """The name to say in the room and to print in a plan."""
        return self.known_as or self.called_at_work

    @property
    def called_at_work(self) -> str:
        """Of a professional: never the name their own family calls them by."""
        return self.given_names or self.family_name
