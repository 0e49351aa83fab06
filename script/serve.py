"""Runs the rehearsal: embedded services, web, worker and beat, until Ctrl-C.

`script/demo` starts it with the virtual environment's Python and DATA_DIR set.
"""

from __future__ import annotations

import contextlib
import fcntl
import io
import os
import signal
import socket
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from config import embedded
from script.setup_machine import ROOT, stamps
from script.supervisor import Child, Supervisor

HOST = "127.0.0.1"


def main() -> None:
    port = int(sys.argv[1])
    # Explicitly for SIGINT too: a shell starts its background jobs with it ignored.
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, _leave)
    data = Path(os.environ["DATA_DIR"])
    data.mkdir(parents=True, exist_ok=True)
    with _only_demo_in(data), contextlib.suppress(KeyboardInterrupt):
        _refuse_a_busy_port(port)
        try:
            _run(data, port)
        finally:
            _ignore_further_signals()
            print("Stopping", flush=True)
            embedded.stop(data)


def _run(data: Path, port: int) -> None:
    print("  PostgreSQL and Redis", flush=True)
    store = embedded.start(data).store("postgres")
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
    os.environ["SITE_ADDRESS"] = f"http://{HOST}:{port}"  # what links and printed codes begin with
    _prepare_once(store / "prepared.stamp")
    supervisor = Supervisor(_children(data, port), keep_up=lambda: embedded.start(data))
    try:
        print("  Web, worker and beat", flush=True)
        supervisor.start(ready=lambda: _serves(port), meanwhile=django.setup)
        print(f"\nReady: http://{HOST}:{port}\n\n{_people()}\n", flush=True)
        print(f"Logs: {data / 'logs'}   Ctrl-C stops everything.", flush=True)
        supervisor.watch()
    finally:
        _ignore_further_signals()
        supervisor.stop()


def _prepare_once(stamp: Path) -> None:
    """Tables and families; nothing where the same code made them here before.

    The stamp lies beside the database, and is gone with it.
    """
    wanted = stamps.fingerprint(_what_shapes_the_database())
    if stamps.is_fresh(stamp, wanted):
        return
    django.setup()
    _migrate()
    _load_rehearsal_once()
    connection.close()
    stamps.write(stamp, wanted)


def _what_shapes_the_database() -> list[Path]:
    """Our own migrations, and the lock file, which names whose else there are."""
    return [ROOT / "requirements.lock", *ROOT.glob("*/migrations/*.py")]


def _children(data: Path, port: int) -> list[Child]:
    logs = data / "logs"
    celery = [sys.executable, "-m", "celery", "--app", "config"]
    schedule = data / "beat" / "schedule"
    schedule.parent.mkdir(exist_ok=True)
    web = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"{HOST}:{port}"]
    web += ["--workers", "2", "--threads", "4", "--preload", "--no-control-socket"]
    web += ["--graceful-timeout", "5", "--access-logfile", "-"]
    web += ["--logger-class", "config.gunicorn_log.GunicornLog"]
    worker = [*celery, "worker", "--concurrency", "2", "--loglevel", "INFO"]
    worker += ["--without-gossip", "--without-mingle", "--hostname", f"demo-{port}@%h"]
    beat = [*celery, "beat", "--schedule", str(schedule), "--pidfile", "", "--loglevel", "INFO"]
    return [
        Child("web", web, logs / "web.log"),
        Child("worker", worker, logs / "worker.log"),
        Child("beat", beat, logs / "beat.log"),
    ]


def _migrate() -> None:
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if plan:
        print(f"  Database: {len(plan)} migrations", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def _load_rehearsal_once() -> None:
    from accounts.models import User  # needs Django set up

    if not User.objects.filter(is_rehearsal=True).exists():
        print("  Fictional families", flush=True)
        call_command("load_rehearsal")


def _people() -> str:
    """Who to sign in as."""
    told = io.StringIO()
    call_command("rehearsal_people", stdout=told)
    connection.close()
    return told.getvalue().strip()


def _serves(port: int) -> bool:
    """Whether the sign-in page answers."""
    try:
        with socket.create_connection((HOST, port), timeout=5) as line:
            line.sendall(b"GET /readyz HTTP/1.0\r\nHost: localhost\r\n\r\n")
            return b" 200 " in line.recv(64)
    except OSError:
        return False


def _refuse_a_busy_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            sys.exit(f"Port {port} is taken: choose another with --port.")


@contextlib.contextmanager
def _only_demo_in(data: Path) -> Iterator[None]:
    with (data / "demo.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"A demo already runs in {data}: choose another folder with --data.")
        yield


def _leave(signum: int, frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


def _ignore_further_signals() -> None:
    for each in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(each, signal.SIG_IGN)


if __name__ == "__main__":
    main()
