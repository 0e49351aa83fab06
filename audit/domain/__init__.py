"""Writing the audit trail. Nothing here ever changes a row."""

from audit.domain.record import Actor, record, refuse

__all__ = ["Actor", "record", "refuse"]
