"""Signed-in people for the page tests."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from people.enums import Role
from tests.factories.people import make_staff


@pytest.fixture
def signed_in() -> Callable[[str], Client]:
    """`signed_in(Role.BUSINESS_SUPPORT)` is a browser of somebody in that role."""

    def client_of(role: str) -> Client:
        client = Client()
        client.force_login(make_staff(role))
        return client

    return client_of


@pytest.fixture
def booker(signed_in: Callable[[str], Client]) -> Client:
    return signed_in(Role.BUSINESS_SUPPORT)
