"""A link or a code is not kept once its message has left, or never will."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core import mail
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.utils import timezone

from accounts.errors import WrongState
from notifications import checks, secret_words
from notifications.channels import Report
from notifications.domain import (
    ask_again,
    deliver_waiting,
    delivering,
    take_receipt,
    withdraw,
    withdraw_message,
    withdraw_to_family,
)
from notifications.domain.handling import cancel, send_again
from notifications.enums import RecipientKind, State
from notifications.models import Message
from tests.factories.accounts import make_user
from tests.factories.messages import make_message

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("registered")]
LINK = "https://chairside.example/g/mZ4tq9/"


def put(kind: str = "guest_pass", **fields: object) -> Message:
    return make_message(kind=kind, body=LINK, **fields)


def kept(message: Message) -> tuple[str, str]:
    message.refresh_from_db()
    return message.state, message.body


def test_which_kinds_these_are() -> None:
    assert sorted(secret_words.kinds()) == ["answer_pass", "guest_pass", "sign_in"]


@pytest.mark.parametrize("kind", ["answer_pass", "guest_pass", "sign_in"])
def test_it_leaves_whole_and_only_the_log_of_it_stays(kind: str) -> None:
    message, other = put(kind), put("invitation")
    assert deliver_waiting() == 2
    assert [email.body for email in mail.outbox] == [LINK, LINK]
    assert (kept(message), kept(other)) == ((State.SENT, ""), (State.SENT, LINK))
    assert (message.kind, message.to_address) == (kind, "fergus@family.example")
    assert (message.sent_at is None, message.steps.get().state) == (False, State.SENT)


def test_nor_is_one_kept_that_is_withdrawn_or_cancelled() -> None:
    ways = {
        "about": lambda one: withdraw(about="pack:1"),
        "by its key": lambda one: withdraw_message(key=one.key),
        "cancelled": lambda one: cancel(message=one, reason="Told her", by=make_user()),
    }
    for name, give_up in ways.items():
        message = put(about="pack:1")
        give_up(message)
        assert kept(message) == (State.WITHDRAWN, ""), name
    family, invitation = (
        make_message(kind=kind, body=LINK, family_id=7, to_kind=RecipientKind.FAMILY)
        for kind in ("guest_pass", "invitation")
    )
    withdraw_to_family(7, words="A death")
    assert kept(family) == (State.WITHDRAWN, "")
    assert kept(invitation) == (State.WITHDRAWN, LINK)


def test_nor_one_that_is_given_up_or_comes_back(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise ConnectionRefusedError("nobody answers")

    failing = put()
    with monkeypatch.context() as down:
        down.setattr(mail.EmailMessage, "send", refuse)
        for attempt in range(delivering.MAX_ATTEMPTS):
            assert kept(failing) == (State.WAITING, LINK), attempt
            Message.objects.update(not_before_at=None)
            deliver_waiting()
    assert kept(failing) == (State.FAILED, "")
    lost = put(reference="lost")  # no answer came, but a receipt does
    take_receipt(reference="lost", report=Report(State.BOUNCED))
    assert kept(lost) == (State.BOUNCED, "")
    late = put(not_after_at=timezone.now())
    deliver_waiting()
    assert kept(late) == (State.WITHDRAWN, "")


def test_one_that_is_held_keeps_its_words_until_it_would_come_too_late(
    registered: dict[str, checks.Check],
) -> None:
    checks.register("address", lambda arguments: "The address has changed")
    soon = timezone.now() + dt.timedelta(minutes=10)
    held = put(check_name="address", not_after_at=soon)
    deliver_waiting()
    assert (ask_again(), kept(held)) == (0, (State.HELD, LINK))
    Message.objects.update(not_after_at=timezone.now())
    assert (ask_again(), kept(held)) == (0, (State.WITHDRAWN, ""))


@pytest.mark.parametrize(
    ("kind", "instead"),
    [
        ("guest_pass", "Send a new link from the page of the pack."),
        ("answer_pass", "Choose “Send it again” on the page of the Resolution Form"),
        ("sign_in", "ask for a new password on the page where they sign in."),
    ],
)
def test_it_is_not_sent_twice_and_what_to_do_is_said(kind: str, instead: str) -> None:
    for state in (State.SENT, State.HELD, State.FAILED):
        with pytest.raises(WrongState) as refusal:
            send_again(message=put(kind, state=state), by=make_user())
        assert refusal.value.message.startswith("This message is not sent twice. ")
        assert instead in refusal.value.message
    assert deliver_waiting() == 0


def test_the_update_blanks_what_was_kept_before() -> None:
    state = MigrationExecutor(connection).loader.project_state(
        [("notifications", "0002_blank_what_was_a_key")]
    )
    rows = [
        put(kind, state=at)
        for kind in ("guest_pass", "answer_pass", "sign_in", "invitation")
        for at in (State.SENT, State.WITHDRAWN, State.FAILED, State.WAITING, State.HELD)
    ]
    from importlib import import_module

    import_module("notifications.migrations.0002_blank_what_was_a_key").blank(state.apps, None)
    left = {(row.kind, row.state) for row in rows if kept(row)[1] == LINK}
    waits = {(row.kind, at) for row in rows for at in (State.WAITING, State.HELD)}
    assert left == waits | {
        ("invitation", at) for at in (State.SENT, State.WITHDRAWN, State.FAILED)
    }
