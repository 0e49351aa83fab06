"""A worker is well when it answers and what it is there for is done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone

from audit.domain import seal_committed
from config.celery import app
from config.management.commands import worker_is_well
from notifications.models import Message
from tests.factories.audit import make_event
from tests.factories.messages import make_message

pytestmark = pytest.mark.django_db


@pytest.fixture
def answering(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the workers say when they are asked which queues they serve."""
    answers: dict[str, Any] = {}

    class Inspect:
        def __init__(self, timeout: float) -> None:
            assert timeout < 10

        def active_queues(self) -> dict[str, Any] | None:
            return answers or None

    monkeypatch.setattr(app.control, "inspect", Inspect)
    return answers


def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Eleven minutes later."""
    now = timezone.now() + timedelta(minutes=11)
    monkeypatch.setattr(worker_is_well.timezone, "now", lambda: now)


def ill(queue: str) -> str:
    try:
        call_command("worker_is_well", queue)
    except CommandError as error:
        return str(error)
    return ""


def test_where_nobody_serves_the_queue_it_is_not_well(answering: dict[str, Any]) -> None:
    assert ill("celery") == "No worker serves the queue celery."
    answering["worker@here"] = [{"name": "celery"}]
    assert ill("celery") == ""
    assert ill("slow") == "No worker serves the queue slow."
    answering["slow@here"] = [{"name": "slow"}]
    assert ill("slow") == ""


def test_where_nobody_seals_it_is_not_well(
    answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering["one@here"] = [{"name": "celery"}, {"name": "slow"}]
    make_event()
    assert ill("celery") == ""
    later(monkeypatch)
    assert ill("celery").startswith("The audit is not sealed since")
    assert ill("slow") == ""  # that one is not there for it
    seal_committed()
    assert ill("celery") == ""


def test_where_a_message_that_is_due_waits_it_is_not_well(
    answering: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    answering["worker@here"] = [{"name": "celery"}]
    make_message()
    seal_committed()
    assert ill("celery") == ""
    later(monkeypatch)
    assert ill("celery") == "1 messages are due and not sent."
    Message.objects.update(not_before_at=timezone.now())  # tried, and tried again soon
    assert ill("celery") == ""
