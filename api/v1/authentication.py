"""`Authorization: Bearer chairside_...`: the only way in. A browser's session is not taken."""

from __future__ import annotations

from django.core.cache import cache
from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.models import User
from api.domain.tokens import NotLetIn, TooManyRequests, let_in
from api.models import ServiceAccount
from audit.domain import refuse

WRONG = "Send a token that works: Authorization: Bearer chairside_..."
TRIES, TRIES_SECONDS = 20, 60  # wrong tokens from one address before it has to wait


class TokenAuthentication(BaseAuthentication):
    def authenticate(self, request: Request) -> tuple[User, ServiceAccount] | None:
        """The account's user, for whom everything is scoped and audited, and the account."""
        words = get_authorization_header(request).split()
        if not words:
            return None
        if len(words) != 2 or words[0].lower() != b"bearer":
            raise AuthenticationFailed(WRONG)
        try:
            account = let_in(words[1].decode("latin-1"))
        except NotLetIn as error:
            _note_a_guess(request)  # not looked at before: a right token costs no look
            raise AuthenticationFailed(WRONG) from error
        except TooManyRequests as error:
            raise Throttled(wait=error.seconds) from error
        return account.user, account

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Chairside"'


def _counted_as(request: Request) -> str:
    return f"api-guess:{request.META.get('REMOTE_ADDR', '')}"


def _note_a_guess(request: Request) -> None:
    """Raises `Throttled` for an address that has guessed too often. Right tokens are let in."""
    key = _counted_as(request)
    cache.add(key, 0, TRIES_SECONDS)
    if cache.incr(key) > TRIES:
        raise Throttled(wait=TRIES_SECONDS)
    refuse("api.sign_in", by=None, reason="a token that opens nothing")


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "api.v1.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a service account; see how to get one in docs/api.md.",
        }
