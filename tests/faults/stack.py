"""A web server, PostgreSQL and Redis in a directory of their own, and ways to kill each."""

from __future__ import annotations

import contextlib
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from functools import cached_property
from pathlib import Path
from typing import Any

from config import embedded
from config.embedded import postgresql
from config.embedded.places import Places

ROOT = Path(__file__).resolve().parents[2]
READY_SECONDS = 90
WORKERS = 2


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Stack:
    """Keeps the web server up while it is being killed, as a supervisor in production does."""

    def __init__(self, data_dir: Path, *, mutant: str = "") -> None:
        self.data_dir = data_dir
        self.port = free_port()
        self.mutant = mutant
        self.web: subprocess.Popen[bytes] | None = None
        self.stopping = threading.Event()

    @property
    def environment(self) -> dict[str, str]:
        ours = {
            "DATA_DIR": str(self.data_dir),
            "DJANGO_SETTINGS_MODULE": "config.settings.local",
            "MUTANT": self.mutant,
        }
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
        if self.mutant == "commit_not_on_disk":
            ours["PGOPTIONS"] = "-c synchronous_commit=off"
        return {**kept, **ours}

    def run(self, *arguments: str) -> str:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{' '.join(arguments)} failed: {done.stderr[-2000:]}")
        return done.stdout

    def scene(self, *arguments: str) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(
            self.run("-m", "tests.faults.scene", *arguments).strip().splitlines()[-1]
        )
        return found

    @cached_property
    def meeting(self) -> dict[str, Any]:
        """One meeting in session for everything that runs on this stack, and how to reach it."""
        scene = self.scene("set")
        if self.mutant == "commit_not_on_disk":
            self._as_owner(
                "CHECKPOINT"
            )  # only what is saved later is at stake, not who is signed in
        return scene

    def __enter__(self) -> Stack:
        self.data_dir.mkdir(parents=True, exist_ok=True)
        self.run("manage.py", "migrate", "--verbosity=0")
        if self.mutant == "commit_not_on_disk":
            self._write_the_log_late()
        self._start_web()
        threading.Thread(target=self._keep_web_up, daemon=True).start()
        self.wait_until_ready()
        return self

    def __exit__(self, *_: object) -> None:
        self.stopping.set()
        self._kill_web()
        embedded.erase(self.data_dir)

    def _write_the_log_late(self) -> None:
        """So that the mutant loses something at every kill, not only at an unlucky one."""
        self._as_owner("ALTER SYSTEM SET wal_writer_delay = '10s'", "SELECT pg_reload_conf()")

    def _as_owner(self, *statements: str) -> None:
        line = postgresql.connect(Places(self.data_dir), user=postgresql.SUPERUSER)
        line.autocommit = True
        with line.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
        line.close()

    def _start_web(self) -> None:
        application = "tests.faults.mutants" if self.mutant else "config.wsgi"
        log = (self.data_dir / "web.log").open("ab")
        self.web = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", f"{application}:application"),
                *("--bind", f"127.0.0.1:{self.port}", "--workers", str(WORKERS)),
                *("--threads", "4", "--worker-class", "gthread", "--preload"),
                *("--worker-tmp-dir", "/dev/shm", "--graceful-timeout", "1"),
            ],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()

    def _keep_web_up(self) -> None:
        while not self.stopping.wait(0.05):
            if self.web and self.web.poll() is not None and not self.stopping.is_set():
                self._kill_web()  # workers whose master died
                self._start_web()

    def _kill_web(self) -> None:
        if self.web:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.web.pid, signal.SIGKILL)
            self.web.wait()

    def wait_until_ready(self) -> None:
        give_up_at = time.monotonic() + READY_SECONDS
        while time.monotonic() < give_up_at:
            with contextlib.suppress(OSError, http.client.HTTPException):
                line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
                line.request("GET", "/readyz")
                if line.getresponse().status == 200:
                    return
            time.sleep(0.1)
        raise RuntimeError((self.data_dir / "web.log").read_text(errors="replace")[-3000:])

    # Ways to kill. Each finds the process by its number, never by a name.

    def kill_web_worker(self) -> None:
        if self.web and (workers := _children(self.web.pid)):
            _kill(workers[0])

    def kill_web(self) -> None:
        if self.web:
            _kill(self.web.pid)

    def kill_postgresql(self) -> None:
        if number := self._postmaster():
            _kill(number)
            embedded.start(self.data_dir)

    def kill_postgresql_session(self) -> None:
        """One session's process: PostgreSQL then restarts them all and recovers."""
        number = self._postmaster()
        sessions = [c for c in _children(number) if b"chairside" in _command(c)] if number else []
        if sessions:
            _kill(sessions[-1])

    def kill_redis(self) -> None:
        pid_file = self.data_dir.resolve() / "redis" / "redis.pid"
        with contextlib.suppress(OSError, ValueError):
            _kill(int(pid_file.read_text()))
        embedded.start(self.data_dir)

    def _postmaster(self) -> int:
        cluster = (Places(self.data_dir).data_dir / "postgres").resolve() / "data"
        try:
            return int((cluster / "postmaster.pid").read_text().split("\n", 1)[0])
        except (OSError, ValueError):
            return 0


def _kill(number: int) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(number, signal.SIGKILL)


def _children(parent: int) -> list[int]:
    try:
        listed = Path(f"/proc/{parent}/task/{parent}/children").read_text()
    except OSError:
        return []
    return [int(number) for number in listed.split()]


def _command(process: int) -> bytes:
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes()
    except OSError:
        return b""
