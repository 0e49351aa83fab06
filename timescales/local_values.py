"""The values a service sets for itself, each from a day, over the default in the rule.

A clock keeps the value in force on the day it started: a change of local practice applies to
clocks started from its effective date on.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from timescales.enums import Part, Unit
from timescales.rule import Amount, Rule

STOPPED, RUNS_ON = "our own closed days are not counted", "our own closed days count"
# Only a limit that skips some days has anything to skip.
SKIPS_DAYS = (Unit.WORKING_DAYS, Unit.MIDPOINT)


@dataclass(frozen=True, slots=True)
class LocalValue:
    """One value, in force from `effective_from` until a later one replaces it."""

    rule: str
    part: Part
    effective_from: date
    amount: Amount | None = None
    words: str = ""


@dataclass(frozen=True, slots=True)
class Terms:
    """What binds one clock: the rule with the local values in force when it started, or its own."""

    rule: Rule
    amount: Amount
    after_birth: Amount | None
    starts: str
    follows_local_closures: bool
    changed_locally: bool
    set_by_plan: bool = False

    def with_own(self, limit: Amount | None) -> Terms:
        """The same with a limit set for one child alone, where there is one."""
        return replace(self, amount=limit, set_by_plan=True) if limit else self


@dataclass(frozen=True, slots=True)
class LocalValues:
    """Every local value; empty means the defaults."""

    values: tuple[LocalValue, ...] = ()

    def in_force(self, rule: Rule, part: Part, on: date) -> LocalValue | None:
        """The value for this part of the rule, for a clock started on this day."""
        candidates = [
            value
            for value in self.values
            if value.rule == rule.name and value.part == part and value.effective_from <= on
        ]
        return max(candidates, key=lambda value: value.effective_from, default=None)

    def terms(self, rule: Rule, on: date) -> Terms:
        """The rule as it binds a clock started on this day."""
        amount = self.in_force(rule, Part.AMOUNT, on)
        birth = self.in_force(rule, Part.AFTER_BIRTH, on)
        starts = self.in_force(rule, Part.STARTS, on)
        closures = self.in_force(rule, Part.CLOSURES, on)
        return Terms(
            rule=rule,
            amount=(amount and amount.amount) or rule.amount,
            after_birth=(birth and birth.amount) or rule.after_birth,
            starts=starts.words if starts else rule.starts,
            follows_local_closures=(
                closures.words == STOPPED if closures else rule.follows_local_closures
            ),
            changed_locally=any((amount, birth, starts, closures)),
        )


DEFAULTS = LocalValues()


def editable_parts(rule: Rule) -> tuple[Part, ...]:
    """What a manager may set. A statutory clock is fixed: only bank holidays stop it."""
    parts = []
    if not rule.statutory:
        parts.append(Part.AMOUNT)
    if rule.after_birth:
        parts.append(Part.AFTER_BIRTH)
    if rule.starts_choices:
        parts.append(Part.STARTS)
    if not rule.statutory and rule.amount.unit in SKIPS_DAYS:
        parts.append(Part.CLOSURES)
    return tuple(parts)


def units_for(rule: Rule, part: Part) -> tuple[Unit, ...]:
    """In what this part of the rule may be set. Between two dates it is a part of the way, or
    weeks after the first of them."""
    if rule.is_between and part == Part.AMOUNT:
        return (Unit.MIDPOINT, Unit.WEEKS)
    return tuple(unit for unit in Unit if unit != Unit.MIDPOINT)


def words_for(rule: Rule, part: Part) -> tuple[str, ...]:
    """The words this part of the rule may be set to: an event, or whether closures stop it."""
    choices = {Part.CLOSURES: (STOPPED, RUNS_ON), Part.STARTS: rule.starts_choices}
    return choices.get(part, ())


def closures_words(follows: bool) -> str:
    """Whether days on which our own offices are shut stop the clock, as a local value keeps it."""
    return STOPPED if follows else RUNS_ON
