"""Words that were filed where they do not belong, and what was done."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.models.pack import Pack
from disclosure.models.passage import Passage
from disclosure.models.record import Record
from disclosure.models.upload import Upload
from people.models import FamilyScopedQuerySet


class BreachQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "record__family"


class Breach(models.Model):
    """Written when a passage or a document is sealed. Never repeats the words."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="breaches")
    passages = models.ManyToManyField(Passage, related_name="breaches")
    uploads = models.ManyToManyField(Upload, related_name="breaches")
    packs = models.ManyToManyField(Pack, related_name="breaches", help_text="Packs that held them")
    reason = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = BreachQuerySet.as_manager()

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "breaches"

    def __str__(self) -> str:
        return f"Breach of {self.at:%d/%m/%Y} in {self.record}"

    def children_concerned(self) -> list[int]:
        return self.record.children_concerned()
