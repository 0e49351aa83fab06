"""A due date in words, as data, and laid out for a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from timescales.domain.redating import Moves
from timescales.due import DueDate
from timescales.enums import DayKind, Part, Unit
from timescales.how_counted import how_counted
from timescales.limit import DayStep
from timescales.local_values import LocalValues, Terms, closures_words, editable_parts
from timescales.models import CalendarDay
from timescales.rule import Amount, Rule
from timescales.rules import rule_named
from timescales.working_days import SATURDAY, Calendar


def long_date(day: date) -> str:
    return f"{day:%A %-d %B %Y}"


def short_date(day: date) -> str:
    """For a column of dates: Mon 3 March 2027."""
    return f"{day:%a %-d %B %Y}"


def standing(terms: Terms) -> str:
    """Whose rule it is: the plan’s own, the law’s, our own changed value, or the default."""
    if terms.set_by_plan:
        return f"Set in this child’s own plan ({default_words(terms)})"
    if terms.changed_locally:
        return f"Local value ({default_words(terms)})"
    return terms.rule.authority


def default_words(terms: Terms) -> str:
    """The default a local value stands in for."""
    rule = terms.rule
    parts = [] if terms.amount == rule.amount else [f"the default is {rule.amount}"]
    if terms.after_birth != rule.after_birth:
        parts.append(f"the default after birth is {rule.after_birth}")
    if terms.starts != rule.starts:
        parts.append(f"by default it starts with: {rule.starts}")
    if terms.follows_local_closures != rule.follows_local_closures:
        parts.append(f"by default {closures_words(rule.follows_local_closures)}")
    return "; ".join(parts) or "the same as the default"


def as_data(found: DueDate) -> dict[str, Any]:
    """For `due_date --json` and the interfaces."""
    return {
        "rule": found.rule.name,
        "label": found.rule.label,
        "due_on": found.due_on.isoformat(),
        "started_on": found.dates.start.isoformat(),
        "limit": str(found.terms.amount),
        "statutory": found.rule.statutory,
        "source": found.rule.source,
        "evidence": found.rule.evidence.value,
        "provisional": found.provisional,
        "how": how_counted(found),
        "days": [_step_data(step) for step in found.days],
        "limits": [
            {"limit": limit.words, "due_on": limit.due_on.isoformat()} for limit in found.limits
        ],
        "other_conventions": [
            {"name": other.name, "due_on": other.due_on.isoformat()}
            for other in found.other_conventions
        ],
    }


def _step_data(step: DayStep) -> dict[str, Any]:
    return {
        "day": step.day.isoformat(),
        "counted": step.counted,
        "number": step.number,
        "why": step.why,
    }


def as_text(found: DueDate) -> str:
    """For a terminal: the date, the rule and source, then a line for each day."""
    return "\n".join(_lines(found))


def _lines(found: DueDate) -> Iterator[str]:
    yield f"{found.rule.label}: due {long_date(found.due_on)}"
    if found.provisional:
        yield "Provisional: counted over bank holidays that are not published yet."
    yield f"Limit: {found.binding.words}. Clock starts: {found.terms.starts}."
    yield f"{standing(found.terms)}. Source: {found.rule.source} ({found.rule.evidence.label})."
    if how := how_counted(found):
        yield how
    yield ""
    for step in found.days:
        yield f"  {step.day:%a %d %b %Y}  {'counted' if step.counted else '-':8} {step.why}"
    yield ""
    for other in found.other_conventions:
        yield f"Otherwise, {other.name}: {long_date(other.due_on)}"


@dataclass(frozen=True, slots=True)
class Cell:
    """One day in the picture of a clock: what it is, in a word and in full."""

    day: date
    step: DayStep | None
    is_due: bool
    is_start: bool

    @property
    def state(self) -> str:
        if self.is_due:
            return "due"
        if self.is_start:
            return "start"
        if self.step is None:
            return "outside"
        return "counted" if self.step.counted else "skipped"


@dataclass(frozen=True, slots=True)
class WhyThisDate:
    """Everything `timescales/why.html` shows. Make it with `why`."""

    found: DueDate
    stored_due_on: date | None = None

    @property
    def standing(self) -> str:
        return standing(self.found.terms)

    @property
    def differs(self) -> bool:
        """The date on record is not what counting it again gives (rules or calendar changed)."""
        return self.stored_due_on is not None and self.stored_due_on != self.found.due_on

    @property
    def weeks(self) -> list[list[Cell]]:
        """Monday to Sunday rows, where every day was looked at; else empty."""
        steps = {step.day: step for step in self.found.days}
        first, last = min(steps), max(steps)
        if (last - first).days + 1 != len(steps):
            return []
        monday = first - timedelta(days=first.weekday())
        rows = (last - monday).days // 7 + 1
        return [
            [self._cell(monday + timedelta(days=7 * row + day), steps) for day in range(7)]
            for row in range(rows)
        ]

    def _cell(self, day: date, steps: dict[date, DayStep]) -> Cell:
        return Cell(
            day=day,
            step=steps.get(day),
            is_due=day == self.found.due_on,
            is_start=day == self.found.days[0].day,
        )

    @property
    def how(self) -> str:
        """How months, weeks, days or hours were counted; empty where days are skipped."""
        return how_counted(self.found)

    @property
    def holidays(self) -> list[DayStep]:
        """The weekdays skipped, each with the name of the day."""
        skipped = [step for step in self.found.days[1:] if not step.counted]
        return [step for step in skipped if step.day.weekday() < SATURDAY]

    @property
    def closures(self) -> list[DayStep]:
        """Days counted although our offices are shut, each saying so."""
        return [step for step in self.found.days if step.closure]

    @property
    def others(self) -> list[dict[str, Any]]:
        """Each other convention, and how many days earlier or later it is."""
        return [
            {"name": other.name, "due_on": other.due_on, "words": self._apart(other.due_on)}
            for other in self.found.other_conventions
        ]

    def _apart(self, day: date) -> str:
        apart = (day - self.found.due_on).days
        if not apart:
            return "the same day"
        words = f"{abs(apart)} day{'' if abs(apart) == 1 else 's'}"
        return f"{words} {'later' if apart > 0 else 'earlier'}"


def why(found: DueDate, *, stored_due_on: date | None = None) -> WhyThisDate:
    """For `{% include "timescales/why.html" with why=... only %}`, anywhere a due date stands."""
    return WhyThisDate(found=found, stored_due_on=stored_due_on)


@dataclass(frozen=True, slots=True)
class RuleRow:
    """One line of the table of rules, with the local values in force on a day."""

    rule: Rule
    terms: Terms

    @property
    def limit(self) -> str:
        return _words(self.terms.amount, self.rule)

    @property
    def standing(self) -> str:
        return standing(self.terms)


def rule_rows(rules: tuple[Rule, ...], values: LocalValues, on: date) -> list[RuleRow]:
    """Every rule in force on `on`, as a clock started that day would run."""
    return [RuleRow(rule, values.terms(rule, on)) for rule in rules if rule.in_force(on)]


def moved_words(moves: Moves) -> str:
    """“3 open deadlines moved.”, for a banner."""
    if not moves.total:
        return "No open deadline moved."
    return f"{moves.total} open deadline{'' if moves.total == 1 else 's'} moved."


def moved_rows(moves: Moves, on: date) -> list[tuple[str, int]]:
    """Each rule by its label, and how many deadlines move under it, most first."""
    rows = [(rule_named(name, on=on).label, count) for name, count in moves.by_rule.items()]
    return sorted(rows, key=lambda row: (-row[1], row[0]))


@dataclass(frozen=True, slots=True)
class CalendarRow:
    """A day of the year's calendar; `added` is set when a manager added it."""

    day: date
    name: str
    kind: str
    colour: str
    is_published: bool
    added: CalendarDay | None = None

    @property
    def moved(self) -> int:
        """How many open deadlines moved when it was added."""
        return sum(step.moved for step in self.added.redatings.all()) if self.added else 0


COLOURS = {
    DayKind.BANK_HOLIDAY: "grey",
    DayKind.EXPECTED_HOLIDAY: "yellow",
    DayKind.PROCLAIMED: "blue",
    DayKind.MOVED: "blue",
    DayKind.LOCAL_CLOSURE: "purple",
}


def calendar_year(calendar: Calendar, added: Iterable[CalendarDay], year: int) -> list[CalendarRow]:
    """Every closed weekday of the year, in order; `added` are the managers' own."""
    own = {(day.day, day.is_local): day for day in added if not day.withdrawn_at}
    closed = [*calendar.holidays.values(), *calendar.closures.values()]
    rows = [
        CalendarRow(
            day=day.day,
            name=day.name,
            kind=day.kind.label,
            colour=COLOURS[day.kind],
            is_published=day.day <= calendar.published_to,
            added=own.get((day.day, day.kind == DayKind.LOCAL_CLOSURE)),
        )
        for day in closed
        if day.day.year == year
    ]
    return sorted(rows, key=lambda row: (row.day, row.kind))


CLOSURES_SOURCE = "No source says; recommended by this product"


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A local value as it stands, its default, and where the default comes from."""

    rule: Rule
    part: Part
    value: str
    default: str
    source: str
    is_default: bool


def setting_rows(rules: Iterable[Rule], values: LocalValues, on: date) -> list[SettingRow]:
    """Every value a manager may set, as it binds a clock started on `on`."""
    return [
        setting_row(rule, part, values, on)
        for rule in rules
        if rule.in_force(on)
        for part in editable_parts(rule)
    ]


def setting_row(rule: Rule, part: Part, values: LocalValues, on: date) -> SettingRow:
    terms = values.terms(rule, on)
    value, default = {
        Part.AMOUNT: (_words(terms.amount, rule), _words(rule.amount, rule)),
        Part.AFTER_BIRTH: (_after_birth(terms.after_birth), _after_birth(rule.after_birth)),
        Part.STARTS: (terms.starts, rule.starts),
        Part.CLOSURES: (
            closures_words(terms.follows_local_closures),
            closures_words(rule.follows_local_closures),
        ),
    }[part]
    return SettingRow(
        rule=rule,
        part=part,
        value=value,
        default=default,
        source=_source(rule, part),
        is_default=values.in_force(rule, part, on) is None,
    )


def _source(rule: Rule, part: Part) -> str:
    return {Part.AFTER_BIRTH: rule.after_birth_source, Part.CLOSURES: CLOSURES_SOURCE}.get(
        part, rule.source
    )


def _words(amount: Amount, rule: Rule) -> str:
    if rule.is_between:
        return _between(amount)
    return f"{amount} {rule.direction}"


def _after_birth(amount: Amount | None) -> str:
    return f"{amount} after birth"


def _between(amount: Amount) -> str:
    if amount.unit == Unit.WEEKS:
        return f"{amount} after the conference"
    return f"{amount} between the two"
