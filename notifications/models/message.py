"""One message to one person: a row in the outbox."""

from __future__ import annotations

import datetime as dt
from typing import Self

from django.db import models
from django.db.models import Q

from notifications.enums import SENT_BY_MACHINE, TROUBLED, Channel, RecipientKind, State


class MessageQuerySet(models.QuerySet["Message"]):
    def due(self, now: dt.datetime) -> Self:
        """What may leave by itself now and nobody is sending: whose sender died is due again."""
        return self.filter(
            Q(not_before_at=None) | Q(not_before_at__lte=now),
            Q(claimed_until=None) | Q(claimed_until__lte=now),
            state=State.WAITING,
            channel__in=SENT_BY_MACHINE,
        )

    def letters(self) -> Self:
        return self.filter(channel=Channel.LETTER)

    def troubled(self) -> Self:
        """Held, came back or given up: somebody must look."""
        return self.filter(state__in=TROUBLED)


class Message(models.Model):
    """Written in the transaction that caused it; sent later by a task or the sweep.

    `key` makes it happen once: a second message with the same key is the same message.
    `check_name` names a check that an upper app registered; an unknown or failing check
    means not sent. `body` and `attachments` hold no case content for email. The body of one that
    is a key (`notifications.secret_words`) is empty once it has left, or never will.
    `may_have_left` is set before each try and cleared when its outcome is known.
    """

    key = models.CharField(max_length=200, unique=True)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    kind = models.CharField(max_length=60)
    to_kind = models.CharField(
        max_length=12, choices=RecipientKind.choices, default=RecipientKind.STAFF
    )
    to_name = models.CharField(max_length=200)
    to_address = models.TextField(
        blank=True, help_text="Email address, telephone number or postal address lines."
    )
    subject = models.CharField(max_length=200, blank=True)
    body = models.TextField(blank=True)
    attachments = models.JSONField(
        default=list, help_text="[{name, content_type, base64}] or [{name, reference}]"
    )
    check_name = models.CharField(max_length=100, blank=True)
    check_arguments = models.JSONField(default=dict)
    about = models.CharField(max_length=100, blank=True, help_text="Opaque, as conference:12")
    family_id = models.BigIntegerField(
        null=True, blank=True, help_text="Opaque: whose case. None and about something: nobody’s"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    not_before_at = models.DateTimeField(null=True, blank=True)
    not_after_at = models.DateTimeField(null=True, blank=True, help_text="Of no use later")
    claimed_until = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    may_have_left = models.BooleanField(default=False)
    reference = models.CharField(
        max_length=36, blank=True, db_index=True, help_text="Given to the provider with each try"
    )
    provider_id = models.CharField(max_length=100, blank=True)
    last_error = models.TextField(blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [
            models.Index(fields=["id"], name="outbox_waiting", condition=Q(state=State.WAITING)),
            models.Index(
                fields=["id"], name="outbox_troubled", condition=Q(state__in=sorted(TROUBLED))
            ),
            models.Index(fields=["about"], name="outbox_about"),
            models.Index(fields=["family_id"], name="outbox_family"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} to {self.to_name} ({self.state})"

    @property
    def number(self) -> str:
        """What stands on every page of a letter."""
        return f"L-{self.pk:06d}"
