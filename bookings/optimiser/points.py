"""What a possible choice costs: each thing that matters, met or not, in words.

The order of `Criterion` is the order of what matters (issue: "ordered by what matters"): a date
that keeps the law, then notice for reports and police, then the same chair, and so on down.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from bookings.optimiser.need import SlotNeed
from bookings.optimiser.supply import Chair, Room, Supply
from bookings.optimiser.words import day_words, working_days

FRIDAY = 4
WORKING_WEEK = 5


class Criterion(IntEnum):
    IN_TIME = 1
    NOTICE = 2
    NEAR_DAY = 3
    SAME_CHAIR = 4
    NEAR_HUB = 5
    MINUTE_TAKER = 6
    NOT_FRIDAY = 7
    MEETS_FAMILY = 8
    CHAIR_LOAD = 9

    @property
    def label(self) -> str:
        """What is missing when it is not met, in two or three words."""
        return LABELS[self]


LABELS = {
    Criterion.IN_TIME: "Late",
    Criterion.NOTICE: "Short notice",
    Criterion.NEAR_DAY: "Another week",
    Criterion.SAME_CHAIR: "New chair",
    Criterion.NEAR_HUB: "Further away",
    Criterion.MINUTE_TAKER: "No minute-taker",
    Criterion.NOT_FRIDAY: "Friday",
    Criterion.MEETS_FAMILY: "No time to meet first",
    Criterion.CHAIR_LOAD: "Chair over caseload",
}


@dataclass(frozen=True, slots=True)
class Point:
    """`cost` is 0 when met; otherwise how badly it is missed, in the criterion's own unit."""

    criterion: Criterion
    cost: int
    words: str

    @property
    def met(self) -> bool:
        return self.cost == 0


def in_time(need: SlotNeed, supply: Supply, day: date) -> Point:
    late = supply.calendar.working_days_between(need.due_on, day) if day > need.due_on else 0
    if day > need.due_on:
        words = (
            f"After the due date, {day_words(need.due_on)}: "
            f"{working_days(late)} late. Needs a reason and a review of the safety plan"
        )
        return Point(Criterion.IN_TIME, max(late, 1), words)
    spare = supply.calendar.working_days_between(day, need.due_on)
    words = "On the due date" if spare == 0 else f"{working_days(spare)} to spare"
    return Point(Criterion.IN_TIME, 0, words)


def notice(need: SlotNeed, supply: Supply, day: date) -> Point:
    given = supply.calendar.working_days_between(need.asked_on, day)
    short = max(need.notice_working_days - given, 0)
    if not short:
        return Point(Criterion.NOTICE, 0, f"{working_days(given)} for reports and notice")
    wanting = [
        (need.report_working_days, "reports"),
        (need.police_working_days, "the police"),
    ]
    asks = [f"{who} need {working_days(count)}" for count, who in wanting if count > given]
    return Point(Criterion.NOTICE, short, f"{working_days(given)} of notice: {' and '.join(asks)}")


def near_day(need: SlotNeed, supply: Supply, day: date) -> Point:
    """Near the day that was set for it, and not after it. Counted in weeks of 5 working days."""
    if need.wanted_on is None:
        return Point(Criterion.NEAR_DAY, 0, "No day was set for it")
    wanted = day_words(need.wanted_on)
    if day > need.wanted_on:
        after = max(supply.calendar.working_days_between(need.wanted_on, day), 1)
        words = f"{working_days(after)} after {wanted}, the day set for it"
        return Point(Criterion.NEAR_DAY, WORKING_WEEK + after, words)
    before = supply.calendar.working_days_between(day, need.wanted_on)
    words = f"{working_days(before)} before {wanted}" if before else f"On {wanted}"
    return Point(Criterion.NEAR_DAY, before // WORKING_WEEK, f"{words}, the day set for it")


def same_chair(need: SlotNeed, supply: Supply, chair: Chair) -> Point:
    before = supply.chair.get(need.chair_before_id or 0)
    if need.chair_before_id is None:
        return Point(Criterion.SAME_CHAIR, 0, "No chair has met this family before")
    if chair.id == need.chair_before_id:
        return Point(Criterion.SAME_CHAIR, 0, f"{chair.name} chaired before")
    name = before.name if before else "the chair before"
    return Point(Criterion.SAME_CHAIR, 1, f"A new chair for the family, not {name}")


def near_hub(need: SlotNeed, supply: Supply, room: Room) -> Point:
    name = supply.hub_name(room.hub_id)
    if need.near_hub_id is None:
        return Point(Criterion.NEAR_HUB, 0, f"At {name}")
    if room.hub_id == need.near_hub_id:
        return Point(Criterion.NEAR_HUB, 0, f"At {name}, the family’s near hub")
    nearer = supply.hub_name(need.near_hub_id)
    return Point(Criterion.NEAR_HUB, 1, f"At {name}; {nearer} is nearer for the family")


def minutes(need: SlotNeed, supply: Supply, minute_taker_id: int | None) -> Point:
    if minute_taker_id is not None:
        name = supply.minute_taker[minute_taker_id].name
        return Point(Criterion.MINUTE_TAKER, 0, f"{name} takes the minutes")
    if not need.minute_taker_wanted:
        return Point(Criterion.MINUTE_TAKER, 0, "No minute-taker asked for")
    return Point(Criterion.MINUTE_TAKER, 1, "No minute-taker is free: the chair keeps the record")


def not_friday(need: SlotNeed, day: date) -> Point:
    friday = need.avoid_fridays and day.weekday() == FRIDAY
    words = "A Friday, kept free where possible" if friday else f"A {day:%A}"
    return Point(Criterion.NOT_FRIDAY, int(friday), words)


def meets_family(need: SlotNeed, chair: Chair, *, meeting: bool) -> Point:
    if not need.meet_family_minutes:
        return Point(Criterion.MEETS_FAMILY, 0, "No meeting with the family beforehand asked for")
    if meeting:
        words = f"{chair.name} can meet the family {need.meet_family_minutes} minutes before"
        return Point(Criterion.MEETS_FAMILY, 0, words)
    words = f"No time for {chair.name} to meet the family beforehand"
    return Point(Criterion.MEETS_FAMILY, 1, words)


def chair_load(chair: Chair) -> Point:
    over = chair.caseload > chair.agreed_caseload
    words = f"{chair.name} has {chair.caseload} children; {chair.agreed_caseload:g} are agreed"
    return Point(Criterion.CHAIR_LOAD, int(over), words)
