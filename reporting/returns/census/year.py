"""The census year: 1 April to 31 March (domain.md, section 10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from reporting.returns.stretch import Stretch

EARLIEST, LATEST = 2009, 2099
NOT_A_YEAR = f"Give the year in which the census year ends, from {EARLIEST} to {LATEST}."


@dataclass(frozen=True)
class CensusYear(Stretch):
    """2026 is 1 April 2025 to 31 March 2026. `late_since`: an enquiry that started before this day
    had its 15 working days before the year ended (rule 8675).

    Raises ValueError for a year there can be no census of.
    """

    year: int
    late_since: dt.date = dt.date.min

    def __post_init__(self) -> None:
        if not EARLIEST <= self.year <= LATEST:
            raise ValueError(NOT_A_YEAR)

    @property
    def first(self) -> dt.date:
        return dt.date(self.year - 1, 4, 1)

    @property
    def last(self) -> dt.date:
        """The reference date."""
        return dt.date(self.year, 3, 31)
