"""A message as a line for those who see that it arrives: no words of the message itself."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from notifications import secret_words, subjects
from notifications.channels import is_set_up
from notifications.enums import (
    MAY_BE_CANCELLED,
    MAY_BE_SENT_AGAIN,
    SENT_BY_MACHINE,
    TROUBLED,
    Channel,
    State,
)
from notifications.models import Message

COLOURS = {
    State.WAITING: "blue",
    State.HELD: "orange",
    State.PRINTED: "blue",
    State.SENT: "green",
    State.DELIVERED: "green",
    State.BOUNCED: "red",
    State.FAILED: "red",
    State.WITHDRAWN: "grey",
}
WHAT_TO_DO = {
    State.HELD: "When the reason is put right it goes by itself, within 15 minutes.",
    State.BOUNCED: "Ask for the right address or number and correct it. Then tell them again.",
    State.FAILED: "Send it again, or tell them another way and cancel it.",
}


@dataclass(frozen=True)
class MessageLine:
    message: Message
    what: str
    state: str
    colour: str
    why: str
    page: str
    may_send_again: bool
    may_cancel: bool


def line(message: Message) -> MessageLine:
    state = State(message.state)
    return MessageLine(
        message=message,
        what=kind_words(message.kind),
        state=_state_words(message),
        colour=COLOURS[state],
        why=message.last_error if state in TROUBLED or state == State.WAITING else "",
        page=subjects.page_of(message.about),
        may_send_again=state in MAY_BE_SENT_AGAIN and _may_go_twice(message),
        may_cancel=state in MAY_BE_CANCELLED,
    )


def _state_words(message: Message) -> str:
    if message.state == State.SENT and message.channel == Channel.LETTER:
        return "Posted"
    return str(message.get_state_display())


def what_to_do(message: Message) -> str:
    """About one message as it stands; empty when there is nothing to do."""
    state = State(message.state)
    if state in (State.BOUNCED, State.FAILED):
        return secret_words.what_to_do_instead(message.kind) or WHAT_TO_DO[state]
    return WHAT_TO_DO.get(state, "")


def _may_go_twice(message: Message) -> bool:
    if secret_words.what_to_do_instead(message.kind):
        return False
    too_late = message.not_after_at is not None and message.not_after_at <= timezone.now()
    return message.channel in SENT_BY_MACHINE and is_set_up(message.channel) and not too_late


def kind_words(kind: str) -> str:
    """'people.broken_glass' in words: 'Broken glass'."""
    return kind.rpartition(".")[2].replace("_", " ").capitalize()
