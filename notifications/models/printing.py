"""Letters on paper: printed together at one place, then posted."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from notifications.models.message import Message


class PrintRun(models.Model):
    """One print job: a cover sheet before each letter, one envelope for each person."""

    place = models.CharField(max_length=100, help_text="Where it was printed")
    printed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    printed_at = models.DateTimeField(default=timezone.now)
    posted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    posted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.place} {self.printed_at:%d/%m/%Y %H:%M}"


class PrintedLetter(models.Model):
    """One paper copy of one letter: the second and later ones are reprints."""

    run = models.ForeignKey(PrintRun, on_delete=models.PROTECT, related_name="letters")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="copies")
    copy_number = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=300, blank=True, help_text="Why it was printed again")
    sha256 = models.CharField(max_length=64)

    class Meta:
        ordering = ["id"]
        constraints = [
            models.UniqueConstraint(
                fields=["message", "copy_number"], name="one_letter_per_copy_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.message} copy {self.copy_number}"
