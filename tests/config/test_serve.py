"""A demo that starts again looks for tables and families only where the code has changed."""

from __future__ import annotations

from pathlib import Path

import pytest

from script import serve


@pytest.fixture
def prepared(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What is done to the database, in order; nothing is."""
    done: list[str] = []
    for step in ("_migrate", "_load_rehearsal_once"):
        monkeypatch.setattr(serve, step, lambda step=step: done.append(step))
    return done


def test_tables_and_families_are_made_once_and_again_after_a_change(
    tmp_path: Path, prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp, migration = tmp_path / "prepared.stamp", tmp_path / "0001_initial.py"
    migration.write_text("first")
    monkeypatch.setattr(serve, "_what_shapes_the_database", lambda: [migration])
    for _ in range(2):
        serve._prepare_once(stamp)
    assert prepared == ["_migrate", "_load_rehearsal_once"]
    migration.write_text("second")
    serve._prepare_once(stamp)
    assert prepared == ["_migrate", "_load_rehearsal_once"] * 2


def test_a_load_that_failed_is_made_up_for_by_the_next_start(
    tmp_path: Path, prepared: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    stamp = tmp_path / "prepared.stamp"

    def fail() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(serve, "_load_rehearsal_once", fail)
        with pytest.raises(KeyboardInterrupt):
            serve._prepare_once(stamp)
    serve._prepare_once(stamp)
    assert prepared == ["_migrate", "_migrate", "_load_rehearsal_once"]


def test_a_new_migration_and_another_library_are_changes() -> None:
    found = {str(path.relative_to(serve.ROOT)) for path in serve._what_shapes_the_database()}
    assert {"requirements.lock", "people/migrations/0001_initial.py"} <= found
