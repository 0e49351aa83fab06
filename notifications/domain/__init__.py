from notifications.domain.outbox import (
    deliver_waiting,
    has_left,
    mark_printed,
    queue,
    withdraw,
)

__all__ = ["deliver_waiting", "has_left", "mark_printed", "queue", "withdraw"]
