"""One child's plan, from the conference that made it to the review that ends it."""

from __future__ import annotations

from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from people.models import Child, FamilyScopedQuerySet, Person
from plans.enums import Category, EndReason, PlanKind


class PlanQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "child__family"

    def open(self) -> Self:
        return self.filter(ended_on__isnull=True, voided_at__isnull=True)

    def child_protection(self) -> Self:
        """Our own child protection plans: another authority's temporary plan is not ours."""
        return self.filter(kind=PlanKind.CHILD_PROTECTION, is_temporary=False)

    def of_another_authority(self) -> Self:
        """Kept apart from ours: never counted, never reviewed here (Annex A list 7)."""
        return self.filter(kind=PlanKind.CHILD_PROTECTION, is_temporary=True)


class Plan(models.Model):
    """A child protection plan starts on the date of its conference (census rule 2885)."""

    child = models.ForeignKey(Child, on_delete=models.PROTECT, related_name="plans")
    kind = models.CharField(max_length=20, choices=PlanKind.choices)
    record = models.ForeignKey("disclosure.Record", on_delete=models.PROTECT, related_name="plans")
    opened_by = models.CharField(max_length=60, help_text="Opaque, as conference:12")
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    end_reason = models.CharField(max_length=20, choices=EndReason.choices, blank=True)
    end_authorised_by = models.CharField(max_length=200, blank=True)
    category_initial = models.CharField(max_length=3, choices=Category.choices, blank=True)
    category_latest = models.CharField(max_length=3, choices=Category.choices, blank=True)
    constituent_categories = ArrayField(
        models.CharField(max_length=3, choices=Category.choices), default=list, blank=True
    )
    risk_outside_home = models.BooleanField(default=False)
    is_temporary = models.BooleanField(
        default=False, help_text="Another authority's plan, while the child stays here"
    )
    authority = models.CharField(
        max_length=200, blank=True, help_text="Whose plan it is, when it is not ours"
    )
    taken_over_by = models.CharField(
        max_length=200, blank=True, help_text="The authority whose conference ended our plan"
    )
    lead_worker = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_by = models.CharField(
        max_length=200, blank=True, help_text="Who agreed to a plan that is not child protection"
    )
    first_meeting_on = models.DateField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_reason = models.TextField(blank=True)
    history = HistoricalRecords()

    objects = PlanQuerySet.as_manager()

    class Meta:
        ordering = ["child_id", "started_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(
                    kind=PlanKind.CHILD_PROTECTION,
                    is_temporary=False,
                    ended_on__isnull=True,
                    voided_at__isnull=True,
                ),
                name="one_open_protection_plan",
            ),
            models.UniqueConstraint(
                fields=["child"],
                condition=Q(is_temporary=True, ended_on__isnull=True, voided_at__isnull=True),
                name="one_open_plan_of_another",
            ),
            models.CheckConstraint(
                condition=Q(is_temporary=True) ^ Q(authority=""), name="authority_of_a_temporary"
            ),
            models.CheckConstraint(
                condition=Q(ended_on__isnull=True) | Q(ended_on__gte=F("started_on")),
                name="plan_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.child} from {self.started_on:%-d %B %Y}"

    def children_concerned(self) -> list[int]:
        return [self.child_id]
