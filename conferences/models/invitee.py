"""Somebody the requester asks to be invited."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from conferences.enums import Capacity
from conferences.models.request import ConferenceRequest
from people.models import Agency, FamilyScopedQuerySet, Person


class RequestedInviteeQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "request__family"


class RequestedInvitee(models.Model):
    request = models.ForeignKey(
        ConferenceRequest, on_delete=models.CASCADE, related_name="people_to_invite"
    )
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    direct_contact = models.BooleanField(default=False)

    objects = RequestedInviteeQuerySet.as_manager()

    class Meta:
        ordering = ["request_id", "capacity", "pk"]
        constraints = [models.UniqueConstraint(fields=["request", "person"], name="asked_for_once")]

    def __str__(self) -> str:
        return str(self.person)
