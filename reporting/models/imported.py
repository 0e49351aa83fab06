"""Runs of the import, where each row went, and what could not be loaded."""

from __future__ import annotations

from django.conf import settings
from django.db import models

from reporting.enums import RunState, Severity


class ImportRun(models.Model):
    """One folder or upload. A dry run of the command leaves no run behind; one of the page does, as
    its report."""

    started_at = models.DateTimeField(auto_now_add=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    state = models.CharField(max_length=10, choices=RunState.choices, default=RunState.RUNNING)
    progress = models.CharField(max_length=200, blank=True, help_text="What it is doing now")
    counts = models.JSONField(
        default=dict, help_text="For each table: read, new, changed, as before, refused"
    )
    is_strict = models.BooleanField(default=False)
    is_dry_run = models.BooleanField(default=False, help_text="It only looked")
    uploaded = models.CharField(
        max_length=40, blank=True, help_text="Where its files are kept until it is finished"
    )

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"Import {self.pk}"


class ImportedRow(models.Model):
    """One row of the source, by its id there; `target` is what it became here, as people.child:12.

    The digest tells a changed row from one that is as before. `referral` is the id of the one that
    the row names; None where no file told.
    """

    table = models.CharField(max_length=60)
    source_id = models.CharField(max_length=200)
    digest = models.CharField(max_length=32)
    target = models.CharField(max_length=80)
    referral = models.CharField(max_length=100, null=True, blank=True)
    first_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="+")
    last_run = models.ForeignKey(ImportRun, on_delete=models.PROTECT, related_name="rows")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["table", "source_id"], name="a_source_row_once")
        ]
        indexes = [models.Index(fields=["target"], name="imported_row_target")]

    def __str__(self) -> str:
        return f"{self.table} {self.source_id}"


class Finding(models.Model):
    """A row or value that was refused, left as it is, or missing. Kept as the report of its run."""

    run = models.ForeignKey(ImportRun, on_delete=models.CASCADE, related_name="findings")
    severity = models.CharField(max_length=10, choices=Severity.choices)
    file = models.CharField(max_length=100)
    line = models.PositiveIntegerField(null=True, blank=True, help_text="The header is line 1")
    column = models.CharField(max_length=60, blank=True)
    value = models.CharField(max_length=200, blank=True)
    message = models.CharField(max_length=400, help_text="What is wrong, and what to do")

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.file} line {self.line}: {self.message}"
