"""GOV.UK Notify: what leaves, what it refuses, an answer that is lost, what became of it."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from notifications.channels import Report
from notifications.domain import ask_for_receipts, deliver_waiting, take_receipt, withdraw
from notifications.domain.handling import send_again
from notifications.domain.outbox import has_left
from notifications.enums import Channel, State
from notifications.models import Message
from tests.factories.accounts import make_user
from tests.factories.messages import make_message
from tests.notifications.notify_server import FakeNotify

pytestmark = pytest.mark.django_db

RECEIPT = "/messages/notify/receipt"


def state_of(message: Message) -> str:
    message.refresh_from_db()
    return message.state


def later() -> None:
    """As long after that everything which waits is due and every claim has run out."""
    past = timezone.now() - timedelta(minutes=20)
    Message.objects.exclude(not_before_at=None).update(not_before_at=past)
    Message.objects.exclude(claimed_until=None).update(claimed_until=past)
    Message.objects.exclude(sent_at=None).update(sent_at=past)


def test_an_email_and_a_text_message_leave_by_our_templates(notify: FakeNotify) -> None:
    email = make_message()
    text = make_message(channel=Channel.SMS, to_address="07700 900123", body="Your code is 123456")
    assert deliver_waiting() == 2
    assert (state_of(email), state_of(text)) == (State.SENT, State.SENT)
    first, second = notify.taken
    assert first["email_address"] == "fergus@family.example"
    assert first["template_id"] == "email-template"
    assert first["personalisation"] == {"subject": email.subject, "body": email.body}
    assert (second["phone_number"], second["template_id"]) == ("07700 900123", "sms-template")
    assert second["personalisation"] == {"body": "Your code is 123456"}
    assert [email.provider_id, text.provider_id] == [first["id"], second["id"]]
    assert [email.reference, text.reference] == [first["reference"], second["reference"]]


def test_a_refused_message_fails_at_once_and_stops_no_other(notify: FakeNotify) -> None:
    notify.answers = [(400, "ValidationError")]
    bad, good = make_message(), make_message()
    assert deliver_waiting() == 1
    assert (state_of(bad), state_of(good)) == (State.FAILED, State.SENT)
    assert bad.last_error == "GOV.UK Notify said 400: ValidationError: In words"
    assert not bad.may_have_left


@pytest.mark.parametrize(
    ("error", "minutes"), [("RateLimitError", 1), ("TooManyRequestsError", 60)]
)
def test_when_it_takes_no_more_every_message_rests_and_none_counts_a_try(
    notify: FakeNotify, error: str, minutes: int
) -> None:
    notify.answers = [(429, error)]
    first, second = make_message(), make_message()
    assert deliver_waiting() == 0
    assert (state_of(first), state_of(second)) == (State.WAITING, State.WAITING)
    assert (first.attempts, second.attempts, notify.taken) == (0, 0, [])
    assert error in first.last_error
    wait = first.not_before_at - timezone.now()
    assert timedelta(minutes=minutes - 1) < wait <= timedelta(minutes=minutes)
    later()
    assert deliver_waiting() == 2


@pytest.mark.parametrize("answer", [(500, "Exception"), (503, "Down"), (403, "AuthError")])
def test_it_is_tried_again_when_notify_has_trouble(
    notify: FakeNotify, answer: tuple[int, str]
) -> None:
    notify.answers = [answer]
    message = make_message()
    assert deliver_waiting() == 0
    assert state_of(message) == State.WAITING
    assert message.not_before_at > timezone.now()
    later()
    assert deliver_waiting() == 1
    assert len(notify.taken) == 1


def test_nobody_at_the_door_leaves_nothing(notify: FakeNotify, settings: Settings) -> None:
    settings.NOTIFY_BASE_URL = "http://127.0.0.1:9"
    message = make_message(key="one")
    assert deliver_waiting() == 0
    assert state_of(message) == State.WAITING
    assert not has_left("one")


class TestALostAnswer:
    """Notify took it, and the answer never came: sent once, however it was lost."""

    def test_it_is_asked_about_and_not_sent_twice(self, notify: FakeNotify) -> None:
        notify.answers = ["hang up"]
        message = make_message(key="one")
        assert deliver_waiting() == 0
        assert (state_of(message), has_left("one")) == (State.WAITING, True)
        later()
        assert deliver_waiting() == 1
        assert len(notify.taken) == 1
        assert (state_of(message), message.provider_id) == (State.SENT, notify.taken[0]["id"])

    def test_so_it_is_when_the_deliverer_dies_before_it_writes(
        self, notify: FakeNotify, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        make_message()
        died = pytest.MonkeyPatch()
        died.setattr("notifications.domain.delivering._handed_over", _die)
        with pytest.raises(KeyboardInterrupt):
            deliver_waiting()
        died.undo()
        assert deliver_waiting() == 0  # the claim still stands
        later()
        assert deliver_waiting() == 1
        assert len(notify.taken) == 1

    def test_one_that_never_came_is_sent(self, notify: FakeNotify) -> None:
        notify.answers = [(500, "Exception")]
        make_message()
        deliver_waiting()
        later()
        assert deliver_waiting() == 1
        assert len(notify.asked) == 1
        assert len(notify.taken) == 1

    def test_sending_again_by_hand_asks_too(self, notify: FakeNotify) -> None:
        notify.answers = ["hang up"]
        message = make_message()
        deliver_waiting()
        Message.objects.update(state=State.FAILED)
        send_again(message=message, by=make_user())
        assert deliver_waiting() == 1
        assert len(notify.taken) == 1


def _die(*_: object) -> None:
    raise KeyboardInterrupt


class TestReceipts:
    @pytest.fixture(autouse=True)
    def has_a_token(self, settings: Settings) -> None:
        settings.NOTIFY_RECEIPT_TOKEN = "a bearer token"

    @pytest.fixture
    def sent(self, notify: FakeNotify) -> Message:
        message = make_message()
        deliver_waiting()
        message.refresh_from_db()
        return message

    def call(self, message: Message, status: str, token: str = "a bearer token") -> int:
        receipt = {"id": message.provider_id, "reference": message.reference, "status": status}
        response = Client().post(
            RECEIPT,
            json.dumps({**receipt, "to": message.to_address}),
            content_type="application/json",
            headers={"Authorization": f"Bearer {token}"},
        )
        return response.status_code

    @pytest.mark.parametrize(
        ("status", "state"),
        [
            ("delivered", State.DELIVERED),
            ("permanent-failure", State.BOUNCED),
            ("temporary-failure", State.FAILED),
            ("technical-failure", State.FAILED),
            ("sending", State.SENT),
        ],
    )
    def test_notify_calls(self, sent: Message, status: str, state: str) -> None:
        assert self.call(sent, status) == 204
        assert state_of(sent) == state

    def test_five_times_and_out_of_order_has_one_effect(self, sent: Message) -> None:
        for status in ["sending", "permanent-failure", "sending", "permanent-failure", "delivered"]:
            assert self.call(sent, status) == 204
        assert state_of(sent) == State.BOUNCED
        assert [step.state for step in sent.steps.all()] == [State.SENT, State.BOUNCED]

    def test_a_receipt_that_is_quicker_than_our_own_note(self, notify: FakeNotify) -> None:
        notify.answers = ["hang up"]
        message = make_message()
        deliver_waiting()
        message.refresh_from_db()
        assert self.call(message, "delivered") == 204
        assert state_of(message) == State.DELIVERED
        later()
        assert deliver_waiting() == 0
        assert len(notify.taken) == 1

    def test_a_receipt_for_an_earlier_sending_says_nothing_of_this_one(
        self, notify: FakeNotify, sent: Message
    ) -> None:
        before = Message.objects.get()
        self.call(sent, "permanent-failure")
        send_again(message=sent, by=make_user())
        assert deliver_waiting() == 1
        self.call(before, "permanent-failure")
        assert state_of(sent) == State.SENT
        assert notify.taken[0]["reference"] != notify.taken[1]["reference"]

    @pytest.mark.parametrize("token", ["", "another", "a bearer token "])
    def test_nobody_else_can_say_so(self, sent: Message, token: str) -> None:
        assert self.call(sent, "permanent-failure", token) == 401
        assert state_of(sent) == State.SENT

    def test_there_is_no_door_without_a_token(self, sent: Message, settings: Settings) -> None:
        settings.NOTIFY_RECEIPT_TOKEN = ""
        assert self.call(sent, "permanent-failure", "") == 404

    @pytest.mark.parametrize("body", ["", "[]", "{", '{"status": 7}', '"words"'])
    def test_nonsense_breaks_nothing(self, sent: Message, body: str) -> None:
        response = Client().post(
            RECEIPT,
            body,
            content_type="application/json",
            headers={"Authorization": "Bearer a bearer token"},
        )
        assert response.status_code in {204, 400}
        assert state_of(sent) == State.SENT

    def test_without_a_callback_we_ask(self, notify: FakeNotify, sent: Message) -> None:
        assert ask_for_receipts() == 0  # too young: the callback is quicker
        later()
        assert ask_for_receipts() == 0
        notify.becomes("delivered")
        assert (ask_for_receipts(), ask_for_receipts()) == (1, 0)
        assert state_of(sent) == State.DELIVERED

    def test_a_withdrawn_message_stays_withdrawn(self, notify: FakeNotify) -> None:
        message = make_message(about="conference:1")
        withdraw(about="conference:1")
        Message.objects.update(reference="known")
        assert not take_receipt(reference="known", report=Report(State.BOUNCED))
        assert state_of(message) == State.WITHDRAWN


def test_a_calendar_part_stays_behind_the_link_and_no_other_attachment_is_lost(
    notify: FakeNotify,
) -> None:
    part = {"name": "meeting.ics", "content_type": "text/calendar", "base64": ""}
    invitation = make_message(attachments=[{**part, "is_at_link": True}])
    other = make_message(attachments=[part])
    assert deliver_waiting() == 1
    assert (state_of(invitation), state_of(other)) == (State.SENT, State.FAILED)
