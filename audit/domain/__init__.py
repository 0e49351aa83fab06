"""Writing, sealing and checking the audit trail. Nothing here ever changes a row."""

from audit.domain.guesses import GUESSES, refuse_again, refuse_guess
from audit.domain.record import Actor, record, refuse
from audit.domain.seal import seal_committed
from audit.domain.verify import Head, Report, head, verify

__all__ = [
    "GUESSES",
    "Actor",
    "Head",
    "Report",
    "head",
    "record",
    "refuse",
    "refuse_again",
    "refuse_guess",
    "seal_committed",
    "verify",
]
