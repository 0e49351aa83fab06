from notifications.domain.outbox import (
    ask_again,
    deliver_waiting,
    has_left,
    mark_printed,
    queue,
    withdraw,
)

__all__ = ["ask_again", "deliver_waiting", "has_left", "mark_printed", "queue", "withdraw"]
