from notifications.domain.delivering import ask_again, deliver_waiting
from notifications.domain.letters import hold_wrong_letters
from notifications.domain.outbox import (
    address_anew,
    has_left,
    is_withdrawn,
    queue,
    queue_many,
    withdraw,
    withdraw_message,
    withdraw_to_family,
)
from notifications.domain.receipts import ask_for_receipts, take_receipt

__all__ = [
    "address_anew",
    "ask_again",
    "ask_for_receipts",
    "deliver_waiting",
    "has_left",
    "hold_wrong_letters",
    "is_withdrawn",
    "queue",
    "queue_many",
    "take_receipt",
    "withdraw",
    "withdraw_message",
    "withdraw_to_family",
]
