"""F6: the beat goes on when its clock is set right, and rings nothing twice for it."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from celery.beat import PersistentScheduler
from celery.schedules import crontab

from config import celery as queue
from config.beat import SteadyBeat
from tests.consistency.test_deployment import SERVICES

NOON = dt.datetime(2026, 11, 23, 12, 0, tzinfo=dt.UTC)
TABLE: dict[str, Any] = {
    "often": {"task": "often", "schedule": 60.0},
    "seldom": {"task": "seldom", "schedule": 600.0},
    "nightly": {"task": "nightly", "schedule": crontab(hour=3, minute=40)},
}


class Running:
    """A beat by a clock that somebody turns."""

    def __init__(self, kind: type[PersistentScheduler], patch: pytest.MonkeyPatch, folder: Path):
        self.clock, self.sent = NOON, Counter[str]()
        patch.setitem(queue.app.conf, "beat_schedule", TABLE)
        patch.setattr(queue.app, "now", lambda: self.clock)
        self.beat = kind(app=queue.app, schedule_filename=str(folder / "schedule"))
        self.beat.apply_entry = lambda entry, producer=None: self.sent.update([entry.name])

    def run(self, **length: int) -> Counter[str]:
        """What was sent meanwhile."""
        until, before = self.clock + dt.timedelta(**length), self.sent.copy()
        while self.clock < until:
            self.clock += dt.timedelta(seconds=max(0.01, self.beat.tick()))
        return self.sent - before


@pytest.fixture
def beat(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Running:
    return Running(getattr(request, "param", SteadyBeat), monkeypatch, tmp_path)


@pytest.mark.parametrize("ahead", [dt.timedelta(days=3), dt.timedelta(hours=1)], ids=str)
def test_a_clock_that_was_ahead_stops_nothing(beat: Running, ahead: dt.timedelta) -> None:
    beat.clock += ahead
    beat.run(hours=1)
    beat.clock -= ahead
    sent = beat.run(days=1)
    assert sent["nightly"] == 1
    assert abs(sent["often"] - 24 * 60) < 10
    assert abs(sent["seldom"] - 24 * 6) < 3


@pytest.mark.parametrize("beat", [PersistentScheduler], indirect=True)
def test_a_beat_that_trusts_its_memory_is_caught(beat: Running) -> None:
    beat.clock += dt.timedelta(days=3)
    beat.run(hours=1)
    beat.clock -= dt.timedelta(days=3)
    assert beat.run(days=1) == Counter()


def test_a_clock_that_goes_as_it_should_changes_nothing(beat: Running) -> None:
    sent = beat.run(days=2)
    assert sent["nightly"] == 2
    assert abs(sent["often"] - 48 * 60) < 20


def test_it_is_the_beat_of_the_service_and_its_memory_outlives_the_container() -> None:
    assert queue.app.conf.beat_scheduler == "config.beat:SteadyBeat"
    command = SERVICES["beat"]["command"]
    assert command[command.index("--schedule") + 1].startswith("/data/")
    assert "files:/data" in SERVICES["beat"]["volumes"]
