"""F1: nothing acknowledged is lost, whatever is killed (quality.md)."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.faults.stack import Stack
from tests.faults.survive import WAYS, survive

pytestmark = pytest.mark.fault


def test_300_saves_survive_a_kill_of_each_kind(stack: Stack) -> None:
    verdict = survive(stack, saves=300, kills=len(WAYS))
    assert verdict.wrong == {}
    assert verdict.acknowledged == 300
    assert verdict.killed == {way: 1 for way, _ in WAYS}


@pytest.mark.full
@pytest.mark.parametrize(
    ("mutant", "fault"),
    [
        ("acknowledged_before_commit", "lost"),
        ("not_deduplicated", "doubled"),
        ("audited_afterwards", "without_audit"),
        ("commit_not_on_disk", "lost"),
    ],
)
def test_a_broken_design_is_caught(tmp_path: Path, mutant: str, fault: str) -> None:
    with Stack(tmp_path, mutant=mutant) as stack:
        verdict = survive(stack, saves=200, kills=len(WAYS))
    assert fault in verdict.wrong
