"""F1: kill services at random during live saves, then count what was lost or doubled."""

from __future__ import annotations

import random
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.faults.browser import Tab, Typists
from tests.faults.queue import Queue
from tests.faults.stack import Stack
from tests.faults.supervised import BEAT, MASTER, PROCESS, Supervised

TYPISTS = 6
OF_THE_QUEUE = (PROCESS, MASTER, BEAT)
# How often each is chosen. A worker or a session dies more often than a whole server.
WAYS: tuple[tuple[str, int], ...] = (
    ("kill_web_worker", 4),
    (PROCESS, 2),
    ("kill_postgresql", 3),
    (BEAT, 1),
    ("kill_postgresql_session", 2),
    (MASTER, 2),
    ("kill_web", 2),
    ("kill_redis", 1),
)


@dataclass(frozen=True)
class Verdict:
    """Counts of acknowledged saves that went wrong. All must be 0."""

    acknowledged: int
    killed: dict[str, int]
    seconds: float
    lost: int
    doubled: int
    without_history: int
    without_audit: int
    without_audience: int
    badly_sealed: int
    given_up: int

    @property
    def is_clean(self) -> bool:
        return not self.wrong

    @property
    def wrong(self) -> dict[str, int]:
        names = (
            "lost",
            "doubled",
            "without_history",
            "without_audit",
            "without_audience",
            "badly_sealed",
            "given_up",
        )
        return {name: getattr(self, name) for name in names if getattr(self, name)}


def survive(
    stack: Stack, *, saves: int, kills: int, seed: int = 1, say: Callable[[str], None] = print
) -> Verdict:
    """Save `saves` lines while `kills` processes are killed at random, then judge.

    Meanwhile a worker and a beat do what they always do: they seal the audit rows of these saves.
    """
    queue = Queue(stack)
    queue.bring_up()
    with Supervised(queue, queue.new_beat()) as running:
        scene = stack.meeting
        people = ("chair", "minute_taker")
        tabs = [Tab(stack.port, scene[people[n % 2]], scene["conference"]) for n in range(TYPISTS)]
        typists = Typists(tabs, scene["part_key"], saves)
        running.wait_until_at_work()
        began = time.monotonic()
        killed: Counter[str] = Counter()
        given = [stack, running, typists, kills, seed, killed, say]
        killer = threading.Thread(target=_kill, args=given)
        killer.start()
        typists.type_everything()
        killer.join()
        stack.wait_until_ready()
    found = stack.scene("look", str(scene["record"]))
    return _judge(typists, found, dict(killed), time.monotonic() - began)


def _kill(
    stack: Stack,
    running: Supervised,
    typists: Typists,
    kills: int,
    seed: int,
    killed: Counter[str],
    say: Callable[[str], None],
) -> None:
    """Kills spread evenly over the saves, each at a random moment after its turn has come."""
    choose = random.Random(seed)
    names, weights = zip(*WAYS, strict=True)
    for turn in range(1, kills + 1):
        while len(typists.acknowledged) < typists.saves * turn // (kills + 1):
            time.sleep(0.005)
        time.sleep(choose.random() * 0.05)
        # Every way at least once in a short run; at random after that.
        way = names[turn - 1] if turn <= len(names) else choose.choices(names, weights)[0]
        if way in OF_THE_QUEUE:
            running.kill(way)
        else:
            getattr(stack, way)()
        killed[way] += 1
        if turn % 20 == 0:
            say(f"{turn} kills, {len(typists.acknowledged)} saves acknowledged")


def _judge(
    typists: Typists, found: dict[str, Any], killed: dict[str, int], seconds: float
) -> Verdict:
    texts = Counter(text for _, text in found["passages"])
    passages = dict(found["passages"])
    history = Counter(uuid for uuid, _, _ in found["operations"])
    audited = Counter(found["audited"])
    cleared = set(found["cleared"])
    lines = [line for line, _ in typists.acknowledged]
    kept = [line for line in lines if passages.get(_passage(line)) == _text(line)]
    return Verdict(
        acknowledged=len(lines),
        killed=killed,
        seconds=seconds,
        lost=len(lines) - len(kept),
        doubled=sum(count - 1 for count in texts.values()),
        without_history=sum(history[line["uuid"]] != 1 for line in lines),
        without_audit=sum(audited[result["seq"]] != 1 for _, result in typists.acknowledged),
        without_audience=sum(_passage(line) not in cleared for line in kept),
        badly_sealed=len(found["breaks"]),
        given_up=typists.given_up,
    )


def _passage(line: dict[str, Any]) -> str:
    return str(line["payload"]["passage"])


def _text(line: dict[str, Any]) -> str:
    return str(line["payload"]["text"])
