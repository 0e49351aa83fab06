"""What a child's and a family's page show, ready for the template."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from dataclasses import dataclass, field
from itertools import groupby

from people.models import Child, Person, Relationship, Residence
from people.presenters.person import age, born_or_expected, flags_of, long_date
from timescales.domain import current_clock, explain
from timescales.domain.clock import Clock
from timescales.models import Deadline
from timescales.presenters import WhyThisDate, why
from timescales.rules import rule_named


@dataclass(frozen=True)
class Relative:
    """One person and what they are to each child of the family."""

    person: Person
    kinds: list[tuple[Relationship, str]]
    flags: list[tuple[str, str]]
    is_kept_by_others: bool = False
    is_changed_by_others: bool = False

    @property
    def born(self) -> str:
        day = self.person.date_of_birth
        return f"Born {long_date(day)} ({age(self.person)})" if day else ""


def relatives(
    relationships: list[Relationship],
    kept_by_others: Collection[int] = (),
    changed_by_others: Collection[int] = (),
) -> list[Relative]:
    """`relationships` ordered by person. A flag on any of them is shown once."""
    made = []
    for _, group in groupby(relationships, key=lambda row: row.person_id):
        rows = list(group)
        kinds = [(row, f"{row.get_kind_display()} of {row.child.person.called}") for row in rows]
        flags = list(dict.fromkeys(flag for row in rows for flag in flags_of(row)))
        person = rows[0].person
        kept, changed = person.pk in kept_by_others, person.pk in changed_by_others
        made.append(Relative(person, kinds, flags, kept, changed))
    return made


@dataclass(frozen=True)
class Home:
    """One address and who lives there."""

    residences: list[Residence]

    @property
    def words(self) -> str:
        return str(self.residences[0].address)

    @property
    def is_protected(self) -> bool:
        return any(r.is_protected or r.person.is_protected for r in self.residences)


def homes(residences: list[Residence]) -> list[Home]:
    """`residences` ordered by address."""
    return [Home(list(rows)) for _, rows in groupby(residences, key=lambda row: row.address_id)]


@dataclass(frozen=True)
class Due:
    """One duty on one day, for everybody it is the same for."""

    deadline: Deadline
    label: str
    why: WhyThisDate
    overdue: bool
    about: str


def due(deadlines: list[Deadline], today: dt.date) -> list[Due]:
    """Brothers and sisters whose clock began and ends on the same days share a line."""
    together: dict[tuple[object, ...], list[Deadline]] = {}
    for deadline in deadlines:
        same = (deadline.rule, deadline.started_on, deadline.due_on, str(deadline.dates))
        together.setdefault(same, []).append(deadline)
    clock = current_clock()
    return [_due(rows, clock, today) for rows in together.values()]


def _due(rows: list[Deadline], clock: Clock, today: dt.date) -> Due:
    one = rows[0]
    children = dict.fromkeys(row.child.person.called for row in rows if row.child)
    return Due(
        one,
        rule_named(one.rule, on=one.started_on).label,
        why(explain(one, clock=clock), stored_due_on=one.due_on),
        one.due_on < today,
        ", ".join(children) or "The family",
    )


@dataclass(frozen=True)
class ChildLine:
    """A child in the family's list."""

    child: Child
    plan: object | None = None
    born: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "born", born_or_expected(self.child))
