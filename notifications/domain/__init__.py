from notifications.domain.delivering import ask_again, deliver_waiting
from notifications.domain.outbox import has_left, mark_printed, queue, withdraw
from notifications.domain.receipts import ask_for_receipts, take_receipt

__all__ = [
    "ask_again",
    "ask_for_receipts",
    "deliver_waiting",
    "has_left",
    "mark_printed",
    "queue",
    "take_receipt",
    "withdraw",
]
