"""May this session go on?"""

from __future__ import annotations

from allauth.account.authentication import get_authentication_records
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpRequest

# A directory that signs people in asks for its own second step.
STRONG_METHODS = frozenset({"mfa", "socialaccount"})


def has_second_step(request: HttpRequest) -> bool:
    """True when this sign-in was strong, or the person has set up a second step."""
    records = get_authentication_records(request, request.user)
    return any(r["method"] in STRONG_METHODS for r in records) or is_mfa_enabled(request.user)


def needs_second_step() -> bool:
    """A rehearsal turns it off: its people are made up and share one printed password."""
    return bool(settings.ACCOUNTS_REQUIRE_MFA)
