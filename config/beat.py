"""The beat: which sweep is due, by a clock that may be set back."""

from __future__ import annotations

from typing import Any

from celery.beat import PersistentScheduler


class SteadyBeat(PersistentScheduler):  # type: ignore[misc]  # Celery ships no types
    """Celery's own, but that it goes on when a clock that was ahead is set right.

    An entry is due so long after it last ran, and what ran "in three days" would be due in three
    days: until then nothing would be sent at all. Here an entry that ran later than now ran now.
    """

    def tick(self, *given: Any, **named: Any) -> float:
        for entry in self.schedule.values():
            if entry.last_run_at > (now := entry.default_now()):
                entry.last_run_at = now
                self._heap = None  # its times are of the other clock: made anew by the next line
        seconds: float = super().tick(*given, **named)
        return seconds
