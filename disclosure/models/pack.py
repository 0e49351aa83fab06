"""A pack: one document for one named recipient."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from disclosure.enums import CHANGEABLE, Language, Layout, PackKind, PackState
from disclosure.models.operation import Operation
from disclosure.models.passage import Passage, PassageTranslation
from disclosure.models.recipient import Recipient
from disclosure.models.record import Record
from disclosure.models.upload import Upload
from people.models import FamilyScopedQuerySet


class PackQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "record__family"


class Pack(models.Model):
    """`content` is the projection for this recipient: only words they may have.

    `left_out` holds which passages are absent and why, never their words. `sha256` names the
    bytes that were checked, cleared and handed over.
    """

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="packs")
    recipient = models.ForeignKey(Recipient, on_delete=models.PROTECT, related_name="packs")
    kind = models.CharField(max_length=20, choices=PackKind.choices)
    about = models.CharField(max_length=60, blank=True, help_text="Opaque: which child's page")
    layout = models.CharField(max_length=12, choices=Layout.choices)
    language = models.CharField(max_length=2, choices=Language.choices)
    upload = models.ForeignKey(
        Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="packs"
    )
    version = models.PositiveIntegerField(default=1)
    replaces = models.OneToOneField(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="replaced_by"
    )
    state = models.CharField(
        max_length=20, choices=PackState.choices, default=PackState.DRAFT, db_index=True
    )
    content = models.JSONField(default=dict)
    left_out = models.JSONField(default=list)
    fingerprint = models.CharField(max_length=64, help_text="sha256 of content and form")
    rendered_fingerprint = models.CharField(max_length=64, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    pages = models.PositiveSmallIntegerField(default=0)
    rendered_at = models.DateTimeField(null=True, blank=True)
    checked_sha256 = models.CharField(max_length=64, blank=True)
    checked_at = models.DateTimeField(null=True, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now)
    awaiting_since = models.DateTimeField(null=True, blank=True)
    cleared_at = models.DateTimeField(null=True, blank=True)
    released_at = models.DateTimeField(null=True, blank=True)
    released_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    released_without_clearance_reason = models.TextField(blank=True)
    recalled_at = models.DateTimeField(null=True, blank=True)
    recall_reason = models.TextField(blank=True)
    interpreter = models.CharField(max_length=200, blank=True, help_text="Who read it through")
    interpreter_read_at = models.DateTimeField(null=True, blank=True)

    objects = PackQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["recipient", "kind", "about", "upload"],
                condition=Q(state__in=sorted(CHANGEABLE)),
                nulls_distinct=False,
                name="one_pack_in_preparation",
            )
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def number(self) -> str:
        return f"P-{self.pk:06d}"

    @property
    def is_queued(self) -> bool:
        """It waits for a second person: to leave at all, or in another way than in the room."""
        if self.state == PackState.RELEASED:
            taken_upon = self.cleared_at or self.released_without_clearance_reason
            return self.awaiting_since is not None and not taken_upon
        return bool(self.state == PackState.AWAITING_CLEARANCE)

    @property
    def is_rendered(self) -> bool:
        """The bytes on disk are the bytes of the content as it is now."""
        return bool(self.sha256) and self.rendered_fingerprint == self.fingerprint

    @property
    def state_in_words(self) -> str:
        """Made and checked, a pack still in preparation waits for somebody to read it."""
        if self.state == PackState.DRAFT and self.is_checked:
            return "Ready to read and release"
        return self.get_state_display()

    @property
    def is_checked(self) -> bool:
        return self.is_rendered and self.checked_sha256 == self.sha256

    @property
    def passage_uuids(self) -> list[UUID]:
        """The passages whose words are in it."""
        sections = self.content.get("sections", [])
        return [UUID(item["passage"]) for section in sections for item in section["items"]]

    def author_ids(self) -> frozenset[int]:
        """Whoever built it, or wrote, changed or translated any of its words (user ids).

        The reasons of a decision and of a dissent are printed too, and are no passages: whoever
        wrote such things in the record counts.
        """
        ours = Q(passage__uuid__in=self.passage_uuids)
        writers = Operation.objects.filter(ours | Q(passage=None, record=self.record_id))
        first = Passage.objects.filter(uuid__in=self.passage_uuids)
        translators = PassageTranslation.objects.filter(ours, language=self.language)
        return frozenset(
            {self.created_by_id}
            | ({self.upload.uploaded_by_id} if self.upload else set())
            | set(writers.values_list("by_id", flat=True).distinct())
            | set(first.values_list("author_id", flat=True).distinct())
            | set(translators.values_list("entered_by_id", flat=True).distinct())
        )

    def children_concerned(self) -> list[int]:
        return self.record.children_concerned()
