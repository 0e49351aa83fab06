"""Which Python the virtual environment is made with."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from script.setup_machine import python


@pytest.fixture
def distribution(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(python, "DISTRIBUTION", tmp_path)
    return tmp_path


def put(where: Path, version: str, *, makes_environments: bool = True) -> str:
    """A Python that only tells its version."""
    program = where / f"python{version}"
    lacks = "" if makes_environments else 'case "$2" in *ensurepip*) exit 1;; esac\n'
    program.write_text(f"#!/bin/sh\n{lacks}echo {version}\n")
    program.chmod(0o755)
    return str(program)


def test_the_distributions_own_comes_first(distribution: Path) -> None:
    put(distribution, "3.13")
    assert python._find_python() == str(distribution / "python3.13")
    put(distribution, "3.12")
    assert python._find_python() == str(distribution / "python3.12")
    put(distribution, "3.11")
    assert python._find_python() == str(distribution / "python3.11")


def test_one_that_cannot_make_an_environment_is_passed_over(distribution: Path) -> None:
    put(distribution, "3.12", makes_environments=False)
    assert python._find_python() == sys.executable


def test_one_too_old_is_passed_over(distribution: Path) -> None:
    put(distribution, "3.9")
    assert python._find_python() == sys.executable
