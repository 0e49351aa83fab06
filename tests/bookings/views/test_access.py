"""Every page of bookings, for every role."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from audit.enums import Action
from audit.models import Event
from bookings.urls import urlpatterns
from people.enums import Role
from tests.factories.bookings import (
    make_chair,
    make_hub,
    make_minute_taker,
    make_room,
    make_session,
)

pytestmark = pytest.mark.django_db

BOOK = {Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE}
KEEP = {Role.BUSINESS_SUPPORT, Role.HEAD_OF_SERVICE}
HEAD = {Role.HEAD_OF_SERVICE}

# Pages that are opened, and who may.
PAGES = {
    "free": BOOK,
    "places": KEEP,
    "add_hub": KEEP,
    "hub": KEEP,
    "add_room": KEEP,
    "room": KEEP,
    "add_session": KEEP,
    "session": KEEP,
    "close_place": KEEP,
    "staffing": KEEP,
    "add_chair": KEEP,
    "chair": KEEP,
    "add_minute_taker": KEEP,
    "minute_taker": KEEP,
    "hours": KEEP,
    "local_practice": HEAD,
}
STEPS = {"reopen_place"}  # only sent, never opened


def address(name: str) -> str:
    """The page about something that exists."""
    makers = {
        "hub_id": lambda: make_hub().pk,
        "room_id": lambda: make_room().pk,
        "session_id": lambda: make_session().pk,
        "chair_id": lambda: make_chair().pk,
        "minute_taker_id": lambda: make_minute_taker().pk,
        "professional_id": lambda: make_chair().pk,
    }
    [pattern] = [p for p in urlpatterns if p.name == name]
    needed = pattern.pattern.converters
    return reverse(f"bookings:{name}", kwargs={key: makers[key]() for key in needed})


def test_every_address_is_in_the_matrix() -> None:
    assert {pattern.name for pattern in urlpatterns} == set(PAGES) | STEPS


@pytest.mark.parametrize("name", PAGES)
def test_who_may_open_it(name: str, signed_in: Callable[[str], Client]) -> None:
    where = address(name)
    opened = {role for role in Role if signed_in(role).get(where).status_code == 200}
    assert opened == PAGES[name]


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_stranger_is_asked_to_sign_in(name: str, client: Client) -> None:
    response = client.get(address(name))
    assert response.status_code == 302
    assert response["Location"].startswith("/accounts/login/")


def test_a_refusal_is_kept(signed_in: Callable[[str], Client]) -> None:
    signed_in(Role.SOCIAL_WORKER).get("/bookings/places/")
    assert Event.objects.using("audit").get().action == Action.REFUSED


def test_a_step_is_sent_never_opened(booker: Client) -> None:
    assert booker.get("/bookings/places/closures/1/reopen/").status_code == 405
