"""One child's plan, from the conference that made it to the review that ends it."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from audit.history import History
from people.models import Child, FamilyScopedQuerySet, Person
from plans.enums import Category, EndReason, PlanKind
from timescales.enums import Unit
from timescales.rule import Amount

VISIT_UNITS = [(unit.value, unit.label) for unit in (Unit.WORKING_DAYS, Unit.DAYS, Unit.WEEKS)]


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
    category_changed_by = models.CharField(
        max_length=60, blank=True, help_text="Opaque: the conference that last changed it"
    )
    visit_every = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="This plan's own frequency of visits"
    )
    visit_unit = models.CharField(max_length=20, choices=VISIT_UNITS, blank=True)
    lead_worker = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    consent_by = models.CharField(
        max_length=200, blank=True, help_text="Who agreed to a plan that is not child protection"
    )
    first_meeting_on = models.DateField(null=True, blank=True)
    voided_at = models.DateTimeField(null=True, blank=True)
    voided_reason = models.TextField(blank=True)
    history = History()

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
            models.CheckConstraint(
                condition=Q(category_latest=F("category_initial"))
                | Q(is_temporary=True)
                | ~Q(category_changed_by=""),
                name="only_a_conference_changes_the_category",
            ),
            models.CheckConstraint(
                condition=Q(visit_every__isnull=True, visit_unit="")
                | Q(visit_every__gte=1) & ~Q(visit_unit=""),
                name="a_frequency_has_a_unit",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} for {self.child} from {self.started_on:%-d %B %Y}"

    @property
    def visit_limit(self) -> Amount | None:
        """How often this plan asks for a visit, where it says so itself."""
        return Amount(self.visit_every, Unit(self.visit_unit)) if self.visit_every else None

    def ran_on(self, day: dt.date) -> bool:
        """Its first and last day are of it, too."""
        return self.started_on <= day and (self.ended_on is None or day <= self.ended_on)

    @property
    def is_protection(self) -> bool:
        """Our own child protection plan, which has core groups and visits."""
        return self.kind == PlanKind.CHILD_PROTECTION and not self.is_temporary

    def children_concerned(self) -> list[int]:
        return [self.child_id]
