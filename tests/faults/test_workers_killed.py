"""F1 and F12: the workers and the beat die while a conference closes and its packs are drawn."""

from __future__ import annotations

import random
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.faults.pack_scene import RECIPIENTS
from tests.faults.queue import PATIENCE_SECONDS, Queue
from tests.faults.stack import Stack
from tests.faults.supervised import BEAT, MASTER, PROCESS, Supervised

pytestmark = pytest.mark.fault
KILLS = (PROCESS, BEAT, PROCESS, MASTER, PROCESS, BEAT, MASTER, PROCESS)


@pytest.fixture
def queue(stack: Stack) -> Iterator[Queue]:
    yield Queue(stack)
    Queue(stack).flush()


def drawn_while_killed(queue: Queue, kills: Sequence[str], beat: list[str]) -> dict[str, Any]:
    """What there is when a beat and a worker have died again and again, and then been left alone.

    Each dies when a worker has been at work for a moment.
    """
    queue.bring_up()
    choose = random.Random(4)
    with Supervised(queue, beat) as running:
        closed = queue.act("close_with_packs")
        for what in kills:
            running.wait_until_at_work()
            time.sleep(0.3 + choose.random())
            running.kill(what)
        assert running.killed == Counter(kills)
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        found = queue.act("look_at_packs", str(closed["record"]))
        while found["ready"] < found["packs"] and time.monotonic() < give_up_at:
            time.sleep(1)
            found = queue.act("look_at_packs", str(closed["record"]))
    return found


def must_be_whole_and_once(found: dict[str, Any]) -> None:
    """Every pack drawn and its own; each plan and each clock once for each of two children."""
    assert found["state"] == "closed"
    assert found["broken"] == []
    assert found["ready"] == found["packs"] >= RECIPIENTS
    assert found["plans"] == 2
    assert set(found["clocks"].values()) == {2}


def test_each_pack_is_whole_when_the_worker_that_drew_it_dies(queue: Queue) -> None:
    must_be_whole_and_once(drawn_while_killed(queue, [PROCESS, BEAT], queue.new_beat()))


@pytest.mark.full
def test_each_pack_is_whole_and_its_own_and_the_close_has_its_effect_once(queue: Queue) -> None:
    before = queue.different_mails()  # of other tests on this stack
    must_be_whole_and_once(drawn_while_killed(queue, KILLS, queue.beat_that_slept(1)))
    queue.flush()  # with what the dead took and never acknowledged
    queue.act("ring", "1", "2")
    with queue.workers():
        queue.drain()
    left = queue.act("outbox")
    assert left["unsent"] == 0
    owed = {(address, reference) for address, reference in left["mails"]} - before
    assert owed
    assert queue.different_mails() - before == owed


@pytest.mark.full
def test_a_design_that_names_bytes_before_they_are_there_is_caught(tmp_path: Path) -> None:
    """Killed until it shows: on a slow machine many die before they have begun to draw."""
    with Stack(tmp_path) as own:
        broken = Queue(own, "named_before_its_bytes_are_there")
        broken.bring_up()
        with Supervised(broken, broken.beat_that_slept(1)) as running:
            closed = broken.act("close_with_packs")
            give_up_at = time.monotonic() + PATIENCE_SECONDS
            found: list[str] = []
            while not found and time.monotonic() < give_up_at:
                running.wait_until_at_work()
                time.sleep(1)
                running.kill(PROCESS)
                found = broken.act("look_at_packs", str(closed["record"]))["broken"]
    assert found
