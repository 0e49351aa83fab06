"""The time one choice takes: what people are told, and what the room is held for."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bookings.optimiser.need import SlotNeed
from bookings.optimiser.supply import Session, Supply
from govuk.times import LONDON


@dataclass(frozen=True, slots=True)
class Span:
    """`told_*`: on the invitation. `chair_starts`: when the chair meets the family.

    `starts` to `ends`: when nobody else may have the room, the chair or the minute-taker.
    """

    told_starts: datetime
    told_ends: datetime
    chair_starts: datetime
    starts: datetime
    ends: datetime

    @property
    def day(self) -> date:
        return self.told_starts.date()


def span_of(need: SlotNeed, supply: Supply, day: date, session: Session, *, meeting: bool) -> Span:
    """The time of `need` in `session`; `meeting` leaves time for the chair to meet the family."""
    told_starts = datetime.combine(day, session.starts, tzinfo=LONDON)
    told_ends = told_starts + timedelta(minutes=need.duration_minutes)
    before = timedelta(minutes=need.meet_family_minutes if meeting else 0)
    chair_starts = told_starts - before
    return Span(
        told_starts=told_starts,
        told_ends=told_ends,
        chair_starts=chair_starts,
        starts=chair_starts - timedelta(minutes=supply.set_up_minutes),
        ends=told_ends + timedelta(minutes=supply.turn_round_minutes),
    )


def fits(need: SlotNeed, session: Session) -> bool:
    """Whether the meeting ends before the session does."""
    length = datetime.combine(date.min, session.ends) - datetime.combine(date.min, session.starts)
    return timedelta(minutes=need.duration_minutes) <= length


def overlap(starts: datetime, ends: datetime, other: datetime, other_ends: datetime | None) -> bool:
    """Half-open: a meeting may start the minute another ends."""
    return starts < (other_ends or datetime.max.replace(tzinfo=LONDON)) and other < ends
