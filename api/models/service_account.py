"""Another system that may ask."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models

from api.enums import Scope
from audit.history import History


class ServiceAccount(models.Model):
    """It acts as its own user, who is posted to a role like anybody else: what it may see and do
    hangs on that posting, on roles on cases, on restrictions and on conflicts of interest."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="service_account",
    )
    purpose = models.CharField(max_length=300, help_text="What the other system does with it")
    contact = models.CharField(max_length=200, help_text="Who answers for it, and how to ring them")
    scopes = ArrayField(models.CharField(max_length=30, choices=Scope.choices))
    per_minute = models.PositiveIntegerField(
        default=120, help_text="Most requests in a minute with one token"
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    made_at = models.DateTimeField(auto_now_add=True)
    scoped_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="+",
        help_text="Who said last what it may do; somebody else issues its token",
    )
    history = History()

    class Meta:
        ordering = ["user__name", "pk"]

    def __str__(self) -> str:
        return str(self.user)
