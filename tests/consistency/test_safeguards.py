"""docs/safeguards.md names tests that exist, for every incident and every fault of quality.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "safeguards.md").read_text()
NAME = re.compile(r"`(tests/[\w/]+\.py)::([\w:]+)`")
NAMED = NAME.findall(TABLE)


ROWS = [rows for line in TABLE.splitlines() if (rows := NAME.findall(line))]
FULL = "pytest.mark.full"


def body_of(path: str) -> list[ast.stmt]:
    file = ROOT / path
    return ast.parse(file.read_text()).body if file.exists() else []


def way_to(path: str, names: str) -> list[ast.ClassDef | ast.FunctionDef]:
    """The classes and the test of this name; without those that are not there."""
    body, way = body_of(path), []
    for name in names.split("::"):
        found = [
            each
            for each in body
            if isinstance(each, ast.ClassDef | ast.FunctionDef) and each.name == name
        ]
        way += found[:1]
        body = found[0].body if found else []
    return way


def exists(path: str, names: str) -> bool:
    return len(way_to(path, names)) == len(names.split("::"))


def waits_for_full(path: str, names: str) -> bool:
    """Whether only the whole run has it: by its own mark, that of its class or of its file."""
    marks = [mark for each in way_to(path, names) for mark in each.decorator_list]
    of_file = [
        each
        for each in body_of(path)
        if isinstance(each, ast.Assign) and ast.unparse(each.targets[0]) == "pytestmark"
    ]
    return any(FULL in ast.unparse(mark) for mark in [*marks, *of_file])


def test_every_test_that_is_named_exists() -> None:
    assert len(NAMED) > 60
    assert [f"{path}::{names}" for path, names in NAMED if not exists(path, names)] == []


def test_every_incident_and_every_fault_has_a_row() -> None:
    numbers = {line.split("|")[1].strip() for line in TABLE.splitlines() if line.startswith("| ")}
    wanted = {f"A{n}" for n in range(1, 11)} | {f"F{n}" for n in range(1, 13)}
    assert wanted <= numbers


def test_every_run_tests_every_safeguard() -> None:
    assert [row for row in ROWS if all(waits_for_full(*one) for one in row)] == []


def test_the_test_sees_who_waits_for_the_whole_run() -> None:
    file = "tests/faults/test_broker_and_beat.py"
    assert waits_for_full(
        file, "test_f7_a_holiday_nine_days_ahead_moves_what_it_must_and_can_be_taken_back"
    )
    assert waits_for_full(file, "TestABrokenDesignIsCaught::test_f7")
    assert not waits_for_full(file, "test_f6_a_beat_that_slept_three_days_sends_every_entry_once")


def test_the_test_sees_a_name_that_is_gone() -> None:
    assert not exists("tests/consistency/test_safeguards.py", "test_that_is_gone")
    assert not exists("tests/nowhere.py", "test_x")
