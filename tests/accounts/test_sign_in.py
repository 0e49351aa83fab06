"""Signing in: what is written down, what is refused, what a stranger can learn."""

from __future__ import annotations

import re

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.adapters import SecondStepAdapter
from accounts.models import User
from audit.models import Event
from notifications.models import Message
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

OUTBOX = "notifications.email_backend.OutboxBackend"


@pytest.fixture(autouse=True)
def as_in_service(settings: Settings) -> None:
    settings.EMAIL_BACKEND = OUTBOX  # Django's test runner puts another in its place
    cache.clear()


def sign_in(client: Client, email: str, password: str = PASSWORD):  # type: ignore[no-untyped-def]
    return client.post("/accounts/login/", {"login": email, "password": password})


def events() -> list[tuple[str, str, int | None, list[int]]]:
    rows = Event.objects.order_by("id")
    return [(row.action, row.verb, row.actor_id, row.subject_ids) for row in rows]


def test_signing_in_and_out_is_written_down(client: Client) -> None:
    user = make_user()
    assert sign_in(client, user.email.upper()).url == "/"
    client.post("/accounts/logout/")
    assert events() == [
        ("signed_in", "accounts.sign_in", user.pk, [user.pk]),
        ("signed_out", "accounts.sign_out", user.pk, [user.pk]),
    ]


def test_a_failed_sign_in_is_written_down_without_what_was_typed(client: Client) -> None:
    user = make_user()
    sign_in(client, user.email, "wrong")
    sign_in(client, "hunter2@nobody.example", "wrong")
    assert events() == [
        ("sign_in_failed", "accounts.sign_in", None, [user.pk]),
        ("sign_in_failed", "accounts.sign_in", None, []),
    ]
    assert "hunter2" not in str(list(Event.objects.values()))


def test_a_stranger_cannot_tell_who_has_an_account(client: Client) -> None:
    user = make_user()
    answers = [sign_in(client, email, "wrong") for email in (user.email, "no@chairside.example")]
    texts = [page_text(answer, user.email, "no@chairside.example") for answer in answers]
    assert texts[0] == texts[1]
    for email in (user.email, "no@chairside.example"):
        answer = client.post("/accounts/password/reset/", {"email": email})
        assert answer.url == "/accounts/password/reset/done/"
    assert list(Message.objects.values_list("to_address", flat=True)) == [user.email]


def page_text(answer, *addresses: str) -> str:  # type: ignore[no-untyped-def]
    text = answer.content.decode()
    for address in addresses:
        text = text.replace(address, "")
    return re.sub(r'(csrfmiddlewaretoken" value=|X-CSRFToken": )"[^"]*"', "", text)


def test_wrong_passwords_are_counted(client: Client) -> None:
    user = make_user()
    for _ in range(5):
        sign_in(client, user.email, "wrong")
    answer = sign_in(client, user.email)
    assert "Too many tries. Wait 5 minutes" in answer.content.decode()


def test_a_password_is_set_through_the_outbox(client: Client) -> None:
    user = make_user()
    client.post("/accounts/password/reset/", {"email": user.email})
    message = Message.objects.get()
    assert message.subject == "Set a new password for Chairside"
    link = re.search(r"http://testserver(\S+)", message.body)
    assert link
    page = client.get(link[1], follow=True)
    weak = {"password1": "123456789012", "password2": "123456789012"}
    assert client.post(page.wsgi_request.path, weak).status_code == 200
    new = "three unlikely garden words"
    client.post(page.wsgi_request.path, {"password1": new, "password2": new})
    user.refresh_from_db()
    assert user.check_password(new)
    assert "no longer works" in Client().get(link[1], follow=True).content.decode()


@pytest.mark.parametrize("address", ["/accounts/email/", "/accounts/3rdparty/"])
def test_what_the_service_does_not_offer_is_absent(client: Client, address: str) -> None:
    client.force_login(make_user())
    assert client.get(address).status_code == 404


def test_nobody_signs_up(client: Client) -> None:
    data = {"email": "new@chairside.example", "password1": PASSWORD, "password2": PASSWORD}
    answer = client.post("/accounts/signup/", data)
    assert "Ask for an account" in answer.content.decode()
    assert not User.objects.exists()


def test_a_disabled_account_cannot_sign_in_and_its_sessions_end(client: Client) -> None:
    user = make_user()
    sign_in(client, user.email)
    assert client.get("/accounts/").status_code == 200
    User.objects.update(is_active=False)
    assert client.get("/accounts/").status_code == 302
    sign_in(client, user.email)
    assert client.get("/accounts/").status_code == 302


def test_without_a_second_step_nobody_goes_further(client: Client, settings: Settings) -> None:
    settings.ACCOUNTS_REQUIRE_MFA = True
    user = make_user()
    sign_in(client, user.email)
    assert client.get("/components/").url == "/accounts/2fa/"
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert client.get("/components/").status_code == 200


def test_the_second_step_is_asked_for_and_a_wrong_code_is_written_down(client: Client) -> None:
    user = make_user()
    secret = SecondStepAdapter().encrypt("JBSWY3DPEHPK3PXP")
    Authenticator.objects.create(user=user, type=Authenticator.Type.TOTP, data={"secret": secret})
    assert sign_in(client, user.email).url == "/accounts/2fa/authenticate/"
    assert client.get("/components/").wsgi_request.user.is_anonymous
    client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    written = ("sign_in_failed", "accounts.sign_in", None, [user.pk])
    assert events() == [written]
    for _ in range(12):
        answer = client.post("/accounts/2fa/authenticate/", {"code": "000000"})
    assert "Too many tries. Wait 5 minutes" in answer.content.decode()
    assert events() == [written] * 5


def test_the_secret_of_an_authenticator_app_is_not_readable_in_the_database() -> None:
    adapter = SecondStepAdapter()
    kept = adapter.encrypt("JBSWY3DPEHPK3PXP")
    assert "JBSWY3DPEHPK3PXP" not in kept
    assert adapter.decrypt(kept) == "JBSWY3DPEHPK3PXP"


def test_signing_out_everywhere_else_ends_the_other_sessions_only() -> None:
    user = make_user()
    here, there = Client(), Client()
    sign_in(here, user.email)
    sign_in(there, user.email)
    assert "Sign out everywhere else" in here.get("/accounts/sessions/").content.decode()
    here.post("/accounts/sessions/")
    assert here.get("/accounts/").status_code == 200
    assert there.get("/accounts/").status_code == 302
    assert ("signed_out", "accounts.sign_out_elsewhere", user.pk, [user.pk]) in events()


@pytest.mark.parametrize(
    ("then", "lands"), [("/accounts/", "/accounts/"), ("https://evil.example/", "/")]
)
def test_signing_in_leads_only_to_our_own_pages(client: Client, then: str, lands: str) -> None:
    user = make_user()
    data = {"login": user.email, "password": PASSWORD, "next": then}
    assert client.post("/accounts/login/", data).url == lands
