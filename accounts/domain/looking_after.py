"""Look after somebody else's sign-in. Rooms above say who may; nobody does it to themselves."""

from __future__ import annotations

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.db import transaction

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.domain import record, refuse
from audit.enums import Action

NOT_YOURSELF = "Somebody else must do this to your account."


def check_not_oneself(user: User, *, verb: str, by: User) -> None:
    """Raises `NotAllowed`, audited. Only an administrator looks after an administrator."""
    if user.pk == by.pk:
        refuse(verb, by=by, subjects=[user], reason="one's own account")
        raise NotAllowed(NOT_YOURSELF)
    if user.is_system_administrator and not by.is_system_administrator:
        refuse(verb, by=by, subjects=[user], reason="an administrator's account")
        raise NotAllowed("Only a system administrator may do this to this account.")


@transaction.atomic
def add_user(*, name: str, email: str, by: User) -> User:
    """Somebody who may sign in once they have chosen a password. Raises `DomainError`."""
    email = email.strip().lower()
    if User.objects.filter(email__iexact=email).exists():
        raise DomainError("Somebody with this email address is here already.", field="email")
    user = User.objects.create_user(email, None, name=name.strip())
    record(Action.CREATED, "accounts.add_user", by=by, subjects=[user])
    return user


@transaction.atomic
def disable(*, user: User, reason: str, by: User) -> User:
    """They can no longer sign in, and are signed out everywhere at once."""
    check_not_oneself(user, verb="accounts.disable", by=by)
    row = User.objects.select_for_update().get(pk=user.pk)
    if not row.is_active:
        raise WrongState(f"The account of {row} is off already")
    row.is_active = False
    row.save(update_fields=["is_active"])
    record(Action.CHANGED, "accounts.disable", by=by, subjects=[row], reason=_reason(reason))
    _end_all(row)
    return row


@transaction.atomic
def reset_second_step(*, user: User, reason: str, by: User) -> User:
    """Forget their app, passkeys and recovery codes, and who they are in the directory; they set up
    new ones at the next sign-in, and the directory is asked by their address again.

    They are signed out everywhere, so that a lost device opens nothing.
    """
    check_not_oneself(user, verb="accounts.reset_second_step", by=by)
    steps, _ = Authenticator.objects.filter(user=user).delete()
    links, _ = SocialAccount.objects.filter(user=user).delete()
    if not (steps or links):
        raise WrongState(f"{user} has set up no second step")
    record(
        Action.CHANGED,
        "accounts.reset_second_step",
        by=by,
        subjects=[user],
        reason=_reason(reason),
    )
    _end_all(user)
    return user


@transaction.atomic
def sign_out_everywhere(*, user: User, reason: str, by: User) -> int:
    """End every session of somebody else. Returns how many there were."""
    check_not_oneself(user, verb="accounts.sign_out_everywhere", by=by)
    ended = _end_all(user)
    record(
        Action.SIGNED_OUT,
        "accounts.sign_out_everywhere",
        by=by,
        subjects=[user],
        reason=_reason(reason),
        detail={"sessions": ended},
    )
    return ended


def sessions_of(user: User) -> list[UserSession]:
    """Where somebody is signed in, newest first."""
    sessions: list[UserSession] = UserSession.objects.purge_and_list(user)
    return sorted(sessions, key=lambda session: session.last_seen_at, reverse=True)


def has_second_step(user: User) -> bool:
    """Of ours, or the directory's, which asks for its own."""
    kinds = (Authenticator, SocialAccount)
    return any(kind.objects.filter(user=user).exists() for kind in kinds)


def _end_all(user: User) -> int:
    sessions = list(UserSession.objects.filter(user=user))
    for session in sessions:
        session.end()
    return len(sessions)


def _reason(reason: str) -> str:
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    return reason.strip()[:300]
