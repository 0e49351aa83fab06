"""What is to be done on which day, for many families at once, in the order of the days."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from heapq import heappop, heappush
from itertools import count

from rehearsal.past import as_if
from reporting.domain.counting_rows import count_rows

Step = Callable[[dt.date], None]
STEPS_BETWEEN_COUNTS = 200


def _nobody_listens(day: dt.date) -> None:
    """Most diaries are played without a word."""


class Diary:
    """Played up to yesterday; what falls on `today` or later is still to come."""

    def __init__(self, today: dt.date) -> None:
        self.today = today
        self._now = dt.date.min
        self._pages: list[tuple[dt.date, int, Step]] = []
        self._numbers = count()

    def put(self, day: dt.date, step: Step) -> None:
        """Nothing is done on a day that is over: it is done now."""
        day = max(day, self._now)
        if day < self.today:
            heappush(self._pages, (day, next(self._numbers), step))

    def live(self, each_month: Step = _nobody_listens) -> None:
        """`each_month` is told the first day on which anything is done in a month."""
        for number in count(1):
            if not self._pages:
                return
            if number % STEPS_BETWEEN_COUNTS == 0:
                count_rows()
            before, (self._now, _, step) = self._now, heappop(self._pages)
            if before.replace(day=1) != self._now.replace(day=1):
                each_month(self._now)
            with as_if(self._now):
                step(self._now)
