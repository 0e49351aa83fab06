"""The outbox: once, only when it may, again when the server was down, and never stuck on one."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.db import connection, connections, transaction
from django.utils import timezone

from notifications import checks, doorbell
from notifications.domain import ask_again, deliver_waiting, delivering, withdraw
from notifications.enums import Channel, State
from notifications.models import Message
from tests.factories.messages import make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registered")]


@pytest.fixture
def server_down(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    tried: list[str] = []

    def refuse(email: mail.EmailMessage, *_: object, **__: object) -> int:
        tried.append(email.to[0])
        raise ConnectionRefusedError("nobody answers")

    monkeypatch.setattr(mail.EmailMessage, "send", refuse)
    return tried


def put(key: str = "one", **fields: Any) -> Message:
    return make_message(key, **fields)


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def test_a_message_leaves_once() -> None:
    message = put()
    assert (deliver_waiting(), deliver_waiting()) == (1, 0)
    assert state_of(message) == State.SENT
    assert message.sent_at is not None
    assert [email.to for email in mail.outbox] == [["fergus@family.example"]]


def test_the_same_key_is_the_same_message() -> None:
    assert put() == put(body="other words")
    assert Message.objects.get().body == "https://chairside.example/"


def test_a_message_of_an_act_that_is_rolled_back_never_was() -> None:
    with transaction.atomic():
        put()
        transaction.set_rollback(True)
    assert deliver_waiting() == 0
    assert not Message.objects.exists()


def test_only_email_leaves_by_itself() -> None:
    letter = put(channel=Channel.LETTER)
    assert deliver_waiting() == 0
    assert state_of(letter) == State.WAITING


def test_it_waits_for_its_time() -> None:
    message = put(not_before_at=timezone.now() + timedelta(minutes=5))
    assert deliver_waiting() == 0
    Message.objects.update(not_before_at=timezone.now())
    assert deliver_waiting() == 1
    assert state_of(message) == State.SENT


def test_what_is_withdrawn_stays_and_what_has_left_cannot_be_withdrawn() -> None:
    waiting, other = put(about="conference:1"), put("two", about="conference:2")
    assert withdraw(about="conference:1") == 1
    assert deliver_waiting() == 1
    assert withdraw(about="conference:2") == 0
    assert (state_of(waiting), state_of(other)) == (State.WITHDRAWN, State.SENT)


def test_one_kind_may_be_withdrawn_and_the_rest_kept() -> None:
    invitation, notice = put(about="c:1", kind="invitation"), put("two", about="c:1", kind="notice")
    withdraw(about="c:1", kind="invitation")
    assert (state_of(invitation), state_of(notice)) == (State.WITHDRAWN, State.WAITING)


class TestChecks:
    def test_a_check_that_objects_holds_the_message_until_it_is_mended(
        self, registered: dict[str, checks.Check]
    ) -> None:
        wrong = ["The address has changed"]
        checks.register("address", lambda arguments: wrong[0] if arguments["to"] == 7 else "")
        message = put(check_name="address", check_arguments={"to": 7})
        assert deliver_waiting() == 0
        assert state_of(message) == State.HELD
        assert message.last_error == "The address has changed"
        assert ask_again() == 0
        wrong[0] = ""
        assert ask_again() == 1
        assert deliver_waiting() == 1

    def test_an_unknown_check_means_not_sent(self) -> None:
        message = put(check_name="nobody registered this")
        assert deliver_waiting() == 0
        assert state_of(message) == State.HELD
        assert not mail.outbox

    def test_a_check_that_breaks_holds_its_own_message_and_no_other(self) -> None:
        def broken(arguments: dict[str, Any]) -> str:
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1/0")
            return ""

        checks.register("broken", broken)
        bad, good = put(check_name="broken"), put("two")
        assert deliver_waiting() == 1
        assert (state_of(bad), state_of(good)) == (State.HELD, State.SENT)


class TestTheMailServer:
    def test_it_is_tried_again_less_and_less_often_and_given_up(
        self, server_down: list[str]
    ) -> None:
        message = put()
        waits = []
        for _ in range(delivering.MAX_ATTEMPTS):
            deliver_waiting()
            message.refresh_from_db()
            if message.state == State.WAITING:
                waits.append(round((message.not_before_at - timezone.now()).total_seconds() / 60))
            Message.objects.update(not_before_at=None)
        assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 1024]
        assert sum(waits) == 34 * 60 + 6  # a day and a half, as docs/deploy.md says
        deliver_waiting()
        assert len(server_down) == 11
        assert state_of(message) == State.FAILED
        assert "nobody answers" in message.last_error

    def test_one_run_tries_each_message_once(self, server_down: list[str]) -> None:
        put()
        put("two", to_address="amina@family.example")
        assert deliver_waiting() == 0
        assert server_down == ["fergus@family.example", "amina@family.example"]

    def test_a_message_that_can_never_be_sent_stops_no_other(self) -> None:
        bad = put(subject="two\nlines")
        worse = put("two", attachments=[{"name": "no bytes"}])
        good = put("three")
        assert deliver_waiting() == 1
        assert [state_of(m) for m in (bad, worse, good)] == [State.FAILED, State.FAILED, State.SENT]

    def test_attachments_and_the_id_that_shows_a_repeat_as_one(self) -> None:
        content = base64.b64encode(b"BEGIN:VCALENDAR").decode()
        part = {"name": "m.ics", "content_type": "text/calendar", "base64": content}
        message = put(attachments=[part])
        deliver_waiting()
        message.refresh_from_db()
        (email,) = mail.outbox
        assert email.extra_headers["Message-ID"] == f"<{message.reference}@chairside.invalid>"
        (attached,) = email.attachments
        assert (attached[0], attached[2]) == ("m.ics", "text/calendar")


class TestTheBell:
    @pytest.fixture
    def rings(self) -> Iterator[list[int]]:
        rung: list[int] = []
        before = list(doorbell._ringers)
        doorbell.answer_with(lambda: rung.append(1))
        yield rung
        doorbell._ringers[:] = before

    def test_it_rings_when_the_act_is_committed_and_not_before(
        self, rings: list[int], django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks(execute=True):
            put()
            assert rings == []
        assert rings == [1]

    def test_a_bell_that_breaks_undoes_nothing(
        self, rings: list[int], django_capture_on_commit_callbacks: Any
    ) -> None:
        def broken() -> None:
            raise ConnectionError("no broker")

        doorbell.answer_with(broken)
        with django_capture_on_commit_callbacks(execute=True):
            message = put()
        assert state_of(message) == State.WAITING
        assert deliver_waiting() == 1


@pytest.mark.django_db(transaction=True)
def test_two_deliverers_never_take_the_same_message() -> None:
    taken, free = put(), put("two")
    other = connections["audit"]  # any second connection to the same database
    other.set_autocommit(False)
    try:
        Message.objects.using("audit").select_for_update().get(pk=taken.pk)
        assert deliver_waiting() == 1
    finally:
        other.rollback()
        other.set_autocommit(True)
    assert (state_of(taken), state_of(free)) == (State.WAITING, State.SENT)
    assert deliver_waiting() == 1
