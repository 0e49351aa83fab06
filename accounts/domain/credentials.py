"""Write down that somebody's way to sign in changed: whoever looks into an account that was taken
over asks first when its password or its second step became another one."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from django.dispatch import Signal

from accounts.models import User
from audit.domain import record
from audit.enums import Action

PASSWORDS: dict[str, Signal] = {
    "accounts.set_password": password_set,
    "accounts.change_password": password_changed,
    "accounts.reset_password": password_reset,
}
SECOND_STEPS: dict[str, Signal] = {
    "accounts.add_second_step": authenticator_added,
    "accounts.remove_second_step": authenticator_removed,
    "accounts.renew_recovery_codes": authenticator_reset,
}


def listen() -> None:
    """Once, from `AppConfig.ready()`. allauth tells of each after it was done."""
    for verb, signal in {**PASSWORDS, **SECOND_STEPS}.items():
        signal.connect(_writer(verb), weak=False, dispatch_uid=verb)


def _writer(verb: str) -> Any:
    def write(user: User, authenticator: Authenticator | None = None, **signal: Any) -> None:
        detail = {"kind": authenticator.type} if authenticator else {}
        record(Action.CHANGED, verb, by=user, subjects=[user], detail=detail)

    return write
