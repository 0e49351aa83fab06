"""Codes of an authenticator app: the one that is shown, and the one before or after it."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    validate_totp_code,
)

STEP_SECONDS = 30


def test_a_code_that_changed_while_it_was_typed_is_taken_and_an_older_one_is_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    secret, now = generate_totp_secret(), 1_795_400_000
    monkeypatch.setattr(time, "time", lambda: float(now))
    shown = [format_hotp_value(hotp_value(secret, now // STEP_SECONDS + n)) for n in range(-2, 3)]
    assert len(set(shown)) == 5
    taken = [validate_totp_code(secret, code) for code in shown]
    assert taken == [False, True, True, True, False]
