"""Somebody on the distribution sheet of a record."""

from __future__ import annotations

from typing import ClassVar, Self

from django.db import models

from disclosure.enums import Capacity, HandoverWay, Language, Layout
from disclosure.models.record import Record
from people.models import FamilyScopedQuerySet, Person


class RecipientQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "record__family"

    def on_the_sheet(self) -> Self:
        return self.filter(taken_off_at=None)


class Recipient(models.Model):
    """Who is to get a pack, in what form and by what way."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="recipients")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    layout = models.CharField(max_length=12, choices=Layout.choices, default=Layout.STANDARD)
    language = models.CharField(max_length=2, choices=Language.choices, default=Language.ENGLISH)
    in_the_room = models.BooleanField(
        default=False, help_text="Present when it ended: the pack is handed over there"
    )
    way = models.CharField(
        max_length=16, choices=HandoverWay.choices, default=HandoverWay.IN_PERSON
    )
    taken_off_at = models.DateTimeField(
        null=True, blank=True, help_text="Put on the sheet by mistake: gets nothing"
    )

    objects = RecipientQuerySet.as_manager()

    class Meta:
        ordering = ["capacity", "person__family_name", "person__given_names", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["record", "person"], name="one_recipient_per_person")
        ]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def is_family(self) -> bool:
        return self.capacity != Capacity.PROFESSIONAL

    @property
    def called(self) -> str:
        return self.person.called if self.is_family else self.person.called_at_work

    def children_concerned(self) -> list[int]:
        return self.record.children_concerned()
