"""Signing in through the authority's own directory (OpenID Connect)."""

from __future__ import annotations

import time
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.core import context
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.internal.flows.login import complete_login
from allauth.socialaccount.models import SocialAccount
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.socialaccount.signals import social_account_removed
from django.contrib.auth.models import AnonymousUser
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpResponse
from django.test import Client, RequestFactory
from pytest_django import Settings

from accounts.models import User
from accounts.rules import has_second_step
from audit.models import Event
from config.directory import providers
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def directory(settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = providers(
        server="https://directory.example",
        name="your work account",
        client_id="chairside",
        secret="fictional",
    )


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


def test_who_somebody_is_in_the_directory_is_written_down_when_it_is_linked() -> None:
    user = make_user()
    arrive(user.email)
    linked = Event.objects.get(verb="accounts.link_directory")
    assert (linked.action, linked.subject_ids) == ("changed", [user.pk])
    assert linked.detail == {"identity": "a-fictional-number"}
    arrive(user.email)
    assert Event.objects.filter(verb="accounts.link_directory").count() == 1


def test_and_when_it_is_unlinked() -> None:
    user = make_user()
    account = SocialAccount.objects.create(user=user, provider="directory", uid="a-number")
    social_account_removed.send(sender=SocialAccount, request=None, socialaccount=account)
    unlinked = Event.objects.get(verb="accounts.unlink_directory")
    assert (unlinked.subject_ids, unlinked.detail) == ([user.pk], {"identity": "a-number"})


def test_somebody_whom_nobody_added_is_told_to_ask() -> None:
    request, answer = arrive("stranger@chairside.example")
    assert request.user.is_anonymous
    assert not User.objects.exists()
    assert "Ask for an account" in answer.content.decode() or "signup" in answer.get("Location", "")


def test_a_disabled_account_stays_out() -> None:
    user = make_user(is_active=False)
    request, _ = arrive(user.email)
    assert request.user.is_anonymous


TYPED = {"story": "First line\nزهرا said: “no”"}
CALLBACK = "/accounts/oidc/directory/login/callback/"


class FakeDirectory:
    """The authority's directory: says who signed in there, and when if it says so at all."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.email, self.auth_time = "", None
        where = {"authorization_endpoint": "https://directory.example/authorize"}
        adapter = OpenIDConnectOAuth2Adapter
        monkeypatch.setattr(
            adapter, "openid_config", {**where, "token_endpoint": "https://directory.example/t"}
        )
        monkeypatch.setattr(
            adapter, "get_access_token_data", lambda *args, **kwargs: {"access_token": "fictional"}
        )
        monkeypatch.setattr(adapter, "complete_login", self.says)

    def says(self, request, app, token, **kwargs):  # type: ignore[no-untyped-def]
        told = {"sub": self.email, "email": self.email}
        stamped = {**told, "auth_time": self.auth_time} if self.auth_time else told
        provider = get_adapter().get_provider(request, "directory")
        return provider.sociallogin_from_response(request, {"userinfo": told, "id_token": stamped})

    def unlocks(self, client: Client, email: str, auth_time: float | None = None) -> HttpResponse:
        """All the way there and back."""
        self.email, self.auth_time = email, auth_time
        away = client.post("/accounts/unlock/directory/", {"next": "/accounts/"})
        asked = parse_qs(urlsplit(away["Location"]).query)
        assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
        return client.get(CALLBACK, {"code": "fictional", "state": asked["state"][0]})


@pytest.fixture
def locked(client: Client) -> Client:
    """Signed in by the directory, so without a password; locked with something typed."""
    user = make_user()
    user.set_unusable_password()
    user.save()
    client.force_login(user)
    client.get("/accounts/")
    client.post("/accounts/lock/")
    return client


def is_locked(client: Client) -> bool:
    return bool(client.get("/accounts/session/").json()["locked"])


def test_the_directory_opens_the_lock_and_what_was_typed_is_kept(
    locked: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    user, session = User.objects.get(), locked.session.session_key
    carried = locked.post("/components/?x=1", TYPED)
    assert "First line\nزهرا said: “no”</textarea>" in carried.content.decode()
    page = locked.get("/accounts/unlock/").content.decode()
    assert "Unlock with your work account" in page
    assert 'name="password"' not in page
    back = FakeDirectory(monkeypatch).unlocks(locked, user.email, time.time())
    assert (back.status_code, back["Location"]) == (302, "/accounts/")
    assert not is_locked(locked)
    assert locked.session.session_key == session  # the same one: pages left open go on with it
    assert locked.post("/components/?x=1", TYPED).status_code != 423
    verbs = list(Event.objects.order_by("id").values_list("action", "verb"))
    assert verbs == [("locked", "accounts.lock"), ("signed_in", "accounts.unlock")]


@pytest.mark.parametrize(
    "why", ["another person", "a stranger", "signed in before the lock", "says no time"]
)
def test_the_directory_opens_it_for_nobody_else_and_for_no_old_sign_in(
    locked: Client, monkeypatch: pytest.MonkeyPatch, why: str
) -> None:
    user, other = User.objects.get(), make_user()
    who = {"another person": other.email, "a stranger": "stranger@chairside.example"}
    at = {"signed in before the lock": time.time() - 3600, "says no time": None}
    FakeDirectory(monkeypatch).unlocks(locked, who.get(why, user.email), at.get(why, time.time()))
    assert is_locked(locked)
    assert locked.session["_auth_user_id"] == str(user.pk)
    assert Event.objects.filter(verb="accounts.unlock_by_directory").count() == 1


def test_an_answer_nobody_asked_for_opens_nothing(
    locked: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    FakeDirectory(monkeypatch).email = User.objects.get().email
    assert locked.get(CALLBACK, {"code": "x", "state": "y"})["Location"].startswith(
        "/accounts/unlock/"
    )
    assert is_locked(locked)


def test_without_a_directory_there_is_nowhere_to_go(locked: Client, settings: Settings) -> None:
    settings.SOCIALACCOUNT_PROVIDERS = {}
    assert locked.post("/accounts/unlock/directory/").status_code == 404
