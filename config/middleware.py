"""Headers every answer carries: where content may come from, and that nothing is to be kept."""

from __future__ import annotations

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse


class ProxiedAddressMiddleware:
    """Puts the visitor's address where the proxy's own would stand, for audit and rate limits.

    Production only: our proxy appends the address it saw as the last one of X-Forwarded-For; what
    stands before it was written by the visitor and is not believed.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        seen = request.META.get("HTTP_X_FORWARDED_FOR", "").rsplit(",", 1)[-1].strip()
        if seen:
            request.META["REMOTE_ADDR"] = seen
        return self.get_response(request)


class SecurityHeadersMiddleware:
    """Strict content policy, and `no-store` unless the view decided otherwise.

    `no-store` is the default for every page because a case page left in a shared computer's cache
    is a disclosure; static files set their own Cache-Control and keep it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy_text(settings.CONTENT_SECURITY_POLICY)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault("Content-Security-Policy", self.policy)
        response.headers.setdefault("Permissions-Policy", settings.PERMISSIONS_POLICY)
        response.headers.setdefault("Cache-Control", "no-store")
        return response


def policy_text(directives: dict[str, list[str]]) -> str:
    """The header's text: `{"img-src": ["'self'", "data:"]}` becomes `img-src 'self' data:`."""
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
