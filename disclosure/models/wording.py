"""Who has read the bundled translations and says they are right."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from disclosure.enums import Language


class WordingReview(models.Model):
    """Holds for the wording whose `digest` it names: change one word and it is a draft again."""

    language = models.CharField(max_length=2, choices=Language.choices)
    digest = models.CharField(max_length=64)
    reviewer = models.CharField(max_length=200, help_text="The named person who read it")
    qualification = models.CharField(max_length=200)
    signed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    signed_at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["language", "-signed_at"]
        constraints = [
            models.UniqueConstraint(fields=["language", "digest"], name="one_review_per_wording")
        ]

    def __str__(self) -> str:
        return f"{self.get_language_display()} read by {self.reviewer}"
