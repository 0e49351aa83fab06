"""Somebody who works with children, in our service or a partner agency."""

from __future__ import annotations

from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.history import History
from people.models.organisation import Agency, Team
from people.models.person import Person


class ProfessionalQuerySet(models.QuerySet["Professional"]):
    def to_choose(self) -> Self:
        """Who may be asked to something new: nobody who has left, or whose agency is closed."""
        here = Q(left_on__isnull=True) | Q(left_on__gte=timezone.localdate())
        return self.filter(here, agency__in_use=True)


class Professional(models.Model):
    """Where they are reached at work stands here. What stands on `person` is their own, and is
    used only where they are family (docs/adr/reached-at-work.md)."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, primary_key=True)
    agency = models.ForeignKey(Agency, on_delete=models.PROTECT)
    job_title = models.CharField(max_length=100)
    team = models.ForeignKey(Team, null=True, blank=True, on_delete=models.PROTECT)
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT
    )
    work_email = models.EmailField(blank=True)
    work_telephone = models.CharField(max_length=40, blank=True)
    work_address = models.TextField(blank=True)
    left_on = models.DateField(null=True, blank=True, help_text="Last day there")
    history = History()

    objects = ProfessionalQuerySet.as_manager()

    class Meta:
        ordering = ["person__family_name", "person__given_names", "pk"]

    def __str__(self) -> str:
        return f"{self.person}, {self.job_title}"
