"""A locked session shows nothing, loses nothing, and opens only with the password."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from accounts.domain import idle_lock
from accounts.models import User
from audit.models import Event
from tests.factories.accounts import PASSWORD, make_user

pytestmark = pytest.mark.django_db

TYPED = {"full_name": "O’Fictional", "story": "First line\nزهرا said: “no”", "sizes": ["s", "m"]}


@pytest.fixture
def user() -> User:
    cache.clear()
    return make_user()


@pytest.fixture
def inside(client: Client, user: User) -> Client:
    client.force_login(user)
    client.get("/accounts/")
    return client


def actions() -> list[tuple[str, str]]:
    return list(Event.objects.order_by("id").values_list("action", "verb"))


def test_a_locked_session_sees_only_the_way_back_in(inside: Client) -> None:
    inside.post("/accounts/lock/")
    assert (
        inside.get("/components/?page=2").url
        == "/accounts/unlock/?next=%2Fcomponents%2F%3Fpage%3D2"
    )
    assert inside.get("/components/", headers={"Accept": "application/json"}).status_code == 423
    assert inside.get("/components/", headers={"HX-Request": "true"}).status_code == 423
    assert inside.get("/accounts/session/").json()["locked"] is True
    assert inside.get("/accounts/unlock/").status_code == 200


def test_locking_twice_is_one_event(inside: Client) -> None:
    inside.post("/accounts/lock/")
    inside.post("/accounts/lock/")
    assert actions() == [("locked", "accounts.lock")]


def test_a_form_sent_while_locked_is_carried_and_not_carried_out(inside: Client) -> None:
    inside.post("/accounts/lock/")
    answer = inside.post("/components/?x=1", TYPED)
    html = answer.content.decode()
    assert answer.status_code == 423
    assert 'action="/components/?x=1"' in html
    assert "First line\nزهرا said: “no”</textarea>" in html
    assert html.count('name="sizes"') == 2
    assert "Components" not in html


def test_the_password_opens_it_and_a_wrong_one_does_not(inside: Client) -> None:
    inside.post("/accounts/lock/")
    json = {"Accept": "application/json"}
    wrong = inside.post("/accounts/unlock/", {"password": "wrong"}, headers=json)
    assert wrong.status_code == 403
    assert wrong.json()["message"] == "The password is not right. Try again"
    right = inside.post("/accounts/unlock/", {"password": PASSWORD}, headers=json)
    assert right.json()["locked"] is False
    assert inside.get("/components/").status_code == 200
    assert actions() == [
        ("locked", "accounts.lock"),
        ("sign_in_failed", "accounts.unlock"),
        ("signed_in", "accounts.unlock"),
    ]


def test_without_scripts_unlocking_leads_back(inside: Client) -> None:
    inside.post("/accounts/lock/")
    data = {"password": PASSWORD, "next": "/components/?page=2"}
    assert inside.post("/accounts/unlock/", data).url == "/components/?page=2"


def test_unlocking_never_leads_elsewhere(inside: Client) -> None:
    inside.post("/accounts/lock/")
    data = {"password": PASSWORD, "next": "//evil.example/"}
    assert inside.post("/accounts/unlock/", data).url == "/"


def test_guessing_the_password_of_a_locked_session_is_counted(inside: Client) -> None:
    inside.post("/accounts/lock/")
    for _ in range(10):
        inside.post("/accounts/unlock/", {"password": "wrong"})
    answer = inside.post("/accounts/unlock/", {"password": PASSWORD})
    assert "Too many tries" in answer.content.decode()
    assert inside.get("/accounts/session/").json()["locked"] is True


@pytest.mark.parametrize(("minutes", "locked"), [(16, False), (18, True)])
def test_a_session_left_alone_locks_itself(inside: Client, minutes: int, locked: bool) -> None:
    session = inside.session
    session[idle_lock.SEEN] = (timezone.now() - dt.timedelta(minutes=minutes)).isoformat()
    session.save()
    inside.get("/components/")
    assert inside.get("/accounts/session/").json()["locked"] is locked


def test_being_here_is_noted_at_most_once_a_minute(
    inside: Client,
    user: User,
    django_assert_num_queries,  # type: ignore[no-untyped-def]
) -> None:
    user.refresh_from_db()
    first = user.last_seen_at
    assert first is not None
    with django_assert_num_queries(2):  # the session and the user: nothing is written
        inside.post("/accounts/here/")
    user.refresh_from_db()
    assert user.last_seen_at == first


def test_signing_out_works_while_locked(inside: Client) -> None:
    inside.post("/accounts/lock/")
    inside.post("/accounts/logout/")
    assert inside.get("/accounts/").url.startswith("/accounts/login/")
