"""A parent's or child's complaint about a conference, stage by stage."""

from __future__ import annotations

import datetime as dt
import uuid

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from conferences.models import Conference
from escalations.enums import (
    COMPLAINT_OVER,
    Complainant,
    ComplaintState,
    Finding,
    Ground,
)
from people.models import Agency, Area, Child, Family, FamilyScopedQuerySet, Person, Team


class Complaint(models.Model):
    """Separate from the statutory complaints procedure (London PA8), from dissent and from
    Resolution Forms. The decision stands meanwhile, and nothing here can change it."""

    key = models.UUIDField(default=uuid.uuid4, unique=True)
    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="+")
    conference = models.ForeignKey(Conference, on_delete=models.PROTECT, related_name="+")
    children = models.ManyToManyField(Child, related_name="+")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    made_as = models.CharField(max_length=10, choices=Complainant.choices)
    made_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    nominee = models.CharField(max_length=200, blank=True, help_text="Who complains for them")
    grounds = ArrayField(models.CharField(max_length=10, choices=Ground.choices))
    words = models.TextField("the complaint, as they said it")
    received_on = models.DateField()
    late_because = models.TextField(
        blank=True, help_text="Why it was taken after the local limit for complaining"
    )
    state = models.CharField(
        max_length=15, choices=ComplaintState.choices, default=ComplaintState.WITH_CHAIR
    )
    passed_to = models.ForeignKey(
        Agency, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    finding = models.CharField(max_length=10, choices=Finding.choices, blank=True)
    panel_on = models.DateField(null=True, blank=True)
    reconvened = models.ForeignKey(
        Conference, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    outcome = models.TextField(blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(auto_now_add=True)
    over_at = models.DateTimeField(null=True, blank=True)

    objects = FamilyScopedQuerySet.as_manager()

    class Meta:
        ordering = ["-received_on", "-pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(grounds=[]), name="a_complaint_has_a_ground"),
            models.CheckConstraint(
                condition=Q(state__in=COMPLAINT_OVER, over_at__isnull=False)
                | ~Q(state__in=COMPLAINT_OVER) & Q(over_at__isnull=True),
                name="a_complaint_that_is_over_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state=ComplaintState.RECONVENING) | Q(reconvened__isnull=False),
                name="a_conference_held_again_is_named",
            ),
        ]
        indexes = [models.Index(fields=["family", "-received_on"], name="complaint_by_family")]

    def __str__(self) -> str:
        return f"Complaint {self.pk}"

    @property
    def who(self) -> str:
        """Who complains: the nominee, with whom they complain for."""
        for_whom = str(self.made_by or "")
        return f"{self.nominee} for {for_whom}" if self.nominee else for_whom

    @property
    def raised_at(self) -> dt.datetime:
        return self.recorded_at

    @property
    def about(self) -> str:
        """The opaque key that messages hold."""
        return f"complaint:{self.pk}"

    @property
    def is_over(self) -> bool:
        return self.state in COMPLAINT_OVER

    def ground_labels(self) -> list[str]:
        return [str(Ground(ground).label) for ground in self.grounds]

    def children_concerned(self) -> list[int]:
        return [child.pk for child in self.children.all()]
