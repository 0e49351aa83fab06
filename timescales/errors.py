"""What can be refused about a clock, in plain words."""

from __future__ import annotations

from accounts.errors import DomainError, WrongState


class AlreadySettled(WrongState):
    """The deadline has been met or withdrawn already."""


class NotInTime(DomainError):
    """A date given for meeting a deadline that cannot be."""


class CannotChangeCalendar(DomainError):
    """The day cannot be added to, or taken off, the calendar."""


class CannotChangeSetting(DomainError):
    """The local value cannot be set like this."""
