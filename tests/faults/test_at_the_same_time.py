"""F2 and F3 through the real server: sent twice is done once; two at once lose no word."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.faults.browser import Tab, add, operation
from tests.faults.stack import Stack

pytestmark = pytest.mark.fault
ROUNDS = 15


class Desk:
    """Two people with the same meeting open."""

    def __init__(self, stack: Stack) -> None:
        self.stack = stack
        self.scene = stack.meeting
        where = stack.port, self.scene["conference"]
        self.chair = Tab(where[0], self.scene["chair"], where[1])
        self.minute_taker = Tab(where[0], self.scene["minute_taker"], where[1])

    def texts(self) -> list[str]:
        return [passage["text"] for passage in self.chair.changes()["passages"]]

    def write(self, text: str) -> str:
        line = add(text, self.scene["part_key"])
        self.chair.send(line)
        return str(line["payload"]["passage"])


def at_once(*acts: Callable[[], Any]) -> None:
    """Run each in a thread of its own, all let go at the same moment."""
    gate = threading.Barrier(len(acts))

    def run(act: Callable[[], Any]) -> None:
        gate.wait()
        act()

    threads = [threading.Thread(target=run, args=[act]) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


@pytest.fixture
def desk(stack: Stack) -> Desk:
    return Desk(stack)


def sends_that_happened_twice(desk: Desk) -> int:
    for number in range(ROUNDS):
        line = add(f"Sent twice {number}", desk.scene["part_key"])
        at_once(lambda: desk.chair.send(line), lambda: desk.chair.send(line))  # noqa: B023
        desk.chair.send(line)
    sent = [text for text in desk.texts() if text.startswith("Sent twice")]
    return len(sent) - ROUNDS


def texts_overwritten(desk: Desk) -> int:
    lost = 0
    for number in range(ROUNDS):
        passage = desk.write(f"First {number}")
        edits = [
            operation("passage.edit", passage=passage, text=f"{who} {number}", base_version=1)
            for who in ("Chair", "Taker")
        ]
        at_once(
            lambda: desk.chair.send(edits[0]),  # noqa: B023
            lambda: desk.minute_taker.send(edits[1]),  # noqa: B023
        )
        seen = desk.texts()
        lost += sum(f"{who} {number}" not in seen for who in ("Chair", "Taker"))
    return lost


def choices_overwritten(desk: Desk) -> int:
    """Two people say how the child was heard, at once: one stands, the other is kept and shown."""
    first, second = "PN5", "PN6"
    at_once(
        lambda: desk.chair.send(heard(desk, first)),
        lambda: desk.minute_taker.send(heard(desk, second)),
    )
    room = desk.chair.changes()["room"]
    standing = room["children"][0]["participation"]
    beside = {each["participation"] for each in room["beside"]}
    return len({first, second} - {standing} - beside)


def heard(desk: Desk, code: str) -> dict[str, Any]:
    return operation("heard.set", child=desk.scene["child"], participation=code, base_seq=0)


def test_sent_twice_at_once_and_again_happens_once(desk: Desk) -> None:
    assert sends_that_happened_twice(desk) == 0


def test_two_people_changing_one_line_both_keep_their_words(desk: Desk) -> None:
    assert texts_overwritten(desk) == 0


def test_two_people_choosing_at_once_are_both_shown(desk: Desk) -> None:
    assert choices_overwritten(desk) == 0


@pytest.mark.full
@pytest.mark.parametrize(
    ("mutant", "count"),
    [
        ("not_deduplicated", sends_that_happened_twice),
        ("last_write_wins", texts_overwritten),
        ("decision_overwritten", choices_overwritten),
    ],
)
def test_a_broken_design_is_caught(
    tmp_path: Path, mutant: str, count: Callable[[Desk], int]
) -> None:
    with Stack(tmp_path, mutant=mutant) as stack:
        assert count(Desk(stack)) > 0
