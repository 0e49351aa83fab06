"""What a rule of the census is, and what it finds.

A rule looks at one child and yields, for each place where it is broken, the record that must be
corrected ("" for the child itself). A rule about the whole authority looks at its totals.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import Enum

from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear

Check = Callable[[Child, CensusYear], Iterator[str]]


class Severity(Enum):
    """An error stops a return from being accepted; a query asks for a reason."""

    ERROR = "E"
    QUERY = "Q"


@dataclass(frozen=True)
class Rule:
    """`needs_referral`: for a child whose referral is not held here it cannot be checked, or not
    against all that the case system may hold."""

    code: str
    severity: Severity
    says: str
    check: Check
    needs_referral: bool = False


@dataclass
class Totals:
    """What rules about the whole authority count, child by child."""

    children: int = 0
    born: int = 0
    sex_unknown: int = 0
    disabled: int = 0
    with_several_disabilities: int = 0
    plans_started: int = 0
    conferences: int = 0

    def add(self, child: Child, year: CensusYear) -> None:
        disabilities = set(child.disabilities) - {"NONE"}
        self.children += 1
        self.born += child.born_on is not None
        self.sex_unknown += child.born_on is not None and child.sex == "U"
        self.disabled += bool(disabilities)
        self.with_several_disabilities += len(disabilities) > 1
        self.plans_started += sum(year.holds(plan.started_on) for plan in child.plans)
        self.conferences += sum(1 for _ in child.conferences())


@dataclass(frozen=True)
class TotalRule:
    code: str
    severity: Severity
    says: str
    is_broken: Callable[[Totals], bool]


@dataclass(frozen=True)
class Found:
    """One place where one rule is broken. No child: it is about the whole authority."""

    rule: Rule | TotalRule
    child: Child | None = None
    about: str = ""


@dataclass
class NotCheckable:
    """Of how many children a rule (by its code) could not be asked, because their referral is not
    here, or an element (by its name) could not be told."""

    children: dict[str, int] = field(default_factory=dict)

    def add(self, code: str) -> None:
        self.children[code] = self.children.get(code, 0) + 1


def error(code: str, says: str, *, needs_referral: bool = False) -> Callable[[Check], Rule]:
    return lambda check: Rule(code, Severity.ERROR, says, check, needs_referral)


def query(code: str, says: str, *, needs_referral: bool = False) -> Callable[[Check], Rule]:
    return lambda check: Rule(code, Severity.QUERY, says, check, needs_referral)
