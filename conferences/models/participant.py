"""Somebody who is asked to a conference."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from audit.history import History
from conferences.enums import AttendanceMode, Capacity, Joining
from conferences.models.conference import Conference
from people.models import Agency, FamilyScopedQuerySet, Person


class ParticipantQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "conference__family"


class Participant(models.Model):
    conference = models.ForeignKey(
        Conference, on_delete=models.PROTECT, related_name="participants"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    joining = models.CharField(max_length=12, choices=Joining.choices, default=Joining.IN_PERSON)
    direct_contact = models.BooleanField(
        default=False, help_text="Has direct contact with the child or family: counts for quorum"
    )
    parent_consents = models.BooleanField(
        null=True, blank=True, help_text="For an observer: whether the parents agreed"
    )
    invited_at = models.DateTimeField(null=True, blank=True)
    report_asked_on = models.DateField(null=True, blank=True)
    report_due_on = models.DateField(null=True, blank=True)
    report_received_on = models.DateField(null=True, blank=True)
    report_shared_on = models.DateField(
        null=True, blank=True, help_text="When the report was shared with the family"
    )
    report_shared_with = models.CharField(
        max_length=200, blank=True, help_text="Who of the family was shown it"
    )
    comes_to_core_group = models.BooleanField(
        null=True,
        blank=True,
        help_text="For a relative who was kept apart: whether the chair said so",
    )
    history = History()

    objects = ParticipantQuerySet.as_manager()

    class Meta:
        ordering = ["conference_id", "capacity", "person__family_name", "pk"]
        constraints = [models.UniqueConstraint(fields=["conference", "person"], name="asked_once")]

    def __str__(self) -> str:
        return str(self.person)

    @property
    def called(self) -> str:
        is_family = self.capacity == Capacity.FAMILY
        return self.person.called if is_family else self.person.called_at_work

    @property
    def is_excluded(self) -> bool:
        """From every part they were asked to."""
        return {row.mode for row in self.attendances.all()} == {AttendanceMode.EXCLUDED}

    def children_concerned(self) -> list[int]:
        return self.conference.children_concerned()
