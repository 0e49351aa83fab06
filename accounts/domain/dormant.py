"""An account nobody uses is a way in (quality.md, A10): it is switched off, and can come back."""

from __future__ import annotations

import datetime as dt

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from accounts.domain.looking_after import check_not_oneself
from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action


def last_used() -> Coalesce:
    """When the person was last here: seen, else signed in, else added."""
    return Coalesce("last_seen_at", "last_login", "joined_at")


def dormant(*, as_at: dt.datetime) -> QuerySet[User]:
    """Active accounts unused for settings.DORMANT_AFTER_DAYS days, longest unused first."""
    limit = as_at - dt.timedelta(days=settings.DORMANT_AFTER_DAYS)
    used = User.objects.annotate(used_at=last_used())
    return used.filter(is_active=True, used_at__lt=limit).order_by("used_at")


@transaction.atomic
def disable_dormant_accounts(*, as_at: dt.datetime) -> list[User]:
    """Disable them and say which. Their sessions end at once. Running again changes nothing.

    The administrator seen last stays, or nobody could let the others back in.
    """
    keep = (
        User.objects.filter(is_active=True, is_system_administrator=True)
        .annotate(used_at=last_used())
        .order_by("-used_at")
        .values_list("pk", flat=True)
        .first()
    )
    asleep = [user for user in dormant(as_at=as_at).select_for_update() if user.pk != keep]
    for user in asleep:
        user.is_active = False
        user.save(update_fields=["is_active"])
        record(Action.CHANGED, "accounts.disable_dormant", by=None, subjects=[user])
    return asleep


def enable_account(*, user: User, as_at: dt.datetime, by: User) -> User:
    """Let somebody back in. Only an administrator may; raises NotAllowed or WrongState."""
    if not by.is_system_administrator:
        refuse("accounts.enable", by=by, subjects=[user], reason="Not an administrator")
        raise NotAllowed("Only a system administrator may switch an account on")
    return switch_on(user=user, as_at=as_at, by=by)


def switch_on(*, user: User, as_at: dt.datetime, by: User, reason: str = "") -> User:
    """Let somebody back in; rooms above say who may. Raises `NotAllowed` for oneself,
    `WrongState`."""
    check_not_oneself(user, verb="accounts.enable", by=by)
    with transaction.atomic():
        user = User.objects.select_for_update().get(pk=user.pk)
        if user.is_active:
            raise WrongState(f"The account of {user} is on already")
        user.is_active, user.last_seen_at = True, as_at
        user.save(update_fields=["is_active", "last_seen_at"])
        record(Action.CHANGED, "accounts.enable", by=by, subjects=[user], reason=reason)
    return user
