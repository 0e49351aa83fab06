"""A stretch of days, both ends counted, and how things stood on its last."""

from __future__ import annotations

import datetime as dt
from abc import ABC, abstractmethod
from dataclasses import dataclass


class Stretch(ABC):
    """What the census year and the months of Annex A have in common."""

    @property
    @abstractmethod
    def first(self) -> dt.date: ...

    @property
    @abstractmethod
    def last(self) -> dt.date: ...

    def holds(self, day: dt.date | None) -> bool:
        return day is not None and self.first <= day <= self.last

    def touches(self, start: dt.date | None, end: dt.date | None) -> bool:
        """Whether something that ran from `start` to `end` (None: still) ran in it."""
        return start is not None and start <= self.last and (end is None or end >= self.first)

    def until_its_end(self, day: dt.date | None) -> dt.date | None:
        """The day, unless it came later: a return says how things stood on the last."""
        return day if day is not None and day <= self.last else None


@dataclass(frozen=True)
class Between(Stretch):
    begin: dt.date
    end: dt.date

    @property
    def first(self) -> dt.date:
        return self.begin

    @property
    def last(self) -> dt.date:
        return self.end
