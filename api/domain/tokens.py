"""Tokens: issued once, shown once, kept as a digest, asked for at each request."""

from __future__ import annotations

import datetime as dt
import hashlib
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from api.models import ServiceAccount, Token
from api.rules import may_manage_service_accounts
from audit.domain import record, refuse_again
from audit.enums import Action
from people.domain.permission import require

MARK = "chairside"
SEEN_EVERY = dt.timedelta(minutes=5)  # how exactly the account's last use is noted


class NotLetIn(DomainError):
    """The token opens nothing. Whoever shows it is not told why; the audit is."""


class TooManyRequests(DomainError):
    """More requests in this minute than the account may make. `seconds` until the next minute."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"Too many requests in this minute. Wait {seconds} seconds.")
        self.seconds = seconds


@dataclass(frozen=True)
class Issued:
    """`text` is shown now and never again."""

    token: Token
    text: str


@transaction.atomic
def issue_token(*, account: ServiceAccount, days: int, by: User) -> Issued:
    """A token for `days` days. Not by whoever said what the account may do: what a system may read
    is agreed by two people. Raises `NotAllowed`, `DomainError` naming `days`."""
    verb = "api.issue_token"
    require(may_manage_service_accounts(by), verb, by=by, subjects=[account.user])
    require(
        account.scoped_by_id != by.pk,
        verb,
        by=by,
        subjects=[account.user],
        reason="said what the account may do",
        message="You said what this account may do, so somebody else must issue its token.",
    )
    return _issue(account, days, by)


@transaction.atomic
def issue_token_on_the_server(*, account: ServiceAccount, days: int) -> Issued:
    """For `manage.py`, whose operator reaches the database anyway. In the audit as by nobody."""
    return _issue(account, days, None)


def _issue(account: ServiceAccount, days: int, by: User | None) -> Issued:
    if not 1 <= days <= settings.API_TOKEN_DAYS:
        words = f"Enter a number of days from 1 to {settings.API_TOKEN_DAYS}."
        raise DomainError(words, field="days")
    prefix, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    text = f"{MARK}_{prefix}_{secret}"
    token = Token.objects.create(
        account=account,
        prefix=prefix,
        digest=digest_of(text),
        issued_by=by,
        expires_at=timezone.now() + dt.timedelta(days=days),
    )
    detail = {"prefix": prefix, "expires_at": token.expires_at.isoformat()}
    record(Action.CREATED, "api.issue_token", by=by, subjects=[account.user], detail=detail)
    return Issued(token, text)


@transaction.atomic
def revoke_token(*, token: Token, reason: str, by: User) -> Token:
    """It opens nothing from now on. Raises `NotAllowed`, `WrongState`, `DomainError`."""
    held = Token.objects.select_for_update(of=("self",)).select_related("account__user")
    row: Token = held.get(pk=token.pk)
    user = row.account.user
    require(may_manage_service_accounts(by), "api.revoke_token", by=by, subjects=[user])
    if row.revoked_at is not None:
        raise WrongState("This token is revoked already.")
    if not reason.strip():
        raise DomainError("Say why.", field="reason")
    _revoke(row, reason=reason, by=by)
    return row


def revoke_all(account: ServiceAccount, *, reason: str, by: User) -> None:
    """Every token of the account opens nothing from now on. The caller asks the permission."""
    for token in Token.objects.select_for_update().filter(account=account, revoked_at=None):
        _revoke(token, reason=reason, by=by)


def _revoke(token: Token, *, reason: str, by: User) -> None:
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    record(
        Action.CHANGED,
        "api.revoke_token",
        by=by,
        subjects=[token.account.user],
        reason=reason.strip()[:300],
        detail={"prefix": token.prefix},
    )


def let_in(text: str) -> ServiceAccount:
    """The account whose token this is, counted. Raises `NotLetIn`, `TooManyRequests`."""
    now = timezone.now()
    token = Token.objects.filter(digest=digest_of(text)).select_related("account__user").first()
    if token is None:
        raise NotLetIn("This token opens nothing.")
    user = token.account.user
    if not (token.works_at(now) and user.is_active and user.is_service):
        refuse_again(
            "api.sign_in",
            link=f"token {token.pk}",
            by=user,
            subjects=[user],
            reason=_why_not(token, now),
        )
        raise NotLetIn("This token opens nothing.")
    if _count(token, now) > token.account.per_minute:
        raise TooManyRequests(60 - now.second)
    if user.last_seen_at is None or now - user.last_seen_at > SEEN_EVERY:
        User.objects.filter(pk=user.pk).update(last_seen_at=now)  # or it would fall dormant
    return token.account


def digest_of(text: str) -> str:
    """Fast on purpose: there are 256 random bits in it, which nobody guesses."""
    return hashlib.sha256(text.encode()).hexdigest()


def _why_not(token: Token, now: dt.datetime) -> str:
    if token.revoked_at is not None:
        return f"token {token.prefix} is revoked"
    return "the account is off" if now < token.expires_at else f"token {token.prefix} has expired"


# One statement counts, for every web process alike. Not waiting for the disk: a crash forgets a
# count, and nothing else.
COUNT = """
    UPDATE api_token SET last_used_at = %(now)s, minute = %(minute)s,
        used_in_minute = CASE WHEN minute = %(minute)s THEN used_in_minute + 1 ELSE 1 END
    FROM (SELECT set_config('synchronous_commit', 'off', true)) AS quickly
    WHERE id = %(token)s RETURNING used_in_minute"""


def _count(token: Token, now: dt.datetime) -> int:
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"now": now, "minute": minute, "token": token.pk})
        used: int = cursor.fetchone()[0]
    return used
