"""Service accounts and tokens as lines of a table."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from api.enums import Scope
from api.models import ServiceAccount, Token


@dataclass(frozen=True)
class TokenLine:
    token: Token
    state: str
    colour: str


@dataclass(frozen=True)
class AccountLine:
    account: ServiceAccount
    working: int
    last_used_at: dt.datetime | None

    @property
    def state(self) -> str:
        if not self.account.user.is_active:
            return "Off"
        return "Let in" if self.working else "No token"

    @property
    def colour(self) -> str:
        return "green" if self.state == "Let in" else "grey"


def account_lines(accounts: Iterable[ServiceAccount], *, now: dt.datetime) -> list[AccountLine]:
    lines = []
    for account in accounts:
        tokens = list(account.tokens.all())
        used = [token.last_used_at for token in tokens if token.last_used_at]
        working = sum(token.works_at(now) for token in tokens)
        lines.append(AccountLine(account, working, max(used, default=None)))
    return lines


def token_lines(account: ServiceAccount, *, now: dt.datetime) -> list[TokenLine]:
    return [_token_line(token, now) for token in account.tokens.all()]


def _token_line(token: Token, now: dt.datetime) -> TokenLine:
    if token.revoked_at is not None:
        return TokenLine(token, "Revoked", "grey")
    return (
        TokenLine(token, "Works", "green")
        if token.works_at(now)
        else TokenLine(token, "Over", "grey")
    )


def scope_words(account: ServiceAccount) -> list[str]:
    return [Scope(scope).label for scope in account.scopes if scope in Scope.values]
