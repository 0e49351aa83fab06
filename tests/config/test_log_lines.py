"""What opens a page is in no log, whoever writes the line."""

from __future__ import annotations

import io
import logging
import uuid

import pytest
from celery.app.log import TaskFormatter
from celery.signals import Signal, after_setup_logger, after_setup_task_logger
from django.db import IntegrityError
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


def of_the_database(words: str) -> IntegrityError:
    """As Django raises it, with what PostgreSQL says of the values."""
    return IntegrityError(
        f'null value in column "number"\nDETAIL:  Failing row contains ({words}).\n'
    )


def logged(error: Exception, *, through: logging.Formatter) -> str:
    try:
        try:
            raise error
        except IntegrityError as first:
            raise ValueError("not kept") from first
    except ValueError as last:
        found = (ValueError, last, last.__traceback__)
    told = ("first", error, repr(error))
    record = logging.LogRecord("celery.app.trace", 40, "", 1, "%s: %s %s", told, found)
    return through.format(record)


def test_a_line_says_what_the_database_refused_and_not_the_values() -> None:
    """In its words and in the errors of its traceback, over as many lines as the values have."""
    error = of_the_database("7, zaunkoenig\n\nzaunkoenig (zaunkoenig), null")
    said = logged(error, through=Line("%(levelname)s %(message)s"))
    assert "zaunkoenig" not in said
    refused = 'null value in column "number"\nDETAIL: [not logged]'
    assert said.startswith(f"ERROR first: {refused}\nTraceback (most recent call last):")
    assert f"IntegrityError: {refused}\n\nThe above exception was the direct cause" in said
    assert said.endswith("ValueError: not kept")


@pytest.mark.parametrize("words", ["LINE 1: SELECT 'zaunkoenig'\n  ^", "CONTEXT:  zaunkoenig"])
def test_nor_does_it_quote_the_statement(words: str) -> None:
    said = without_secrets(f'column "nothing" does not exist\n{words}\n')
    assert "zaunkoenig" not in said
    assert said.startswith('column "nothing" does not exist\n')


@pytest.mark.parametrize("signal", [after_setup_logger, after_setup_task_logger])
def test_celery_logs_in_its_own_form_and_no_secret_either(signal: Signal) -> None:
    handler = logging.StreamHandler(io.StringIO())
    handler.setFormatter(TaskFormatter("%(task_name)s %(message)s", use_color=False))
    logger = logging.Logger("a worker's")
    logger.addHandler(handler)
    signal.send(sender=None, logger=logger)
    logger.error("%s %s", OPENED_BY[0], of_the_database("zaunkoenig"))
    [said] = handler.stream.getvalue().splitlines()[:1]
    assert said.startswith("??? /g/[not logged]/ null value")
    assert "zaunkoenig" not in handler.stream.getvalue()


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
