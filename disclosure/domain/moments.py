"""When something was said or done, for a change that waited on a device before it was sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.dateparse import parse_datetime

# A device measures how far its clock is off by asking; further from the truth it is not believed.
BELIEVED_WITHIN = timedelta(seconds=60)


@dataclass(frozen=True)
class DeviceClock:
    """`ahead` is how far our clock is ahead of the device's. None: its times are not known."""

    ahead: timedelta | None = None

    def moment(self, device_at: datetime | None) -> datetime:
        """That time by our own clock; now, when it is not known; never in the future."""
        now = timezone.now()
        if device_at is None or self.ahead is None:
            return now
        try:
            return min(now, device_at + self.ahead)
        except OverflowError:
            return now


def clock_of(*, device_now: Any, ahead_ms: Any) -> DeviceClock:
    """The clock of a device that says what it reads now, and how far off it found it to be.

    The measured difference holds the time the message was on its way, which changes from one
    message to the next; what the device found by asking does not, so it is used where believable.
    """
    read = moment_of(device_now)
    if read is None:
        return DeviceClock()
    measured = timezone.now() - read
    if isinstance(ahead_ms, bool) or not isinstance(ahead_ms, int | float):
        return DeviceClock(measured)
    try:
        found = timedelta(milliseconds=ahead_ms)
    except (OverflowError, ValueError):
        return DeviceClock(measured)
    return DeviceClock(found if abs(found - measured) <= BELIEVED_WITHIN else measured)


def moment_of(value: Any) -> datetime | None:
    """A moment with its time zone, as browsers write it; None when it cannot be read."""
    try:
        at = parse_datetime(str(value or ""))
    except ValueError:
        return None
    return at if at and at.tzinfo else None
