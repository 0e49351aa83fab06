"""Who is asking, from where: held for the length of one request, task or command."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass


@dataclass(frozen=True)
class RequestContext:
    request_id: str = ""
    address: str | None = None


_nothing = RequestContext()
_current: ContextVar[RequestContext] = ContextVar("audit_context", default=_nothing)


def current() -> RequestContext:
    return _current.get()


@contextmanager
def during(context: RequestContext) -> Iterator[None]:
    token = _current.set(context)
    try:
        yield
    finally:
        _current.reset(token)
