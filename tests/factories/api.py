"""Other systems with their tokens, and a client that shows one."""

from __future__ import annotations

import datetime as dt
import secrets
from typing import Any
from uuid import uuid4

from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from accounts.models import User
from api.domain.tokens import MARK, digest_of
from api.enums import Scope
from api.models import ServiceAccount, Token
from tests.factories.people import make_administrator, make_staff


def make_account(user: User | None = None, role: str = "head_of_service", **fields: Any) -> Any:
    """An account that acts as this user, else one of this role, with every scope."""
    user = user or make_staff(role)
    User.objects.filter(pk=user.pk).update(is_service=True)
    fields = {
        "purpose": "Fills the case system",
        "contact": "Priya Systems, 01632 960 555",
        "scopes": list(Scope.values),
        "per_minute": 6000,
        **fields,
    }
    fields.setdefault("made_by", make_administrator())
    fields.setdefault("scoped_by", fields["made_by"])
    return ServiceAccount.objects.create(user=user, **fields)


def make_token(account: ServiceAccount, text: str = "", **fields: Any) -> str:
    """The token in words, good for a month unless told otherwise."""
    prefix = secrets.token_hex(4)
    text = text or f"{MARK}_{prefix}_{secrets.token_urlsafe(32)}"
    fields.setdefault("expires_at", timezone.now() + dt.timedelta(days=30))
    Token.objects.create(account=account, prefix=prefix, digest=digest_of(text), **fields)
    return text


class System(Client):
    """Asks with a token; sends JSON, each request with a key of its own."""

    def __init__(self, user: User | None = None, *, token: str = "", **account: Any) -> None:
        text = token or make_token(make_account(user, **account))
        super().__init__(raise_request_exception=False)
        self.headers = {"Authorization": f"Bearer {text}"}

    def get(self, path: str, data: Any = None, **more: Any) -> HttpResponse:  # type: ignore[override]
        return super().get(path, data, headers=self.headers | more.pop("headers", {}), **more)

    def post(  # type: ignore[override]
        self, path: str, data: Any = None, key: str = "", **more: Any
    ) -> HttpResponse:
        headers = self.headers | {"Idempotency-Key": key or str(uuid4())}
        body = {} if data is None else data
        return super().post(path, body, content_type="application/json", headers=headers, **more)
