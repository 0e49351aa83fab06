"""Printed copies, hand-overs, and everyone who fetched the bytes of a pack."""

from __future__ import annotations

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.enums import LEFT, AccessWay, CopyState, HandoverWay, Instead
from disclosure.models.guest import GuestPass
from disclosure.models.pack import Pack
from people.models import FamilyScopedQuerySet


class PrintJob(models.Model):
    """What went to one printer at once: a cover sheet, then a pack, each on a fresh sheet."""

    printer = models.CharField(max_length=100, help_text="The hub's printer")
    place = models.CharField(
        max_length=30, blank=True, help_text="Where it stands, as `disclosure.places` names it"
    )
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.printer} {self.at:%d/%m/%Y %H:%M}"


class PrintedCopyQuerySet(FamilyScopedQuerySet):
    family_path: ClassVar[str] = "pack__record__family"

    def reprints(self) -> Self:
        return self.filter(copy_number__gt=1)

    def uncollected(self) -> Self:
        return self.filter(state=CopyState.UNCOLLECTED)

    def failed_and_open(self) -> Self:
        """The printer failed, nobody has chosen another way, and none was printed since."""
        later = PrintedCopy.objects.filter(
            pack=models.OuterRef("pack"), copy_number__gt=models.OuterRef("copy_number")
        )
        failed = self.filter(state=CopyState.FAILED, instead="", pack__state__in=LEFT)
        return failed.exclude(models.Exists(later))


class PrintedCopy(models.Model):
    """One paper copy of one pack: the second and later ones are reprints."""

    job = models.ForeignKey(PrintJob, on_delete=models.PROTECT, related_name="copies")
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="copies")
    sha256 = models.CharField(max_length=64)
    copy_number = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=12, choices=CopyState.choices, default=CopyState.PRINTED)
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was printed again")
    settled_at = models.DateTimeField(null=True, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    instead = models.CharField(
        max_length=16,
        choices=Instead.choices,
        blank=True,
        help_text="When the printer failed: how the pack goes to its reader",
    )
    instead_on = models.DateField(
        null=True, blank=True, help_text="The day of that: by post the next working day"
    )

    objects = PrintedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["pack_id", "copy_number"]
        verbose_name_plural = "printed copies"
        constraints = [
            models.UniqueConstraint(fields=["pack", "copy_number"], name="one_copy_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.pack} copy {self.copy_number}"


class Handover(models.Model):
    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="handovers")
    way = models.CharField(max_length=16, choices=HandoverWay.choices)
    signed_name = models.CharField(
        max_length=200, blank=True, help_text="As signed by whoever took it"
    )
    to_address = models.TextField(blank=True, help_text="Where it was posted or sent")
    note = models.CharField(max_length=300, blank=True)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]

    def __str__(self) -> str:
        return f"{self.pack}: {self.get_way_display()}"


class PackAccess(models.Model):
    """The retrieval log: every time the bytes of a pack left the store."""

    pack = models.ForeignKey(Pack, on_delete=models.PROTECT, related_name="accesses")
    way = models.CharField(max_length=12, choices=AccessWay.choices)
    sha256 = models.CharField(max_length=64)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    guest = models.ForeignKey(
        GuestPass, null=True, blank=True, on_delete=models.PROTECT, related_name="accesses"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["-at"]
        verbose_name_plural = "pack accesses"

    def __str__(self) -> str:
        return f"{self.pack} {self.get_way_display()}"
