"""The delivery log: one row for each thing that happened to a message."""

from django.conf import settings
from django.db import models
from django.utils import timezone

from notifications.enums import State
from notifications.models.message import Message


class MessageStep(models.Model):
    """Append-only. `state` is what the message came to; a failed try leaves it waiting."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="steps")
    state = models.CharField(max_length=10, choices=State.choices)
    words = models.TextField(blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.get_state_display()} {self.at:%d/%m/%Y %H:%M}"
