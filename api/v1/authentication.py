"""`Authorization: Bearer chairside_...`: the only way in. A browser's session is not taken."""

from __future__ import annotations

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed, Throttled
from rest_framework.request import Request

from accounts.models import User
from api.domain.tokens import NotLetIn, TooManyRequests, let_in
from api.models import ServiceAccount
from audit.domain import GUESSES, refuse_guess

WRONG = "Send a token that works: Authorization: Bearer chairside_..."


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
            # Not counted before: a right token is let in, however much is guessed from its place.
            if not refuse_guess("api.sign_in", reason="a token that opens nothing"):
                raise Throttled(wait=GUESSES.seconds) from error
            raise AuthenticationFailed(WRONG) from error
        except TooManyRequests as error:
            raise Throttled(wait=error.seconds) from error
        return account.user, account

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="Chairside"'


class TokenScheme(OpenApiAuthenticationExtension):
    target_class = "api.v1.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: object) -> dict[str, str]:
        return {
            "type": "http",
            "scheme": "bearer",
            "description": "A token of a service account; see how to get one in docs/api.md.",
        }
