"""Every refusal of a step names its rule, so that a program that meets it knows which."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

ROOMS = ("bookings", "conferences", "escalations", "midpoints", "people", "plans", "timescales")
# What a meeting is changed through, from the API as from its live room.
BELOW = ("disclosure/domain/changes.py", "disclosure/domain/operations.py")
ABOVE = ("api/domain/in_the_room.py", "api/v1/plan_steps.py")
PLAIN = {"DomainError", "WrongState"}


def files() -> Iterator[Path]:
    for room in ROOMS:
        yield from Path(room, "domain").rglob("*.py")
    yield from map(Path, (*BELOW, *ABOVE))


def nameless(source: str) -> list[int]:
    """The lines that refuse with a plain error and no rule. A class of its own is one."""
    return [
        call.lineno
        for call in ast.walk(ast.parse(source))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", "") in PLAIN
        and "rule" not in {given.arg for given in call.keywords}
    ]


def test_a_refusal_without_a_rule_is_found() -> None:
    assert nameless('raise DomainError("No.", field="on")') == [1]
    assert nameless('raise DomainError("No.", rule="in_the_future")') == []
    assert nameless('raise WrongState("Not now.")') == [1]
    assert nameless('raise OutsideThePlan("No.")') == []


def test_every_refusal_names_its_rule() -> None:
    found = [f"{path}:{line}" for path in files() for line in nameless(path.read_text("utf-8"))]
    assert found == []
