"""What can stop a booking, in words that say what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from accounts.errors import DomainError, WrongState
from bookings.optimiser import Obstacle, Point


class SlotTaken(DomainError):
    """Somebody else has the room, the chair or the minute-taker for that time."""


class SlotNotPossible(DomainError):
    """Something else stands in the way; `obstacles` has every reason."""

    def __init__(self, obstacles: Sequence[Obstacle]) -> None:
        self.obstacles = tuple(obstacles)
        reasons = "; ".join(obstacle.words for obstacle in obstacles)
        super().__init__(f"This slot cannot be booked. {reasons}.", field="choice")


class WouldBeLate(DomainError):
    """The day is after the due date and nobody has said why; `point` has the cost in words."""

    def __init__(self, point: Point) -> None:
        self.point = point
        super().__init__(f"{point.words}. Say why it has to be late.", field="late_reason")


class ReasonNeeded(DomainError):
    """A reason in words is needed with this choice."""


class BookingClosed(WrongState):
    """The step does not fit what has already happened to the booking."""


class AlreadyBooked(WrongState):
    """The meeting already has an open booking; move that one instead."""


class StillBooked(WrongState):
    """Something cannot go out of use while meetings are booked with it."""


class HoursClash(DomainError):
    """Two stretches of one weekday overlap, or one ends before it begins."""
