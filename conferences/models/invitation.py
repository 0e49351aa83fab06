"""What one person was told about a conference, and how."""

from __future__ import annotations

import uuid
from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models

from conferences.enums import Capacity, Instead, InvitationKind, PartKind
from conferences.models.part import Part
from conferences.models.participant import Participant
from people.enums import SafeContact
from people.models import FamilyScopedQuerySet


class InvitationQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "participant__conference__family"


class Invitation(models.Model):
    """Never changed but for `told_on`. One person, one message: no attendee list.

    It covers the parts this person takes part in, and says nothing of the others. `sequence`
    counts what was sent to this person about this conference (iCalendar SEQUENCE).
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="invitations"
    )
    parts = models.ManyToManyField(Part, related_name="invitations")
    kind = models.CharField(max_length=10, choices=InvitationKind.choices)
    instead = models.CharField(
        max_length=10,
        choices=Instead.choices,
        default=Instead.NEW_DAY,
        help_text="Of a cancellation: what this person was told to expect",
    )
    way = models.CharField(max_length=10, choices=SafeContact.choices)
    sequence = models.PositiveSmallIntegerField(default=0)
    token = models.UUIDField(default=uuid.uuid4, unique=True)
    entry = models.UUIDField(
        default=uuid.uuid4,
        null=True,
        editable=False,
        help_text="The UID of its calendar entry; none: it was sent with the token",
    )
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    address = models.TextField(blank=True, help_text="Where it goes, confirmed again as it leaves")
    told_on = models.DateField(
        null=True, blank=True, help_text="When somebody told them by telephone or by hand"
    )
    told_by = models.CharField(max_length=200, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    objects = InvitationQuerySet.as_manager()

    class Meta:
        ordering = ["participant_id", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["participant", "sequence"], name="invitations_in_order")
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} to {self.participant}"

    @property
    def key(self) -> str:
        """The key of its message in the outbox: sent once, however often it is asked for."""
        return f"invitation:{self.pk}"

    @property
    def told_until(self) -> datetime | None:
        """The end this person is told. In a split conference only agencies are: for others it may
        be where the time of somebody begins whom they must not meet."""
        conference = self.participant.conference
        is_split = conference.parts.filter(kind=PartKind.ONE_PARENT).exists()
        is_agency = self.participant.capacity == Capacity.AGENCY
        return None if is_split and not is_agency else self.ends_at

    def children_concerned(self) -> list[int]:
        return self.participant.children_concerned()
