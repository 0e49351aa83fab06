"""The census year: 1 April to 31 March (domain.md, section 10)."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

EARLIEST, LATEST = 2009, 2099
NOT_A_YEAR = f"Give the year in which the census year ends, from {EARLIEST} to {LATEST}."


@dataclass(frozen=True)
class CensusYear:
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

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def touches(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether something that ran from `start` to `end` (None: still) ran in the year."""
        return start is not None and start <= self.last and (end is None or end >= self.first)

    def until_its_end(self, day: dt.date | None) -> dt.date | None:
        """The day, unless it is after the year: the census says how things stood on its last."""
        return day if day is not None and day <= self.last else None
