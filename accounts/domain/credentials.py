"""Write down that somebody's way to sign in changed: whoever looks into an account that was taken
over asks first when its password, its second step or who it is in the authority's directory became
another one."""

from __future__ import annotations

from typing import Any

from allauth.account.signals import password_changed, password_reset, password_set
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed, authenticator_reset
from allauth.socialaccount.signals import social_account_added, social_account_removed
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
DIRECTORY: dict[str, Signal] = {
    "accounts.link_directory": social_account_added,
    "accounts.unlink_directory": social_account_removed,
}


def listen() -> None:
    """Once, from `AppConfig.ready()`. allauth tells of each after it was done."""
    for verb, signal in {**PASSWORDS, **SECOND_STEPS}.items():
        signal.connect(_writer(verb), weak=False, dispatch_uid=verb)
    for verb, signal in DIRECTORY.items():
        signal.connect(_link_writer(verb), weak=False, dispatch_uid=verb)


def _writer(verb: str) -> Any:
    def write(user: User, authenticator: Authenticator | None = None, **signal: Any) -> None:
        detail = {"kind": authenticator.type} if authenticator else {}
        record(Action.CHANGED, verb, by=user, subjects=[user], detail=detail)

    return write


def _link_writer(verb: str) -> Any:
    """With the directory's own name for them, which tells one person there from another."""

    def write(**signal: Any) -> None:
        account = signal.get("socialaccount") or signal["sociallogin"].account
        detail = {"identity": account.uid}
        record(Action.CHANGED, verb, by=account.user, subjects=[account.user], detail=detail)

    return write
