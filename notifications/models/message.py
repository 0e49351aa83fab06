"""One message to one person: a row in the outbox."""

from django.db import models

from notifications.enums import Channel, State


class Message(models.Model):
    """Written in the transaction that caused it; sent later by a task or the sweep.

    `key` makes it happen once: a second message with the same key is the same message.
    `check_name` names a check that an upper app registered; an unknown or failing check
    means not sent. `body` and `attachments` hold no case content for email.
    """

    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    kind = models.CharField(max_length=60)
    to_name = models.CharField(max_length=200)
    to_address = models.TextField(blank=True, help_text="Email address, or postal address lines.")
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    attachments = models.JSONField(
        default=list, help_text="[{name, content_type, base64}] or [{name, reference}]"
    )
    check_name = models.CharField(max_length=100, blank=True)
    check_arguments = models.JSONField(default=dict)
    about = models.CharField(max_length=100, blank=True, help_text="Opaque, as conference:12")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(
                fields=["id"], name="outbox_waiting", condition=models.Q(state=State.WAITING)
            ),
            models.Index(fields=["about"], name="outbox_about"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_name} ({self.state})"
