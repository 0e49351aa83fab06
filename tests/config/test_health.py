"""The two addresses a load balancer asks."""

import socket
import time

import pytest
from django.db import DatabaseError, connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries, Settings


def test_healthz_answers_without_asking_the_database() -> None:
    # Without the django_db mark any query would raise.
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.django_db
def test_readyz_asks_the_database_once(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(1):
        response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "ok"}


@pytest.mark.django_db
def test_readyz_says_no_when_the_database_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object) -> None:
        raise DatabaseError("gone")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = Client().get("/readyz")
    assert response.status_code == 503
    assert response.json()["database"] == "down"


@pytest.mark.django_db
def test_a_broker_that_is_down_is_told_but_sends_nobody_away(settings: Settings) -> None:
    settings.CELERY_BROKER_URL = "redis+socket:///nowhere/redis.sock"
    response = Client().get("/readyz")
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "down"}


@pytest.mark.django_db
def test_a_broker_that_takes_the_call_and_says_nothing_is_told_too(settings: Settings) -> None:
    with socket.create_server(("127.0.0.1", 0)) as hanging:
        settings.CELERY_BROKER_URL = f"redis://127.0.0.1:{hanging.getsockname()[1]}/0"
        began = time.monotonic()
        response = Client().get("/readyz")
    assert time.monotonic() - began < 4
    assert response.status_code == 200
    assert response.json() == {"database": "ok", "broker": "down"}
