"""What opens a page is in no log, whoever writes the line."""

from __future__ import annotations

import io
import logging
import uuid

import pytest
from django.urls import reverse
from gunicorn.config import Config

from config.gunicorn_log import GunicornLog
from config.log_lines import Line, without_secrets

TOKEN = "mZ4tq9-Xk_81"
OPENED_BY = [
    reverse("guest:open", args=[TOKEN]),
    reverse("guest:send_code", args=[TOKEN]),
    reverse("answers:open", args=[TOKEN]),
    reverse("answers:send_code", args=[TOKEN]),
    reverse("say:form", args=["en", TOKEN]),
    reverse("say:easy", args=["ur", TOKEN]),
    reverse("account_reset_password_from_key", kwargs={"uidb36": "1a", "key": TOKEN}),
]


@pytest.mark.parametrize("address", OPENED_BY)
def test_an_address_is_logged_without_its_secret(address: str) -> None:
    said = without_secrets(f"Forbidden: {address}")
    assert TOKEN not in said
    assert said.startswith("Forbidden: /")
    assert "[not logged]" in said


def test_nor_is_an_invitation() -> None:
    token = uuid.uuid4()
    for name in ("invitation", "invitation_letter", "invitation_entry"):
        said = without_secrets(f"Gone: {reverse(f'conferences:{name}', args=[token])}")
        assert str(token) not in said


def test_other_addresses_are_logged_as_they_are() -> None:
    for address in ("/escalations/forms/12/answer/", "/packs/7/link/", "/figures/?page=2"):
        assert without_secrets(f'"GET {address} HTTP/1.1" 200') == f'"GET {address} HTTP/1.1" 200'


def test_a_line_hides_what_its_error_says_too() -> None:
    try:
        raise ValueError(f"cannot draw {OPENED_BY[0]}")
    except ValueError as error:
        found = (ValueError, error, error.__traceback__)
    record = logging.LogRecord("django.request", 40, "", 1, "%s: %s", ("Bad", OPENED_BY[0]), found)
    said = Line("{levelname} {message}", style="{").format(record)
    assert said.startswith("ERROR Bad: /g/[not logged]/\nTraceback")
    assert said.endswith("ValueError: cannot draw /g/[not logged]/")


def test_gunicorn_logs_no_secret_either() -> None:
    settings = Config()
    settings.set("accesslog", "-")
    log = GunicornLog(settings)
    for logger in (log.error_log, log.access_log):
        for handler in logger.handlers:
            assert isinstance(handler, logging.StreamHandler)
            handler.setStream(io.StringIO())
        logger.error("Error handling request %s %s", "GET", OPENED_BY[0])
        [said] = [handler.stream.getvalue() for handler in logger.handlers]
        assert "GET /g/[not logged]/" in said
