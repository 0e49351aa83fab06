"""deploy/backup.sh keeps what deploy/restore.sh needs, up to the last word (quality.md F9, A10)."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.embedded import service_user
from script.stand_in import Backup, Database, wait_until

pytestmark = pytest.mark.fault


@pytest.fixture
def backup(tmp_path: Path) -> Iterator[Backup]:
    database = Database(tmp_path)
    backup = Backup(database)
    try:
        database.create()
        (backup.files / "upload").write_text("a report")
        os.chown(backup.files / "upload", *service_user.ids())
        yield backup
    finally:
        backup.kill()
        database.remove()


def test_a_base_that_may_fill_the_disk_is_not_begun(backup: Backup) -> None:
    """And the log goes on being received: without it nothing since the last base comes back."""
    first = backup.take_base()
    assert backup.take_base() not in {"", first}  # another by hand, beside the one of the day
    last = max((backup.kept / first).parent.iterdir(), key=lambda base: base.stat().st_mtime)
    half_made = last.with_name("2026-01-01.part")
    half_made.mkdir()
    with (last / "huge").open("wb") as file:
        file.truncate(2**43)  # 8 TB, of holes
    os.utime(last, (time.time() + 5, time.time() + 5))
    with pytest.raises(
        RuntimeError, match=r"NO BASE BACKUP: \S+ takes 85\d{8} KB and \d+ KB are free"
    ):
        backup.take_base()
    assert not half_made.exists()
    (backup.kept / first).rename(backup.kept / "set aside")  # as if the day had just begun
    (backup.kept / "last-success").unlink()
    backup.start()
    wait_until(lambda: "No base backup: trying again" in backup.log.read_text(), "not said")
    backup.database.sql("CREATE TABLE said (words text)")
    backup.wait_for_the_last_word()
    assert backup.stop() == 0
    assert not (backup.kept / "last-success").exists()


def wait_until_restored(database: Database) -> None:
    database.start()
    wait_until(lambda: database.sql("SELECT NOT pg_is_in_recovery()")[0][0], "not restored")


def test_the_last_word_and_any_moment_come_back(backup: Backup) -> None:
    database = backup.database
    backup.start()
    base = backup.wait_for_a_base()
    backup.kill_the_receiver()
    database.sql("CREATE TABLE said (words text)")
    database.sql("INSERT INTO said VALUES ('before')")
    database.sql("CREATE TABLE audit_seal AS SELECT 7 AS position, repeat('a', 64) AS hash")
    moment = str(database.sql("SELECT clock_timestamp()")[0][0])
    database.sql("INSERT INTO said VALUES ('after')")
    backup.wait_for_the_last_word()
    assert backup.stop() == 0
    assert not backup.is_running()
    with pytest.raises(RuntimeError, match="stop it first"):
        backup.restore(base)
    database.stop()

    backup.restore(base, moment)
    database.start()
    assert database.sql("SELECT words FROM said") == [("before",)]
    assert database.sql("SELECT pg_is_in_recovery()") == [(True,)]  # until somebody has looked
    database.stop()

    backup.restore(base)
    wait_until_restored(database)
    assert database.sql("SELECT words FROM said") == [("before",), ("after",)]
    assert len(list(database.cluster.parent.glob("docker.before-*"))) == 2  # nothing is deleted

    # The restored database begins a life of its own in the backups, with its own base.
    backup.start()
    second = backup.wait_for_a_base()
    database.sql("INSERT INTO said VALUES ('in the second life')")
    backup.wait_for_the_last_word()
    assert backup.stop() == 0
    assert [line.split()[0] for line in backup.restore().splitlines()[1:]] == [base, second]
    database.stop()
    backup.restore(second)
    wait_until_restored(database)
    assert database.sql("SELECT count(*) FROM said") == [(3,)]
    assert "a report" in backup.restore("files", second)
    # When the first was made there was no audit trail.
    [noted] = backup.restore("heads").splitlines()
    assert noted.split()[1:] == [second, f"7:{'a' * 64}"]
