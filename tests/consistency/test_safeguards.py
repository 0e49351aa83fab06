"""docs/safeguards.md names tests that exist, for every incident and every fault of quality.md."""

from __future__ import annotations

import ast
import re
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TABLE = (ROOT / "docs" / "safeguards.md").read_text()
NAMED = re.findall(r"`(tests/[\w/]+\.py)::([\w:]+)`", TABLE)


def exists(path: str, names: str) -> bool:
    file = ROOT / path
    body: list[ast.stmt] = ast.parse(file.read_text()).body if file.exists() else []
    for name in names.split("::"):
        found = [
            each
            for each in body
            if isinstance(each, ast.ClassDef | ast.FunctionDef) and each.name == name
        ]
        if not found:
            return False
        body = found[0].body
    return True


def test_every_test_that_is_named_exists() -> None:
    assert len(NAMED) > 60
    assert [f"{path}::{names}" for path, names in NAMED if not exists(path, names)] == []


def test_every_incident_and_every_fault_has_a_row() -> None:
    numbers = {line.split("|")[1].strip() for line in TABLE.splitlines() if line.startswith("| ")}
    wanted = {f"A{n}" for n in range(1, 11)} | {f"F{n}" for n in range(1, 13)}
    assert wanted <= numbers


def test_the_test_sees_a_name_that_is_gone() -> None:
    assert not exists("tests/consistency/test_safeguards.py", "test_that_is_gone")
    assert not exists("tests/nowhere.py", "test_x")
