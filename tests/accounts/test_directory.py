"""Signing in through the authority's own directory (OpenID Connect)."""

from __future__ import annotations

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from accounts.rules import has_second_step
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(settings: Settings) -> None:
    app = {
        "provider_id": "directory",
        "name": "your work account",
        "client_id": "chairside",
        "secret": "fictional",
        "settings": {"server_url": "https://directory.example"},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": [app]}}


def arrive(email: str):  # type: ignore[no-untyped-def]
    """The request as it stands when the directory has said who it is."""
    request = RequestFactory().get("/accounts/oidc/directory/login/callback/")
    SessionMiddleware(lambda r: HttpResponse()).process_request(request)
    MessageMiddleware(lambda r: HttpResponse()).process_request(request)
    request.user = AnonymousUser()
    with context.request_context(request):
        provider = get_adapter().get_provider(request, "directory")
        said = {"userinfo": {"sub": "a-fictional-number", "email": email, "name": "Said Name"}}
        answer = complete_login(request, provider.sociallogin_from_response(request, said))
    return request, answer


def test_the_button_is_there_only_when_a_directory_is_set(
    client: Client, settings: Settings
) -> None:
    assert "Sign in with your work account" in client.get("/accounts/login/").content.decode()
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert "Sign in with your work account" not in client.get("/accounts/login/").content.decode()


def test_somebody_who_was_added_here_signs_in_and_needs_no_second_step_of_ours() -> None:
    user = make_user("Kept Name")
    request, answer = arrive(user.email.upper())
    assert answer.status_code == 302
    assert request.user == user
    assert has_second_step(request)
    user.refresh_from_db()
    assert user.name == "Kept Name"


def test_somebody_whom_nobody_added_is_told_to_ask() -> None:
    request, answer = arrive("stranger@chairside.example")
    assert request.user.is_anonymous
    assert not User.objects.exists()
    assert "Ask for an account" in answer.content.decode() or "signup" in answer.get("Location", "")


def test_a_disabled_account_stays_out() -> None:
    user = make_user(is_active=False)
    request, _ = arrive(user.email)
    assert request.user.is_anonymous
