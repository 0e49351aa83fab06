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
        done = 0
        while self._pages:
            before, self._now = self._now, self._pages[0][0]
            if before.replace(day=1) != self._now.replace(day=1):
                each_month(self._now)
            with as_if(self._now):
                done += self._live_a_day()
            if done >= STEPS_BETWEEN_COUNTS:
                count_rows()
                done = 0

    def _live_a_day(self) -> int:
        """How many steps were taken; one may put another on the same day."""
        done = 0
        while self._pages and self._pages[0][0] == self._now:
            _, _, step = heappop(self._pages)
            step(self._now)
            done += 1
        return done
