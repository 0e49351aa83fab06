"""Asks the whole service for a page, in this process: every middleware, no network."""

from __future__ import annotations

import io
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.core.wsgi import get_wsgi_application
from django.db import connection

from accounts.models import User

TOKEN = "b" * 32  # the same in the cookie and the header: what the CSRF check asks for
_service: list[Any] = []


class Browser:
    """Signed in as one person."""

    def __init__(self, user: User) -> None:
        session = SessionStore()
        session[SESSION_KEY] = str(user.pk)
        session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
        session[HASH_SESSION_KEY] = user.get_session_auth_hash()
        session.create()
        self.cookie = f"sessionid={session.session_key}; csrftoken={TOKEN}"

    def ask(self, path: str, body: str = "") -> str:
        """GET, or POST of JSON. Raises RuntimeError for anything but a page."""
        headers = {"HTTP_COOKIE": self.cookie, "HTTP_X_CSRFTOKEN": TOKEN}
        return _ask(path, body, headers)


class System:
    """Another system, with the token of a service account."""

    def __init__(self, token: str) -> None:
        self.headers = {"HTTP_AUTHORIZATION": f"Bearer {token}"}

    def ask(self, path: str) -> str:
        """GET. Raises RuntimeError for anything but an answer."""
        return _ask(path, "", self.headers)


def _ask(path: str, body: str, headers: dict[str, str]) -> str:
    sent = body.encode()
    address, _, query = path.partition("?")
    environment: dict[str, Any] = {
        "PATH_INFO": address,
        "QUERY_STRING": query,
        "REQUEST_METHOD": "POST" if body else "GET",
        "HTTP_HOST": "localhost",
        "CONTENT_TYPE": "application/json",
        "CONTENT_LENGTH": str(len(sent)),
        "wsgi.input": io.BytesIO(sent),
        **headers,
    }
    setup_testing_defaults(environment)
    told: list[str] = []
    response = _application()(environment, lambda status, headers: told.append(status))
    answer = b"".join(response).decode()
    response.close()
    if not told[0].startswith("200"):
        raise RuntimeError(f"{path} answered {told[0]}")
    return answer


def _application() -> Any:
    if not _service:
        _service.append(get_wsgi_application())
    return _service[0]


def seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


@contextmanager
def queries() -> Iterator[list[str]]:
    """Every statement sent to the database while inside."""
    seen: list[str] = []

    def note(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        seen.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(note):
        yield seen
