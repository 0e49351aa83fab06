"""Write the delivery log."""

from __future__ import annotations

from accounts.models import User
from notifications import secret_words
from notifications.enums import State
from notifications.models import Message, MessageStep


def settle(message: Message, state: State, words: str = "", *, by: User | None = None) -> None:
    """Bring a locked message to a state, save it and write it down. `last_error` says why."""
    message.state, message.last_error = state, words
    if secret_words.must_be_blank(message.kind, state):
        message.body = ""
    message.save()
    MessageStep.objects.create(message=message, state=state, words=words, by=by)
