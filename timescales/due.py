"""When something is due, and why: a pure function of rule, dates, local values and calendar."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from dateutil.relativedelta import relativedelta

from accounts.errors import DomainError
from govuk.times import LONDON, clock_time
from timescales.conventions import Convention, other_conventions
from timescales.enums import Direction, Unit
from timescales.limit import DayStep, Limit
from timescales.local_values import LocalValues, Terms
from timescales.rule import HALF_WAY, Amount, Rule
from timescales.working_days import (
    ONE_DAY,
    Calendar,
    london_date,
    walk,
    working_day_on_or_before,
)

EARLIEST, LATEST = date(1978, 1, 1), date(2095, 12, 31)


class CannotDate(DomainError):
    """The dates given do not make a due date."""


@dataclass(frozen=True, slots=True)
class Dates:
    """The named dates a clock runs from.

    `start` is day 0. `to` is the next review's booked date (else its limit), for the midpoint.
    `birth` is the date of birth of a child who was unborn at the conference. `start_at` is the
    moment itself, for a limit in hours. `own_limit` is one set for this child alone, such as the
    frequency of visits in the plan: it stands in for the rule's amount, longer or shorter.
    """

    start: date
    to: date | None = None
    birth: date | None = None
    start_at: datetime | None = None
    own_limit: Amount | None = None


@dataclass(frozen=True, slots=True)
class DueDate:
    """A due date that can explain itself."""

    terms: Terms
    dates: Dates
    limits: tuple[Limit, ...]
    other_conventions: tuple[Convention, ...]
    calendar: Calendar = field(repr=False)

    @property
    def rule(self) -> Rule:
        return self.terms.rule

    @property
    def binding(self) -> Limit:
        return min(self.limits, key=lambda limit: limit.due_on)

    @property
    def due_on(self) -> date:
        return self.binding.due_on

    @property
    def due_at(self) -> datetime | None:
        """The moment, in London time, of a limit in hours whose start has a time."""
        return self.binding.due_at

    @property
    def days(self) -> tuple[DayStep, ...]:
        return self.binding.days

    @property
    def provisional(self) -> bool:
        """Whether a bank holiday not yet published could still move it."""
        return any(limit.provisional for limit in self.limits)


def due(rule: Rule, *, dates: Dates, values: LocalValues, calendar: Calendar) -> DueDate:
    """When `rule` makes it due. Raises `CannotDate` when the dates cannot give one.

    Bank holidays stop every clock counted in working days; local closures stop only the rules
    flagged to follow them.
    """
    _check(rule, dates)
    terms = values.terms(rule, dates.start).with_own(dates.own_limit)
    clock = calendar.following_closures() if terms.follows_local_closures else calendar
    limits = tuple(_limits(terms, dates, clock))
    return DueDate(
        terms=terms,
        dates=dates,
        limits=limits,
        other_conventions=other_conventions(rule, limits, dates.to, clock),
        calendar=clock,
    )


def _check(rule: Rule, dates: Dates) -> None:
    for day in (dates.start, dates.to, dates.birth):
        if day and not EARLIEST <= day <= LATEST:
            raise CannotDate(f"Dates must be between {EARLIEST.year} and {LATEST.year}.")
    if dates.start_at and london_date(dates.start_at) != dates.start:
        raise CannotDate("The time given is not on the day the clock starts.")
    if dates.own_limit and (rule.statutory or rule.is_between):
        raise CannotDate("The limit of this rule is fixed: no plan can set its own.")
    if rule.is_between:
        if dates.to is None:
            raise CannotDate("A midpoint needs two dates: the conference and the next review.")
        if dates.to <= dates.start:
            raise CannotDate("The next review must be after the conference.")


def _limits(terms: Terms, dates: Dates, calendar: Calendar) -> Iterator[Limit]:
    if terms.rule.is_between:
        yield _between(terms.amount, dates, calendar)
    else:
        yield _limit(terms.amount, terms.rule.direction, dates, calendar)
    if terms.after_birth and dates.birth and dates.birth >= dates.start:
        born = Dates(start=dates.birth)
        yield _limit(terms.after_birth, Direction.AFTER, born, calendar, event="the birth")


def _limit(
    amount: Amount, direction: Direction, dates: Dates, calendar: Calendar, event: str = "the start"
) -> Limit:
    words = f"{amount} {direction} {event}"
    match amount.unit:
        case Unit.WORKING_DAYS:
            return _working_days(words, amount, direction, dates.start, calendar)
        case Unit.HOURS:
            return _hours(words, amount, direction, dates)
        case _:
            return _calendar_units(words, amount, direction, dates.start)


def _day_zero(day: date) -> DayStep:
    return DayStep(day, False, 0, "day 0: the day itself is not counted")


def _working_days(
    words: str, amount: Amount, direction: Direction, start: date, calendar: Calendar
) -> Limit:
    steps = [_day_zero(start)]
    number = 0
    for day in walk(start, backwards=direction == Direction.BEFORE):
        working = calendar.is_working_day(day)
        number += working
        steps.append(
            _counted(day, number, calendar)
            if working
            else DayStep(day, False, 0, why_skipped(day, calendar))
        )
        if number == amount.number:
            break
    end = steps[-1].day
    provisional = max(start, end) > calendar.published_to
    return Limit(amount, direction, words, tuple(steps), end, provisional=provisional)


def _counted(day: date, number: int, calendar: Calendar) -> DayStep:
    closure = calendar.closures.get(day)
    if closure is None:
        return DayStep(day, True, number, f"working day {number}")
    why = f"working day {number}: {closure.name} is a local closure, which does not stop this"
    return DayStep(day, True, number, why, closure=True)


def why_skipped(day: date, calendar: Calendar) -> str:
    """Why this day is not a working day, in words: “Saturday”, “Good Friday”."""
    closed = calendar.closed(day)
    if closed is None:
        return f"{day:%A}"
    if day > calendar.published_to:
        return f"{closed.name} ({closed.kind.label.lower()})"
    return closed.name


def shift(day: date, amount: Amount, direction: Direction) -> date:
    """`day` moved by days, weeks or calendar months; the 30th + 3 months stays in its month."""
    sign = -1 if direction == Direction.BEFORE else 1
    step = {
        Unit.DAYS: relativedelta(days=amount.number),
        Unit.WEEKS: relativedelta(weeks=amount.number),
        Unit.CALENDAR_MONTHS: relativedelta(months=amount.number),
    }[amount.unit]
    moved: date = day + sign * step
    return moved


def _calendar_units(words: str, amount: Amount, direction: Direction, start: date) -> Limit:
    steps = [_day_zero(start)]
    for number in range(1, amount.number + 1):
        part = Amount(number, amount.unit)
        day = shift(start, part, direction)
        steps.append(DayStep(day, True, number, _calendar_step(part, start, day)))
    return Limit(amount, direction, words, tuple(steps), steps[-1].day)


def _calendar_step(part: Amount, start: date, day: date) -> str:
    if part.unit == Unit.CALENDAR_MONTHS and day.day != start.day:
        return f"{part}: {day:%B} has no {ordinal(start.day)}, so its last day"
    return str(part)


def ordinal(day: int) -> str:
    """1st, 22nd, 30th."""
    endings = {1: "st", 2: "nd", 3: "rd"}
    return f"{day}{'th' if 11 <= day <= 13 else endings.get(day % 10, 'th')}"


def _hours(words: str, amount: Amount, direction: Direction, dates: Dates) -> Limit:
    """Elapsed hours, so a clock change moves the time on the wall. Whole days if no time known."""
    count, sign = amount.number, -1 if direction == Direction.BEFORE else 1
    steps = [_day_zero(dates.start)]
    if dates.start_at is None:
        whole_days = -(-count // 24)
        for number in range(1, whole_days + 1):
            day = dates.start + sign * number * ONE_DAY
            steps.append(DayStep(day, True, number, f"{number * 24} hours"))
        return Limit(amount, direction, words, tuple(steps), steps[-1].day)
    start = dates.start_at.astimezone(UTC)
    end = (start + sign * timedelta(hours=count)).astimezone(LONDON)
    steps.append(DayStep(end.date(), True, count, f"{count} hours, at {clock_time(end)}"))
    return Limit(amount, direction, words, tuple(steps), end.date(), due_at=end)


def _between(amount: Amount, dates: Dates, calendar: Calendar) -> Limit:
    """Part of the way between two dates, or weeks after the first; the earlier day when it falls
    between two, moved back to a working day, but never to before the first date.

    Where the second date comes before those weeks are over, half-way binds.
    """
    if dates.to is None:
        raise CannotDate("A midpoint needs two dates: the conference and the next review.")
    gap = (dates.to - dates.start).days
    amount = _within(amount, gap)
    weeks = amount.unit == Unit.WEEKS
    after = amount.number * 7 if weeks else gap * amount.number // 100
    aim = dates.start + after * ONE_DAY
    # A conference held on a day when nobody works: moving back must not leave it behind.
    end = max(working_day_on_or_before(aim, calendar), dates.start)
    name = f"{amount} after the conference" if weeks else str(amount)
    steps = [
        DayStep(dates.start, False, 0, "the conference"),
        *_moved_back(name, aim, end, calendar),
        DayStep(dates.to, False, 0, f"the next review, {gap} days later"),
    ]
    words = f"{name if weeks else f'{name} through {gap} days'}, moved back to a working day"
    provisional = aim > calendar.published_to
    return Limit(amount, Direction.AFTER, words, tuple(steps), end, provisional=provisional)


def _within(amount: Amount, gap: int) -> Amount:
    if amount.unit == Unit.WEEKS and amount.number * 7 >= gap:
        return Amount(HALF_WAY, Unit.MIDPOINT)
    return amount


def _moved_back(name: str, aim: date, end: date, calendar: Calendar) -> Iterator[DayStep]:
    if not calendar.is_working_day(end):
        yield DayStep(end, True, 1, f"no working day from the conference to {name}: its own day")
    elif end == aim:
        yield DayStep(end, True, 1, f"{name}, a working day")
    else:
        yield DayStep(end, True, 1, f"the last working day before {name}")
    for day in (end + n * ONE_DAY for n in range(1, (aim - end).days + 1)):
        suffix = f", {name}" if day == aim else ""
        yield DayStep(day, False, 0, why_skipped(day, calendar) + suffix)
