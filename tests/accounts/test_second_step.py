"""Codes of an authenticator app: the one that is shown, and the one before or after it; and what
becomes of them when the secret key changes."""

from __future__ import annotations

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    validate_totp_code,
)
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from pytest_django import Settings

from accounts.adapters import SecondStepAdapter
from tests.factories.accounts import PASSWORD, make_user

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


OLD, NEW = "a key of last year", "a key of this year"
SECRET = "JBSWY3DPEHPK3PXP"


def code_after_the_key_changed(settings: Settings, fallbacks: list[str]) -> HttpResponse:
    """What the sign-in says to the right code of an app that was set up with the old key."""
    cache.clear()
    user = make_user()
    settings.SECRET_KEY = OLD
    data = {"secret": SecondStepAdapter().encrypt(SECRET)}
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data=data)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, fallbacks
    client = Client(raise_request_exception=False)
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    code = format_hotp_value(hotp_value(SECRET, int(time.time()) // STEP_SECONDS))
    answer: HttpResponse = client.post("/accounts/2fa/authenticate/", {"code": code})
    return answer


@pytest.mark.django_db
def test_an_app_set_up_before_the_key_changed_goes_on_working(settings: Settings) -> None:
    answer = code_after_the_key_changed(settings, [OLD])
    assert (answer.status_code, answer["Location"]) == (302, "/")


@pytest.mark.django_db
def test_where_the_old_key_is_lost_the_page_says_what_to_do(settings: Settings) -> None:
    answer = code_after_the_key_changed(settings, [])
    assert answer.status_code == 409
    assert "Ask a system administrator to take it away" in answer.content.decode()


def test_what_is_set_up_now_needs_the_key_of_today_alone(settings: Settings) -> None:
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = NEW, [OLD]
    kept = SecondStepAdapter().encrypt(SECRET)
    settings.SECRET_KEY_FALLBACKS = []
    assert SecondStepAdapter().decrypt(kept) == SECRET
