"""What a rule is: how much of which unit, from what to what, and on whose word."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from timescales.enums import Direction, Evidence, Unit

HALF_WAY = 50


@dataclass(frozen=True, slots=True)
class Amount:
    """So many of a unit: 15 working days, 3 calendar months.

    Of `Unit.MIDPOINT` it is how far between the two dates, in hundredths: 50 is half-way.
    """

    number: int
    unit: Unit

    def __str__(self) -> str:
        if self.unit == Unit.MIDPOINT:
            return "half-way" if self.number == HALF_WAY else f"{self.number}% of the way"
        words = self.unit.label
        return f"{self.number} {words[:-1] if self.number == 1 else words}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One duty and its limit.

    `starts` and `met_by` are events in the field's words. A `statutory` rule cannot be changed by
    a manager; any other amount is a local default (see `timescales.local_values`). Dates of force
    are those on which the clock starts. `after_birth` is the second limit of a child who was
    unborn at the conference: the earlier of the two binds.
    """

    name: str
    label: str
    starts: str
    amount: Amount
    met_by: str
    source: str
    evidence: Evidence
    statutory: bool
    direction: Direction = Direction.AFTER
    follows_local_closures: bool = False
    after_birth: Amount | None = None
    after_birth_source: str = ""
    starts_choices: tuple[str, ...] = field(default=())
    note: str = ""
    in_force_from: date | None = None
    in_force_to: date | None = None

    def in_force(self, on: date) -> bool:
        """Whether a clock started on this day runs under this rule."""
        return (self.in_force_from or date.min) <= on <= (self.in_force_to or date.max)

    @property
    def is_between(self) -> bool:
        """Whether it falls between two dates, and is moved back to a working day."""
        return self.amount.unit == Unit.MIDPOINT

    @property
    def authority(self) -> str:
        return "Statutory" if self.statutory else "Local default"
