"""Each change of a password or a second step is written down, without what it is."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client
from pytest_django import Settings

from accounts.models import User
from audit.models import Event
from notifications.models import Message
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db(transaction=True)  # allauth tells once it is committed

NEW = "three unlikely garden words"


@pytest.fixture(autouse=True)
def as_in_service(settings: Settings) -> None:
    settings.EMAIL_BACKEND = "notifications.email_backend.OutboxBackend"
    cache.clear()


def inside(user: User) -> Client:
    client = Client()
    client.post("/accounts/login/", {"login": user.email, "password": PASSWORD})
    return client


def changes(user: User) -> list[tuple[str, dict[str, str]]]:
    rows = Event.objects.filter(action="changed", actor_id=user.pk, subject_ids=[user.pk])
    return [(row.verb, row.detail) for row in rows.order_by("id")]


def code_for(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))


def add_app(client: Client) -> None:
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": code_for(secret)})


def change_password(user: User) -> None:
    typed = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    inside(user).post("/accounts/password/change/", typed)


def reset_password(user: User) -> None:
    Client().post("/accounts/password/reset/", {"email": user.email})
    link = re.search(r"http://testserver(\S+)", Message.objects.get().body)
    assert link
    client = Client()
    page = client.get(link[1], follow=True)
    client.post(page.wsgi_request.path, {"password1": NEW, "password2": NEW})


def add_and_remove_app(user: User) -> None:
    client = inside(user)
    add_app(client)
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    client.post("/accounts/2fa/totp/deactivate/")


def renew_codes(user: User) -> None:
    client = inside(user)
    add_app(client)
    client.post("/accounts/2fa/recovery-codes/generate/")


ADDED = [
    ("accounts.add_second_step", {"kind": "totp"}),
    ("accounts.add_second_step", {"kind": "recovery_codes"}),
]
REMOVED = [("accounts.remove_second_step", kind) for _, kind in ADDED]


@pytest.mark.parametrize(
    ("act", "written"),
    [
        (change_password, [("accounts.change_password", {})]),
        (reset_password, [("accounts.reset_password", {})]),
        (add_and_remove_app, [*ADDED, *REMOVED]),
        (renew_codes, [*ADDED, ("accounts.renew_recovery_codes", {"kind": "recovery_codes"})]),
    ],
)
def test_it_is_written_down(
    act: Callable[[User], None],
    written: list[tuple[str, dict[str, str]]],
) -> None:
    user = make_user()
    act(user)
    assert sorted(changes(user), key=str) == sorted(written, key=str)
    assert NEW not in str(list(Event.objects.values()))
