"""A passage: a few sentences, whom they are about, who said them, who may be given them."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import connection, models
from django.db.models import Q
from django.utils import timezone

from disclosure.enums import RESTRICTED_SOURCES, Basis, Language, Restriction, SourceKind
from disclosure.models.record import Record
from disclosure.models.upload import Upload
from people.models import FamilyScopedQuerySet, Person

if TYPE_CHECKING:
    from accounts.models import User


class PassageQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "record__family"

    def unsealed(self) -> Self:
        """What any screen, pack, history view or export may be made of."""
        return self.filter(sealed_at__isnull=True)

    def live(self) -> Self:
        """Unsealed and not removed."""
        return self.unsealed().filter(removed_at__isnull=True)

    def cleared_for(self, person_id: int) -> Self:
        """Default deny: only passages with a standing clearance that names this person."""
        standing = PassageClearance.objects.standing().filter(person_id=person_id)
        return self.filter(pk__in=standing.values("passage_id"))


class Passage(models.Model):
    """`version` counts texts; `seq` is the record-wide number of the last change of any kind."""

    record = models.ForeignKey(Record, on_delete=models.PROTECT, related_name="passages")
    uuid = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    heading = models.CharField(max_length=60, help_text="Opaque key of the heading it stands under")
    text = models.TextField()
    about = models.ManyToManyField(
        Person, related_name="+", blank=True, help_text="Whom it is about; nobody: the whole family"
    )
    said_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    source_kind = models.CharField(
        max_length=20, choices=SourceKind.choices, default=SourceKind.SAID
    )
    upload = models.ForeignKey(
        Upload, null=True, blank=True, on_delete=models.PROTECT, related_name="passages"
    )
    restriction = models.CharField(
        max_length=10, choices=Restriction.choices, default=Restriction.NONE
    )
    part_key = models.CharField(
        max_length=60, blank=True, help_text="Opaque: the part of the meeting it was said in"
    )
    position = models.BigIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)
    seq = models.BigIntegerField()
    conflict_with = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="conflicts",
        help_text="Two people changed this one at once; both texts are kept",
    )
    addendum_to = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="addenda"
    )
    carried_from = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="carried_to",
        help_text="The same words in the record they were first said in",
    )
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField(default=timezone.now)
    spoken_at = models.DateTimeField(null=True, blank=True)
    removed_at = models.DateTimeField(null=True, blank=True)
    sealed_at = models.DateTimeField(null=True, blank=True)

    objects = PassageQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        indexes = [models.Index(fields=["record", "seq"], name="passage_changes")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(source_kind__in=sorted(RESTRICTED_SOURCES))
                | Q(restriction=Restriction.RESTRICTED),
                name="restricted_source_is_restricted",
            )
        ]

    def __str__(self) -> str:
        return f"{self.heading} {self.uuid}"

    @property
    def is_restricted(self) -> bool:
        """Restricted itself, or taken from a restricted upload."""
        return self.restriction == Restriction.RESTRICTED or (
            self.upload is not None and self.upload.restriction == Restriction.RESTRICTED
        )

    @property
    def is_live(self) -> bool:
        """As `PassageQuerySet.live` says of each."""
        return self.sealed_at is None and self.removed_at is None

    def children_concerned(self) -> list[int]:
        return self.record.children_concerned()


GRANT = """INSERT INTO "disclosure_passageclearance"
    (passage_id, person_id, basis, granted_by_id, at)
    SELECT %s, person, basis, %s, %s FROM unnest(%s::bigint[], %s::text[]) AS given (person, basis)
    ON CONFLICT (passage_id, person_id) WHERE revoked_at IS NULL DO NOTHING
"""


class PassageClearanceQuerySet(models.QuerySet["PassageClearance"]):
    def standing(self) -> Self:
        return self.filter(revoked_at__isnull=True)

    def grant(self, passage: Passage, audience: Mapping[int, Basis], *, by: User) -> None:
        """Whoever has it already keeps it on the basis they have it.

        One statement for a room full of people: it runs with every sentence that is said.
        """
        if audience:
            people, bases = list(audience), list(audience.values())
            with connection.cursor() as cursor:
                cursor.execute(GRANT, (passage.pk, by.pk, timezone.now(), people, bases))


class PassageClearance(models.Model):
    """This person may be given this passage. No row, no passage."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="clearances")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    basis = models.CharField(max_length=20, choices=Basis.choices)
    granted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = PassageClearanceQuerySet.as_manager()

    class Meta:
        ordering = ["passage_id", "person_id", "at"]
        constraints = [
            models.UniqueConstraint(
                fields=["passage", "person"],
                condition=Q(revoked_at__isnull=True),
                name="one_standing_clearance",
            )
        ]

    def __str__(self) -> str:
        return f"{self.passage} for {self.person}"


class PassageTranslation(models.Model):
    """One version of a passage in another language, beside the words as they were said."""

    passage = models.ForeignKey(Passage, on_delete=models.PROTECT, related_name="translations")
    version = models.PositiveIntegerField(help_text="The version of the passage it translates")
    language = models.CharField(max_length=2, choices=Language.choices)
    text = models.TextField()
    translator = models.CharField(max_length=200)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["passage_id", "language", "-version", "-pk"]

    def __str__(self) -> str:
        return f"{self.passage} in {self.get_language_display()}"
