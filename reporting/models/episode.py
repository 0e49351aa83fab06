"""What the case system holds and this one does not run: referrals, assessments, s47 enquiries.

Kept for the measures and for the census (domain.md, section 10). Only an import writes them. A date
that was missing stays missing.
"""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.db import models

from audit.history import History
from conferences.models import ConferenceChild
from people.models import Child, FamilyScopedQuerySet


class EpisodeQuerySet(FamilyScopedQuerySet):
    family_path = "child__family"


class Episode(models.Model):
    """A row of the case system, by its own id there."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="+")
    source_id = models.CharField(max_length=100, unique=True)
    team_name = models.CharField(max_length=150, blank=True)

    objects = EpisodeQuerySet.as_manager()
    history = History(inherit=True)

    class Meta:
        abstract = True

    def children_concerned(self) -> list[int]:
        return [self.child_id]


class Referral(Episode):
    """A child in need episode: from referral to closure (ssd_cin_episodes)."""

    referred_on = models.DateField(null=True, blank=True)
    source_code = models.CharField(max_length=10, blank=True)
    primary_need = models.CharField(max_length=10, blank=True)
    no_further_action = models.BooleanField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)
    close_reason = models.CharField(max_length=10, blank=True)

    class Meta:
        ordering = ["child_id", "referred_on", "pk"]

    def __str__(self) -> str:
        return f"Referral {self.source_id}"


class Assessment(Episode):
    """ssd_cin_assessments."""

    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="assessments"
    )
    started_on = models.DateField(null=True, blank=True)
    authorised_on = models.DateField(null=True, blank=True)
    child_seen = models.BooleanField(null=True, blank=True)
    no_further_action = models.BooleanField(null=True, blank=True)
    factors = ArrayField(models.CharField(max_length=10), default=list, blank=True)

    class Meta:
        ordering = ["child_id", "started_on", "pk"]

    def __str__(self) -> str:
        return f"Assessment {self.source_id}"


class ChildInNeedPlan(Episode):
    """ssd_cin_plans."""

    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="plans"
    )
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["child_id", "started_on", "pk"]

    def __str__(self) -> str:
        return f"Child in need plan {self.source_id}"


class Section47Enquiry(Episode):
    """ssd_s47_enquiry. It starts with the strategy discussion that initiated it: ICPC day 0."""

    referral = models.ForeignKey(
        Referral, null=True, blank=True, on_delete=models.PROTECT, related_name="enquiries"
    )
    started_on = models.DateField(null=True, blank=True)
    ended_on = models.DateField(null=True, blank=True)
    no_further_action = models.BooleanField(null=True, blank=True)
    conference_not_required = models.BooleanField(null=True, blank=True)
    led_to = models.ForeignKey(
        ConferenceChild,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="The child's initial conference that followed",
    )

    class Meta:
        ordering = ["child_id", "started_on", "pk"]
        verbose_name = "section 47 enquiry"
        verbose_name_plural = "section 47 enquiries"

    def __str__(self) -> str:
        return f"Section 47 enquiry {self.source_id}"
