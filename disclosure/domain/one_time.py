"""The rules of a link with a code, whatever it opens: how long, how often, how many tries.

Who may have one, what is sent and what is written in the audit is for whoever issues it.
"""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.contrib.auth.hashers import check_password, make_password
from django.utils import timezone

from accounts.errors import WrongState
from disclosure.models.one_time_pass import OneTimePass

LINK_LASTS = timedelta(days=7)
CODE_LASTS = timedelta(minutes=10)
BETWEEN_CODES = timedelta(minutes=1)
MOST_CODES = 5
MOST_WRONG = 5
WRONG_CODE = "That is not the code we sent, or it is too old. Try again, or ask for a new one."

TOO_MANY = "We have sent too many codes. Ask {ask} for a new link."
TOO_SOON = "We have just sent you a code. Wait a minute before you ask again."


def new_token() -> str:
    """The secret of a link. Keep only its hash."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()


def works(one: OneTimePass) -> bool:
    """Not taken back, not too old, not tried too often."""
    return (
        one.revoked_at is None and one.expires_at > timezone.now() and one.wrong_codes < MOST_WRONG
    )


def new_code(one: OneTimePass, *, ask: str) -> str:
    """A fresh six-figure code; the pass keeps its hash. At most one a minute and five in all.

    `ask` says whom to ask for a new link. Hold the row before calling. Raises `WrongState`.
    """
    now = timezone.now()
    if one.codes_sent >= MOST_CODES:
        raise WrongState(TOO_MANY.format(ask=ask))
    if one.code_sent_at and one.code_sent_at > now - BETWEEN_CODES:
        raise WrongState(TOO_SOON, rule="too_soon")
    code = f"{secrets.randbelow(1_000_000):06}"
    one.code_hash, one.code_sent_at = make_password(code), now
    one.codes_sent += 1
    one.save(update_fields=["code_hash", "code_sent_at", "codes_sent"])
    return code


def code_is_right(one: OneTimePass, typed: str) -> bool:
    """Whether this is the code, and not too old. Hold the row, so that tries are counted."""
    fresh = one.code_sent_at and one.code_sent_at > timezone.now() - CODE_LASTS
    code = "".join(typed.split())
    return bool(fresh and one.code_hash and check_password(code, one.code_hash))
