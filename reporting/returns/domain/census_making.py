"""The census in one pass over the children: each is checked and written, and none is kept."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import IO

from govuk.times import LONDON
from reporting.returns.authority import our_authority
from reporting.returns.census.file import Source, write_census
from reporting.returns.census.rule import Found, NotCheckable, Severity, Totals
from reporting.returns.census.rules import check_child, check_totals
from reporting.returns.census.tree import Child
from reporting.returns.census.year import CensusYear
from reporting.returns.domain.census_records import BATCH
from reporting.returns.domain.census_tree import census_children
from timescales.domain import current_clock
from timescales.working_days import (
    Calendar,
    add_working_days,
    working_day_on_or_before,
)

LIMIT = 15  # working days
Tell = Callable[[int], None]


@dataclass
class Census:
    """What was written, and what the rules say of it."""

    year: CensusYear
    children: list[int] = field(default_factory=list)
    found: list[Found] = field(default_factory=list)
    beyond: NotCheckable = field(default_factory=NotCheckable)
    totals: Totals = field(default_factory=Totals)

    def count(self, severity: Severity) -> int:
        return sum(each.rule.severity == severity for each in self.found)

    @property
    def is_ready(self) -> bool:
        """Ready to be merged into the authority's whole return: no rule says error."""
        return not self.count(Severity.ERROR)


def census_year(year: int, calendar: Calendar) -> CensusYear:
    """Raises ValueError for a year there can be no census of."""
    last = working_day_on_or_before(CensusYear(year).last, calendar)
    return CensusYear(year, late_since=add_working_days(last, -LIMIT, calendar))


def make_census(
    out: IO[bytes], *, year: int, serial: int, made_at: dt.datetime, tell: Tell = lambda done: None
) -> Census:
    """Write the file and check it; `tell` hears now and then how many children are done.

    Raises `AuthorityNotSet`, and ValueError for the year.
    """
    source = Source(our_authority(), serial, made_at.astimezone(LONDON))
    calendar = current_clock().calendar
    census = Census(census_year(year, calendar))
    children = census_children(census.year, calendar)
    write_census(out, census.year, source, _checked(children, census, tell))
    census.found += check_totals(census.totals)
    return census


def _checked(children: Iterator[Child], census: Census, tell: Tell) -> Iterator[Child]:
    for child in children:
        census.children.append(child.pk)
        census.totals.add(child, census.year)
        census.found += check_child(child, census.year, census.beyond)
        if len(census.children) % BATCH == 0:
            tell(len(census.children))
        yield child
