from notifications.domain.outbox import deliver_waiting, queue, withdraw

__all__ = ["deliver_waiting", "queue", "withdraw"]
