"""Checks and subjects of one test only; a Notify of our own; a bell nobody hears."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytest_django import Settings

from notifications import checks
from tests.notifications import notify_server, smtp_server
from tests.notifications.notify_server import FakeNotify
from tests.notifications.smtp_server import FakeMailServer


@pytest.fixture
def registered(monkeypatch: pytest.MonkeyPatch) -> dict[str, checks.Check]:
    found: dict[str, checks.Check] = {}
    monkeypatch.setattr(checks, "_registered", found)
    return found


@pytest.fixture
def notify(settings: Settings) -> Iterator[FakeNotify]:
    """Email and text messages go to a local server that speaks Notify's API."""
    fake, server = notify_server.start()
    way = "notifications.channels.notify.Notify"
    settings.OUTBOX_WAYS = {"email": way, "sms": way}
    settings.NOTIFY_BASE_URL = fake.url
    settings.NOTIFY_API_KEY = notify_server.API_KEY
    settings.NOTIFY_EMAIL_TEMPLATE, settings.NOTIFY_SMS_TEMPLATE = "email-template", "sms-template"
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def mail_server(settings: Settings) -> Iterator[FakeMailServer]:
    """Email goes to a local server that speaks SMTP."""
    fake, server = smtp_server.start()
    settings.OUTBOX_EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", fake.port
    yield fake
    server.shutdown()
    server.server_close()
