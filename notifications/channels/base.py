"""What every way out of the building offers, and how it says what became of a message."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from notifications.enums import State
from notifications.models import Message


@dataclass(frozen=True)
class Report:
    """What the provider says of a message: `state` is SENT while it does not know yet."""

    state: State
    provider_id: str = ""
    words: str = ""


class Way(Protocol):
    """One way out. Each error below says whether the message may have left all the same."""

    def send(self, message: Message, *, again: bool) -> Report:
        """Hand the message over. `again`: the answer to an earlier try was lost, so first ask,
        where the provider can be asked. Raises one of the errors of this module."""
        ...

    def ask(self, message: Message) -> Report:
        """What became of a message handed over earlier. Raises as `send` does."""
        ...


class NotSent(Exception):
    """Nothing left: nobody answered, or the provider would not take anything now. Try later."""


class AnswerLost(Exception):
    """It was handed over and no answer came: it may have left."""


class Refused(Exception):
    """The provider will never take this message."""


class Busy(Exception):
    """The provider takes nothing more for a while. Nothing left."""

    def __init__(self, words: str, wait: timedelta) -> None:
        super().__init__(words)
        self.wait = wait
