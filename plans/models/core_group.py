"""The core group: who belongs to it, and each time it met or should have met."""

from __future__ import annotations

import datetime as dt
from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from audit.history import History
from disclosure.enums import Capacity
from people.models import Agency, Family, FamilyScopedQuerySet, Person
from plans.enums import CAME, CameAs, CoreGroupState, Direction, NotHeldReason
from plans.models.item import PlanItem
from plans.models.plan import Plan


class CoreGroupMemberQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def current(self) -> Self:
        return self.filter(to_on__isnull=True)

    def stood_down_since(self, day: dt.date) -> Self:
        """Who left on this day or later because no child was on a plan any more."""
        return self.filter(stood_down=True, to_on__gte=day)


class CoreGroupMember(models.Model):
    """One core group serves the whole family. The lead worker is a role on the case, not a row."""

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="core_group_members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    agency = models.ForeignKey(Agency, null=True, blank=True, on_delete=models.PROTECT)
    capacity = models.CharField(max_length=12, choices=Capacity.choices)
    from_on = models.DateField()
    to_on = models.DateField(null=True, blank=True, help_text="Last day")
    stood_down = models.BooleanField(
        default=False, help_text="They left because the last plan ended, and return if it did not"
    )

    objects = CoreGroupMemberQuerySet.as_manager()

    class Meta:
        ordering = ["capacity", "person__family_name", "person__given_names", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["family", "person"],
                condition=Q(to_on__isnull=True),
                name="a_member_of_a_core_group_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.person}, {self.agency}" if self.agency else str(self.person)

    def children_concerned(self) -> list[int]:
        return self.family.children_concerned()


class CoreGroupQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "family"

    def planned(self) -> Self:
        return self.filter(state=CoreGroupState.PLANNED)

    def held(self) -> Self:
        return self.filter(state=CoreGroupState.HELD)


class CoreGroup(models.Model):
    """One meeting of the core group, planned or held, for some or all of the family's plans.

    Its words are passages of the full plans, said in the part named by `about`.
    """

    family = models.ForeignKey(Family, on_delete=models.PROTECT, related_name="core_groups")
    plans = models.ManyToManyField(Plan, related_name="core_groups")
    state = models.CharField(
        max_length=10, choices=CoreGroupState.choices, default=CoreGroupState.PLANNED
    )
    planned_at = models.DateTimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    planned_by = models.CharField(
        max_length=60, blank=True, help_text="Opaque: what fixed the date, as conference:12"
    )
    held_on = models.DateField(null=True, blank=True)
    led_by = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    not_held_reason = models.CharField(max_length=20, choices=NotHeldReason.choices, blank=True)
    note = models.CharField(max_length=500, blank=True, help_text="For staff: why, in a sentence")
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    recorded_at = models.DateTimeField(null=True, blank=True)
    history = History()

    objects = CoreGroupQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "planned_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=CoreGroupState.HELD) | Q(held_on__isnull=False),
                name="a_held_core_group_has_a_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=CoreGroupState.NOT_HELD) | ~Q(not_held_reason=""),
                name="a_core_group_not_held_has_a_reason",
            ),
            models.UniqueConstraint(
                fields=["family", "held_on"],
                condition=Q(state=CoreGroupState.HELD),
                name="one_core_group_a_day",
            ),
        ]

    def __str__(self) -> str:
        day = self.day
        return f"Core group of {day:%-d %B %Y}" if day else "Core group"

    @property
    def about(self) -> str:
        """How deadlines and passages name this meeting."""
        return f"core_group:{self.pk}"

    @property
    def day(self) -> dt.date | None:
        """The day it was held, else the day it is planned for."""
        return self.held_on or (timezone.localdate(self.planned_at) if self.planned_at else None)

    def children_concerned(self) -> list[int]:
        return list(self.plans.values_list("child_id", flat=True))


class CoreGroupAttendanceQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "core_group__family"

    def came(self) -> Self:
        return self.filter(came_as__in=CAME)


class CoreGroupAttendance(models.Model):
    core_group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="attendances")
    member = models.ForeignKey(
        CoreGroupMember, on_delete=models.PROTECT, related_name="attendances"
    )
    came_as = models.CharField(max_length=10, choices=CameAs.choices)

    objects = CoreGroupAttendanceQuerySet.as_manager()

    class Meta:
        ordering = ["core_group_id", "member_id"]
        constraints = [
            models.UniqueConstraint(fields=["core_group", "member"], name="came_as_one_thing")
        ]

    def __str__(self) -> str:
        return f"{self.member}: {self.get_came_as_display()}"


class ProgressQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "core_group__family"

    def standing(self) -> Self:
        """Of outcomes whose own words still stand: what was said of one says what it was."""
        return self.filter(outcome__passage__sealed_at=None, outcome__passage__removed_at=None)


class Progress(models.Model):
    """What one core group said of one outcome: better, same or worse, a number, some words."""

    core_group = models.ForeignKey(CoreGroup, on_delete=models.PROTECT, related_name="progress")
    outcome = models.ForeignKey(PlanItem, on_delete=models.PROTECT, related_name="progress")
    direction = models.CharField(max_length=6, choices=Direction.choices)
    scale = models.PositiveSmallIntegerField(null=True, blank=True, help_text="0 to 10")
    words = models.OneToOneField(
        "disclosure.Passage", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )

    objects = ProgressQuerySet.as_manager()

    class Meta:
        ordering = ["core_group_id", "outcome_id"]
        constraints = [
            models.UniqueConstraint(
                fields=["core_group", "outcome"], name="progress_of_an_outcome_once"
            ),
            models.CheckConstraint(
                condition=Q(scale__isnull=True) | Q(scale__lte=10), name="scale_from_0_to_10"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_direction_display()} at {self.core_group}"

    @property
    def said(self) -> str:
        """The words, where they still stand."""
        return self.words.text if self.words and self.words.is_live else ""
