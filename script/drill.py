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
from typing import Any

import django

from config import embedded
from config.embedded import Places, postgresql, service_user

PATIENCE_SECONDS = 120
TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
Counts = dict[str, int]


class DrillFailed(Exception):
    """The message says what differs."""


def main() -> int:
    root = Path(os.environ["DATA_DIR"])
    live, restored = Places(root), Places(root / "restored")
    try:
        _drill(live, restored)
    except DrillFailed as error:
        print(f"FAILED: {error}", flush=True)
        return 1
    finally:
        embedded.stop(restored.data_dir)
        embedded.stop(live.data_dir)
        if "--keep" not in sys.argv:
            _remove(root, [live, restored])
    print("The restore is good.", flush=True)
    return 0


def _drill(live: Places, restored: Places) -> None:
    with _step("A rehearsal database"):
        embedded.start(live.data_dir)
        _manage(live, "migrate", "--verbosity=0")
        _manage(live, "load_rehearsal", "--children=12", "--years=0")
    archive = live.store("archive")
    with _step("Archiving the write-ahead log"):
        _archive_into(archive, live)
    restored.data_dir.mkdir()
    cluster = restored.store("postgres") / "data"
    with _step("Base backup (pg_basebackup)"):
        _back_up(live, cluster)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    django.setup()
    with _step("A meeting goes on: 20 passages, audited and sealed"):
        _write_passages(20)
    wanted, head, moment = _counts(live), _manage(live, "verify_audit", "--head"), _now(live)
    with _step("After that moment: 5 more passages, and somebody deletes every session"):
        time.sleep(1)
        _write_passages(5)
        _sql(live, "DELETE FROM django_session; DELETE FROM accounts_cache")
        _push_out_the_log(live)
    if _counts(live) == wanted:
        raise DrillFailed("nothing changed after the moment, so this proves nothing")
    with _step(f"Restoring to {moment}"):
        _restore(restored, cluster, archive, moment)
    with _step("Comparing every table"):
        _compare(wanted, _counts(restored))
    print(f"    {sum(wanted.values())} rows in {len(wanted)} tables, all equal", flush=True)
    with _step("Verifying the audit chain (manage.py verify_audit)"):
        _manage(restored, "verify_audit", "--expect", head)
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


def _archive_into(archive: Path, live: Places) -> None:
    """As the backup service does in production; and let pg_basebackup in."""
    cluster = (live.data_dir / "postgres").resolve() / "data"
    with (cluster / "pg_hba.conf").open("a") as rules:
        rules.write("local replication all peer map=chairside\n")
    with (cluster / "postgresql.conf").open("a") as settings:
        settings.write("archive_mode = on\n")
        settings.write(f"archive_command = 'test ! -f {archive}/%f && cp %p {archive}/%f'\n")
    embedded.stop(live.data_dir)
    embedded.start(live.data_dir)


def _back_up(live: Places, cluster: Path) -> None:
    command = [str(postgresql.binaries() / "pg_basebackup"), "-h", str(live.socket_dir)]
    command += ["-U", postgresql.SUPERUSER, "-D", str(cluster), "-c", "fast", "-X", "none"]
    done = service_user.run(command, capture_output=True)
    if done.returncode:
        raise DrillFailed(f"pg_basebackup: {done.stderr.strip()}")


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


def _push_out_the_log(live: Places) -> None:
    """End the present log file, and wait until it is in the archive."""
    (name,) = _sql(live, "SELECT pg_walfile_name(pg_switch_wal())", as_superuser=True)[0]
    question = "SELECT coalesce(last_archived_wal, '') >= %s FROM pg_stat_archiver"
    _wait_for(live, question, [name], "the log was not archived")


def _restore(restored: Places, cluster: Path, archive: Path, moment: str) -> None:
    """docs/deploy.md, "To restore to a moment", by hand."""
    with (cluster / "postgresql.conf").open("a") as settings:
        settings.write("archive_mode = off\n")
        settings.write(f"restore_command = 'cp {archive}/%f %p'\n")
        settings.write(f"recovery_target_time = '{moment}'\n")
        settings.write("recovery_target_action = 'promote'\n")
    signal = cluster / "recovery.signal"
    signal.touch()
    os.chown(signal, *service_user.ids())
    embedded.start(restored.data_dir)
    _wait_for(restored, "SELECT NOT pg_is_in_recovery()", [], "recovery did not end")


def _compare(wanted: Counts, found: Counts) -> None:
    differing = {
        name: (wanted.get(name), found.get(name))
        for name in wanted.keys() | found.keys()
        if wanted.get(name) != found.get(name)
    }
    if differing:
        raise DrillFailed(f"rows at the moment and rows restored differ: {differing}")


def _counts(places: Places) -> Counts:
    names = [str(name) for (name,) in _sql(places, TABLES)]
    return {name: int(_sql(places, f'SELECT count(*) FROM "{name}"')[0][0]) for name in names}


def _now(places: Places) -> str:
    return str(_sql(places, "SELECT clock_timestamp()")[0][0])


def _wait_for(places: Places, question: str, values: list[Any], failure: str) -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while not _sql(places, question, values)[0][0]:
        if time.monotonic() > give_up_at:
            raise DrillFailed(failure)
        time.sleep(0.2)


def _sql(
    places: Places, statement: str, values: list[Any] | None = None, *, as_superuser: bool = False
) -> list[tuple[Any, ...]]:
    user = postgresql.SUPERUSER if as_superuser else postgresql.ROLE
    line = postgresql.connect(places, user=user)
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
    finally:
        line.close()


def _manage(places: Places, *arguments: str) -> str:
    command = [sys.executable, "manage.py", *arguments]
    around = {**os.environ, "DATA_DIR": str(places.data_dir)}
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        told = (done.stdout + done.stderr).strip()[-2000:]
        raise DrillFailed(f"manage.py {arguments[0]}: {told}")
    return done.stdout.strip()


def _remove(root: Path, all_places: list[Places]) -> None:
    for places in all_places:
        for name in ("postgres", "redis", "archive"):
            shutil.rmtree((places.data_dir / name).resolve(), ignore_errors=True)
    shutil.rmtree(root, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(main())
