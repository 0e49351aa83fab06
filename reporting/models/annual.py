"""The annual report: what managers wrote, what was frozen, and the files drawn of it.

A commentary is never changed: each row is how it read from then on. Nor is a frozen edition: a
trigger refuses it (migration), and a new edition is made instead.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models

from people.models import Area
from reporting.annual.enums import DrawingState


class Commentary(models.Model):
    """One box of one year, as somebody left it."""

    year_ending = models.DateField(help_text="31 March of the year it is about")
    area = models.ForeignKey(
        Area,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Empty: the whole service",
    )
    section = models.CharField(max_length=30)
    text = models.TextField(blank=True, max_length=20_000)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-pk"]
        verbose_name_plural = "commentaries"
        indexes = [models.Index(fields=["year_ending", "area", "section"])]

    def __str__(self) -> str:
        return f"{self.section}, {self.year_ending:%Y}"


class AnnualEdition(models.Model):
    """A report as it was known on the day it was frozen: the full content, from which the public
    one follows."""

    year_ending = models.DateField()
    area = models.ForeignKey(
        Area, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    hidden = models.JSONField(
        null=True,
        help_text="Keys of the numbers that the public edition hides; null: frozen before they "
        "were kept",
    )
    frozen_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    frozen_at = models.DateTimeField()

    class Meta:
        ordering = ["-year_ending", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year_ending", "area", "number"],
                nulls_distinct=False,
                name="one_annual_edition_of_a_number",
            )
        ]

    def __str__(self) -> str:
        return f"Annual report to {self.year_ending:%-d %B %Y}, edition {self.number}"


class AnnualDrawing(models.Model):
    """The files of one edition, public or full, while they are drawn and afterwards."""

    edition = models.ForeignKey(AnnualEdition, on_delete=models.PROTECT, related_name="drawings")
    is_public = models.BooleanField()
    state = models.CharField(
        max_length=10, choices=DrawingState.choices, default=DrawingState.WAITING
    )
    began_at = models.DateTimeField(null=True, blank=True)
    drawn_at = models.DateTimeField(null=True, blank=True)
    problem = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering = ["edition_id", "is_public"]
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "is_public"], name="one_drawing_of_an_annual_edition"
            )
        ]

    def __str__(self) -> str:
        return f"{self.edition}, {'public' if self.is_public else 'full'}"


class AnnualFile(models.Model):
    drawing = models.ForeignKey(AnnualDrawing, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=4, help_text="As pdf, docx, xlsx, json")
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["drawing_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["drawing", "kind"], name="one_annual_file_of_a_kind")
        ]

    def __str__(self) -> str:
        return f"{self.drawing}: {self.kind}"
