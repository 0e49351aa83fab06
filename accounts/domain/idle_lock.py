"""Lock a session that nobody is using, and open it again with the person's password, or with the
word of the authority's directory that they have just signed in there again.

A lock hides the page and refuses the session's requests; it ends nothing, so what was typed stays.
"""

from __future__ import annotations

import datetime as dt

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action

LOCKED = "locked_at"
SEEN = "seen_at"
# The page locks itself first; the server follows when the page cannot (closed, or scripts off).
GRACE = dt.timedelta(minutes=2)
NOTE_EVERY = dt.timedelta(minutes=1)
ASKED = "directory_asked_at"
# How long a sign-in at the directory may take, and by how much its clock may be behind ours.
DIRECTORY_ANSWERS_IN = dt.timedelta(minutes=10)
CLOCKS_DIFFER = dt.timedelta(minutes=1)


class WrongPassword(DomainError):
    """The password does not open this session."""


class NotProved(DomainError):
    """What the directory said does not open this session."""


def is_locked(session: SessionBase) -> bool:
    return LOCKED in session


def lock(*, session: SessionBase, by: User) -> None:
    """Lock the session. Locking a locked one changes nothing."""
    if is_locked(session):
        return
    session[LOCKED] = timezone.now().isoformat()
    record(Action.LOCKED, "accounts.lock", by=by, subjects=[by])


def unlock(*, session: SessionBase, by: User, password: str) -> None:
    """Open the session again. Raises WrongPassword, which is recorded as a failed sign-in."""
    if not by.check_password(password):
        record(Action.SIGN_IN_FAILED, "accounts.unlock", by=by, subjects=[by])
        raise WrongPassword("The password is not right. Try again", field="password")
    _open(session, by)


def ask_directory(*, session: SessionBase) -> None:
    """The person goes to the directory to sign in again; its next answer may open the session."""
    session[ASKED] = timezone.now().isoformat()


def awaits_directory(session: SessionBase) -> bool:
    return ASKED in session


def unlock_by_directory(
    *, session: SessionBase, by: User, signed_in: User | None, signed_in_at: dt.datetime | None
) -> None:
    """Open the session on the word of the directory that `signed_in` is there.

    `signed_in_at` is None when the directory does not say it, though it must when asked for a new
    sign-in (OpenID Connect Core, 3.1.2.1). Raises `NotProved`, recorded as a failed sign-in:
    another person, an answer nobody asked for, or one that is not known to be new, which says only
    that somebody had signed in on this machine once.
    """
    asked = session.pop(ASKED, None)
    now = timezone.now()
    asked_at = dt.datetime.fromisoformat(asked) if asked else None
    in_time = asked_at is not None and now - asked_at <= DIRECTORY_ANSWERS_IN
    anew = asked_at and signed_in_at and signed_in_at >= asked_at - CLOCKS_DIFFER
    if not (in_time and anew and signed_in is not None and signed_in.pk == by.pk):
        record(Action.SIGN_IN_FAILED, "accounts.unlock_by_directory", by=by, subjects=[by])
        raise NotProved(f"It is still locked. Sign in again there as {by.email}")
    _open(session, by)


def _open(session: SessionBase, by: User) -> None:
    session.pop(LOCKED, None)
    session[SEEN] = timezone.now().isoformat()
    record(Action.SIGNED_IN, "accounts.unlock", by=by, subjects=[by])


def note_presence(*, session: SessionBase, by: User) -> None:
    """Remember that the person is here, once a minute; lock if they have been away too long."""
    now = timezone.now()
    seen = session.get(SEEN)
    away = now - dt.datetime.fromisoformat(seen) if seen else None
    limit = settings.IDLE_LOCK_MINUTES
    if away and limit and away > dt.timedelta(minutes=limit) + GRACE:
        lock(session=session, by=by)
    elif away is None or away > NOTE_EVERY:
        session[SEEN] = now.isoformat()
        User.objects.filter(pk=by.pk).update(last_seen_at=now)
        UserSession.objects.filter(session_key=session.session_key).update(last_seen_at=now)
