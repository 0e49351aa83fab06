"""The restore drill (quality.md, F9): every row and the audit chain, as they were at a moment."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
from django.db import connections

from script.stand_in import Backup, Database, wait_until

TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
Counts = dict[str, int]


class DrillFailed(Exception):
    """The message says what differs."""


def main() -> int:
    root = Path(os.environ["DATA_DIR"])
    database = Database(root)
    backup = Backup(database)
    try:
        _drill(database, backup)
    except (DrillFailed, RuntimeError, TimeoutError) as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    finally:
        backup.kill()
        if "--keep" in sys.argv:
            database.stop()
            print(f"Left in {database.folder}", flush=True)
        else:
            database.remove()
            shutil.rmtree(root, ignore_errors=True)
    print("The restore is good.", flush=True)
    return 0


def _drill(database: Database, backup: Backup) -> None:
    os.environ["DATABASE_URL"] = database.url
    with _step("A rehearsal database, made as docker-compose.yml makes it"):
        database.create()
        _manage("migrate", "--verbosity=0")
        _manage("load_rehearsal", "--children=12", "--years=0")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    with _step("A meeting begins: 5 passages, audited and sealed"):
        _write_passages(5)
    with _step("Base backup, and the log as it is written (deploy/backup.sh)"):
        backup.start()
        base = backup.wait_for_a_base()
    with _step("The meeting goes on: 20 passages, audited and sealed"):
        _write_passages(20)
    wanted, head, moment = _counts(database), _manage("verify_audit", "--head"), _now(database)
    with _step("After that moment: 5 more passages, and somebody deletes every session"):
        time.sleep(1)
        _write_passages(5)
        database.sql("DELETE FROM django_session; DELETE FROM accounts_cache")
        backup.wait_for_the_last_word()
    if _counts(database) == wanted:
        raise DrillFailed("nothing changed after the moment, so this proves nothing")
    with _step(f"Restoring to {moment} (deploy/restore.sh)"):
        connections.close_all()
        backup.stop()
        database.stop()
        backup.restore(base, moment)
        _go_on_from_there(database)
    with _step("Comparing every table"):
        _compare(wanted, _counts(database))
    print(f"    {sum(wanted.values())} rows in {len(wanted)} tables, all equal", flush=True)
    with _step("Verifying the audit chain (manage.py verify_audit)"):
        for each in (backup.restore("heads").split()[-1], head):
            _manage("verify_audit", "--expect", each)
    print(f"    head {head}", flush=True)


@contextmanager
def _step(words: str) -> Iterator[None]:
    print(f"  {words} ...", end="", flush=True)
    began = time.monotonic()
    try:
        yield
    except BaseException:
        print(flush=True)
        raise
    print(f" {time.monotonic() - began:.1f} s", flush=True)


def _write_passages(count: int) -> None:
    """As the live room does, with history and audit; then seal what was audited."""
    import uuid

    from audit.domain import seal_committed
    from conferences.domain import live
    from conferences.enums import ConferenceState
    from conferences.models import Conference

    conference = Conference.objects.filter(state=ConferenceState.IN_SESSION)[0]
    assert conference.chair is not None
    assert conference.chair.user is not None
    key = conference.parts.get(is_current=True).key
    for number in range(count):
        said = {"heading": "worries", "text": f"Line {number} of the drill.", "part_key": key}
        payload = {"passage": str(uuid.uuid4()), **said}
        operation = {"uuid": str(uuid.uuid4()), "kind": "passage.add", "payload": payload}
        live.save(conference=conference, operations=[operation], by=conference.chair.user)
    seal_committed()


def _go_on_from_there(database: Database) -> None:
    """As whoever restores does once the rows look right."""
    database.start()
    waits = "SELECT pg_get_wal_replay_pause_state() = 'paused'"
    wait_until(lambda: database.sql(waits)[0][0], "the moment was not reached")
    database.sql("SELECT pg_wal_replay_resume()", owner=True)
    wait_until(lambda: database.sql("SELECT NOT pg_is_in_recovery()")[0][0], "it did not go on")


def _compare(wanted: Counts, found: Counts) -> None:
    differing = {
        name: (wanted.get(name), found.get(name))
        for name in wanted.keys() | found.keys()
        if wanted.get(name) != found.get(name)
    }
    if differing:
        raise DrillFailed(f"rows at the moment and rows restored differ: {differing}")


def _counts(database: Database) -> Counts:
    names = [str(name) for (name,) in database.sql(TABLES)]
    return {name: int(database.sql(f'SELECT count(*) FROM "{name}"')[0][0]) for name in names}


def _now(database: Database) -> str:
    return str(database.sql("SELECT clock_timestamp()")[0][0])


def _manage(*arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stdout + done.stderr).strip()[-2000:]
        raise DrillFailed(f"manage.py {arguments[0]}: {told}")
    return done.stdout.strip()


if __name__ == "__main__":
    sys.exit(main())
