"""A file somebody gave us, kept in the private store."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.enums import RESTRICTED_SOURCES, Restriction, SourceKind
from people.models import Family, FamilyScopedQuerySet, Person


class UploadQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"


class Upload(models.Model):
    """Belongs to one family (quality.md, A6). The bytes are under DATA_DIR, named by `uuid`."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="uploads")
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=200, help_text="The file name as it came")
    content_type = models.CharField(max_length=100, help_text="What the bytes are")
    size = models.PositiveBigIntegerField(help_text="Bytes")
    sha256 = models.CharField(max_length=64)
    source_kind = models.CharField(
        max_length=20, choices=SourceKind.choices, default=SourceKind.DOCUMENT
    )
    restriction = models.CharField(
        max_length=10, choices=Restriction.choices, default=Restriction.NONE
    )
    is_image_only = models.BooleanField(
        default=False, help_text="Some page has no text to search: a person must read it"
    )
    read_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    read_at = models.DateTimeField(
        null=True, blank=True, help_text="When a person read the image-only pages"
    )
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    uploaded_at = models.DateTimeField(default=timezone.now)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["-uploaded_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source_kind__in=sorted(RESTRICTED_SOURCES))
                | Q(restriction=Restriction.RESTRICTED),
                name="restricted_upload_is_restricted",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_picture(self) -> bool:
        return self.content_type.startswith("image/")

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()


class UploadOpening(models.Model):
    """Who looked at the file, and when: nobody says they read what they never opened."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="openings")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["upload_id", "at"]
        indexes = [models.Index(fields=["upload", "by"], name="who_opened_a_file")]

    def __str__(self) -> str:
        return f"{self.upload} opened by {self.by}"


class UploadClearance(models.Model):
    """This person may be given this file: one recipient at a time (quality.md, A6)."""

    upload = models.ForeignKey(Upload, on_delete=models.PROTECT, related_name="clearances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["upload_id", "person_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["upload", "person"],
                condition=Q(revoked_at__isnull=True),
                name="one_standing_upload_clearance",
            )
        ]

    def __str__(self) -> str:
        return f"{self.upload} for {self.person}"
