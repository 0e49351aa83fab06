"""One thing that happened, as it was known from one moment until another.

Two times (design of the figures, docs/adr/figures.md): `on` is when it happened, `known_from` when
it was recorded here. A correction closes the row that was known and adds another, so that the same
question, asked as it was known on a past day, gives the same answer for ever.
"""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from people.models import Area, Child, Family, FamilyScopedQuerySet, Professional, Team
from reporting.enums import FactKind, Origin


class FactQuerySet(FamilyScopedQuerySet):
    """A fact about no family (a session of a room) is seen by nobody through `visible_to`."""

    family_path: ClassVar[str] = "family"

    def known_on(self, day: dt.datetime | None) -> Self:
        """As it was known at that moment; None is now."""
        if day is None:
            return self.filter(known_until__isnull=True)
        later = Q(known_until__isnull=True) | Q(known_until__gt=day)
        return self.filter(later, known_from__lte=day)


class Fact(models.Model):
    kind = models.CharField(max_length=20, choices=FactKind.choices)
    key = models.CharField(max_length=80, help_text="Of what it was made, as plan:12")
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.HERE)
    child = models.ForeignKey(
        Child, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    family = models.ForeignKey(
        Family, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    meeting = models.CharField(
        max_length=60, blank=True, help_text="The conference it happened at, as conference:12"
    )
    plan = models.CharField(max_length=60, blank=True, help_text="The plan it is about, as plan:12")
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    team = models.ForeignKey(
        Team, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    chair = models.ForeignKey(
        Professional, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    on = models.DateField(null=True, help_text="When it happened; for a plan, when it started")
    until = models.DateField(null=True, blank=True, help_text="For a plan: when it ended")
    moved_in_on = models.DateField(
        null=True, blank=True, help_text="Of a plan that moved to this place; empty: began here"
    )
    moved_out_on = models.DateField(
        null=True, blank=True, help_text="Of a plan that moved on; empty: ended here, or is here"
    )
    clock_from = models.DateField(null=True, blank=True, help_text="What started its clock")
    due_on = models.DateField(null=True, blank=True)
    days = models.IntegerField(
        null=True, blank=True, help_text="From the clock's start: working days, or as the kind says"
    )
    code = models.CharField(max_length=40, blank=True, help_text="Outcome, category, reason, kind")
    codes = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    number = models.IntegerField(null=True, blank=True, help_text="As previous plans, score, grade")
    flags = ArrayField(
        models.CharField(max_length=40), default=list, blank=True, help_text="As quorate, repeat"
    )
    born_on = models.DateField(null=True, blank=True)
    sex = models.CharField(max_length=1, blank=True)
    ethnicity = models.CharField(max_length=4, blank=True)
    is_disabled = models.BooleanField(null=True, blank=True)
    digest = models.CharField(max_length=32, help_text="Of everything above")
    known_from = models.DateTimeField()
    known_until = models.DateTimeField(null=True, blank=True)

    objects = FactQuerySet.as_manager()

    class Meta:
        ordering = ["on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(known_until__isnull=True),
                name="a_fact_is_known_one_way",
            ),
            models.CheckConstraint(
                condition=Q(known_until__isnull=True) | Q(known_until__gte=F("known_from")),
                name="a_fact_is_known_before_it_is_corrected",
            ),
        ]
        indexes = [
            models.Index(fields=["kind", "on"], name="fact_by_day"),
            models.Index(
                fields=["kind", "on"], condition=Q(known_until__isnull=True), name="fact_known_now"
            ),
            models.Index(
                fields=["kind", "until"],
                condition=Q(known_until__isnull=True, kind__in=["plan", "caseload"]),
                name="fact_by_end",
            ),
            models.Index(fields=["child", "kind"], name="fact_of_a_child"),
            models.Index(fields=["plan", "kind", "on"], name="fact_of_a_plan"),
            models.Index(
                fields=["meeting"],
                condition=Q(known_until__isnull=True, kind__in=["initial", "review", "session"]),
                name="fact_of_a_meeting",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.key}"

    def children_concerned(self) -> list[int]:
        return [self.child_id] if self.child_id else []


class Freshness(models.Model):
    """Up to which event of the audit trail the facts follow the records. One row."""

    event_id = models.BigIntegerField(default=0)
    at = models.DateTimeField(null=True, blank=True, help_text="When anything was compared last")
    whole_at = models.DateTimeField(null=True, blank=True, help_text="When all were compared last")

    class Meta:
        verbose_name_plural = "freshness"

    def __str__(self) -> str:
        return f"Facts up to event {self.event_id}"
