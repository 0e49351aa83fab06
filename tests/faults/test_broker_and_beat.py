"""F4 to F7 on a real Redis, with real workers and a real beat (quality.md)."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.celery import BEAT
from tests.faults.owed import TOLD
from tests.faults.queue import Queue
from tests.faults.stack import Stack
from tests.timescales import oracle

pytestmark = pytest.mark.fault


@pytest.fixture
def queue(stack: Stack) -> Queue:
    return Queue(stack)


@pytest.fixture
def mutated(stack: Stack, request: pytest.FixtureRequest) -> Iterator[Queue]:
    """The same stack with one safeguard out; the broker is emptied before anybody else uses it."""
    broken = Queue(stack, mutant=request.param)
    yield broken
    broken.bring_up()
    broken.flush()


def closed_without_a_broker(queue: Queue) -> dict[str, Any]:
    """What went wrong, when the broker dies before a conference closes and comes back empty, and
    then every task of the beat comes five times, out of order."""
    queue.bring_up()
    said = queue.act("close")
    queue.bring_up()
    queue.flush()
    with queue.workers():
        queue.act("ring", "5", "1")
        queue.drain()
    wrong: dict[str, Any] = {}
    if said["errors"]:
        wrong["errors"] = said["errors"]
    if said["state"] != "closed":
        wrong["state"] = said["state"]
    if said["queued"] < said["expected"]:
        wrong["lost"] = said["expected"] - said["queued"]
    left = queue.act("outbox")
    if left["unsent"]:
        wrong["unsent"] = left["unsent"]
    mails = queue.mails()
    missing = [address for address in set(left["addresses"]) if not mails[address]]
    if missing:
        wrong["missing"] = missing
    if doubled := sorted(mails - Counter(left["addresses"])):
        wrong["doubled"] = doubled
    return wrong


def test_f4_and_f5_a_conference_closes_without_a_broker_and_nothing_is_lost_or_doubled(
    queue: Queue,
) -> None:
    assert closed_without_a_broker(queue) == {}


def effects_of(queue: Queue, times: int) -> dict[str, Any]:
    """What is there when every task of the beat is delivered so many times, out of order."""
    with queue.workers():
        queue.act("ring", str(times), "7")
        queue.drain()
    return queue.act("effects")


@pytest.mark.full
def test_f5_every_task_five_times_and_out_of_order_has_its_effect_once(queue: Queue) -> None:
    owed = queue.act("owe", "12")
    found = effects_of(queue, 5)
    assert found["sent"] == found["messages"] == sum(queue.mails().values())
    assert found["reminders"][owed["about"]] == owed["overdue"]
    assert set(found["mornings"].values()) <= {1}  # each their own; none on a day off
    assert found["doubled"] == []
    assert sorted(found["told"]) == sorted(TOLD)
    assert found["put_back"][str(owed["pencil"])] == 1
    packs = queue.act("look_at_packs", str(owed["record"]))
    assert packs["packs"] == packs["ready"] > 0
    assert packs["broken"] == []
    assert effects_of(queue, 1) == found  # of what was done, nothing is done again


def test_f6_a_beat_that_slept_three_days_sends_every_entry_once(queue: Queue) -> None:
    queue.flush()
    wanted = {line["task"] for line in BEAT.values()}
    with queue.beat({"days": 3}):
        found = queue.sent_by_beat(len(wanted))
    assert found == wanted
    sent = [row for row in queue.line.lrange("celery", 0, -1) if b"timescales" in row]
    queue.flush()
    assert len(sent) == 1


@pytest.mark.full
def test_f6_a_beat_whose_clock_was_three_days_ahead_goes_on_at_once(queue: Queue) -> None:
    queue.flush()
    with queue.beat({"days": -3}):
        assert queue.sent_by_beat(1) == {"audit.tasks.seal"}
    queue.flush()


@pytest.mark.full
def test_f6_what_was_owed_while_the_beat_slept_is_done_once(queue: Queue) -> None:
    queue.flush()
    owed = queue.act("owe", "6")
    with queue.beat({"days": 3}):
        queue.sent_by_beat(len({line["task"] for line in BEAT.values()}))
    with queue.workers():
        queue.drain()
    found = queue.act("effects")
    assert found["sent"] == found["messages"] == sum(queue.mails().values())
    assert found["reminders"][owed["about"]] == owed["overdue"]
    assert set(found["mornings"].values()) <= {1}
    assert effects_of(queue, 1) == found


def wrong_after_proclaiming(queue: Queue) -> dict[str, list[str]]:
    """Each deadline that is not where the independent calculation puts it, or was touched."""
    said = queue.act("proclaim")
    with queue.workers():
        queue.act("ring", "2", "3")  # the nightly sweep meanwhile
        queue.drain()
    holiday = (dt.date.fromisoformat(said["day"]),)
    wrong: dict[str, list[str]] = {}
    for pk, (rule, start, due_on, is_open, moves) in queue.act("look")["due"].items():
        before = said["before"][pk]
        started_on = dt.date.fromisoformat(start)
        expected = before[2]
        if is_open and rule != "core_group":
            amount = {"icpc": 15, "statutory_visit": 10}[rule]
            expected = oracle.add(started_on, amount, holiday).isoformat()
        if due_on != expected:
            wrong.setdefault("date", []).append(pk)
        if moves - before[4] != int(due_on != before[2]):
            wrong.setdefault("history", []).append(pk)
    queue.act("take_back", str(said["id"]))
    back = {pk: row[2] for pk, row in queue.act("look")["due"].items()}
    if back != {pk: row[2] for pk, row in said["before"].items()}:
        wrong["not reversible"] = [pk for pk in back if back[pk] != said["before"][pk][2]]
    return wrong


@pytest.mark.full  # the same without workers: tests/timescales/test_redating.py
def test_f7_a_holiday_nine_days_ahead_moves_what_it_must_and_can_be_taken_back(
    queue: Queue,
) -> None:
    assert wrong_after_proclaiming(queue) == {}


@pytest.mark.full
class TestABrokenDesignIsCaught:
    @pytest.mark.parametrize(
        ("mutated", "fault"),
        [
            ("told_by_the_broker_alone", "lost"),
            ("a_broker_that_is_down_is_an_error", "errors"),
            ("sent_without_a_claim", "doubled"),
        ],
        indirect=["mutated"],
    )
    def test_f4_and_f5(self, mutated: Queue, fault: str) -> None:
        assert fault in closed_without_a_broker(mutated)

    def test_f7(self, tmp_path: Path) -> None:
        with Stack(tmp_path) as own:  # it leaves dates behind that are wrong
            assert "date" in wrong_after_proclaiming(Queue(own, "everything_moves_by_a_day"))
