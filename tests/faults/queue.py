"""Real workers and a real beat on the stack's own Redis, and how to ring, flush and drain it."""

from __future__ import annotations

import contextlib
import json
import os
import re
import shelve
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from email import message_from_string
from pathlib import Path
from typing import Any

import redis

from config import embedded
from config.embedded.places import Places
from tests.faults.stack import ROOT, Stack

PATIENCE_SECONDS = 180
QUEUES = ("celery", "slow")
UNACKED = "unacked"
WORKER = (
    *("worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
    *("--loglevel", "WARNING"),
)


def kill(process: subprocess.Popen[bytes]) -> None:
    """With its children, and at once."""
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


class Queue:
    """The broker of one stack. `mutant` is a design broken on purpose, for workers and scenes."""

    def __init__(self, stack: Stack, mutant: str = "") -> None:
        self.stack, self.mutant = stack, mutant

    @property
    def environment(self) -> dict[str, str]:
        return {**self.stack.environment, "QUEUE_MUTANT": self.mutant}

    @property
    def line(self) -> redis.Redis:
        places = Places(self.stack.data_dir)
        return redis.Redis(unix_socket_path=str(places.redis_socket))

    def act(self, *arguments: str) -> dict[str, Any]:
        """Do something in a process of its own, in this stack's database. What it says."""
        done = subprocess.run(
            [sys.executable, "-m", "tests.faults.queue_scene", *arguments],
            cwd=ROOT,
            env=self.environment,
            check=False,
            capture_output=True,
            text=True,
        )
        if done.returncode:
            raise RuntimeError(f"{arguments} failed: {done.stderr[-3000:]}")
        said: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
        return said

    def bring_up(self) -> None:
        embedded.start(self.stack.data_dir)

    def flush(self) -> None:
        """Everything the broker knew is gone."""
        self.line.flushall()

    @contextlib.contextmanager
    def workers(self) -> Iterator[None]:
        """A worker with two processes, until all it was given is done."""
        with self._running("worker", *WORKER):
            yield

    @contextlib.contextmanager
    def beat(self, last_ran_at: dict[str, Any]) -> Iterator[None]:
        """The beat as it comes back with the memory it had: when it last sent each entry."""
        with self._running("beat", *self.beat_that_slept(last_ran_at["days"])):
            yield

    def beat_that_slept(self, days: int) -> list[str]:
        """What starts a beat that last sent anything so many days ago."""
        command = self.new_beat()
        self.act("remember", str(self._memory), str(days))
        with shelve.open(str(self._memory), flag="r") as kept:
            assert kept["entries"], "the beat remembers its entries"
        return command

    def new_beat(self) -> list[str]:
        """What starts a beat that remembers nothing, and remembers when it is started again."""
        for path in self.stack.data_dir.glob("beat-schedule*"):
            path.unlink()
        return ["beat", "--schedule", str(self._memory), "--pidfile", "", "--loglevel", "INFO"]

    @property
    def _memory(self) -> Path:
        return self.stack.data_dir / "beat-schedule"

    @contextlib.contextmanager
    def _running(self, name: str, *command: str) -> Iterator[None]:
        process = self.start(name, *command)
        try:
            yield
        finally:
            kill(process)

    def start(self, name: str, *command: str) -> subprocess.Popen[bytes]:
        """A process of Celery, in a group of its own."""
        log = (self.stack.data_dir / f"{name}.log").open("ab")
        process = subprocess.Popen(
            [sys.executable, "-m", "celery", "--app", "tests.faults.queue_mutants", *command],
            cwd=ROOT,
            env=self.environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        log.close()
        return process

    def waiting(self) -> int:
        """Tasks that no worker has finished: in a queue, or taken and not acknowledged."""
        line = self.line
        return sum(int(line.llen(name)) for name in QUEUES) + int(line.hlen(UNACKED))

    def drain(self) -> None:
        """Wait until the workers have done everything."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while self.waiting():
            assert time.monotonic() < give_up_at, self._log("worker")
            time.sleep(0.1)

    def sent_by_beat(self, wanted: int) -> set[str]:
        """The tasks in the queues, once there are as many, or after a while."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        found: set[str] = set()
        while time.monotonic() < give_up_at and len(found) < wanted:
            rows = [row for name in QUEUES for row in self.line.lrange(name, 0, -1)]
            found = {name for row in rows for name in re.findall(rb'"task": "([\w.]+)"', row)}
            found = {name.decode() if isinstance(name, bytes) else name for name in found}
            time.sleep(0.1)
        return found

    def mails(self) -> Counter[str]:
        """How many emails left for each address."""
        return Counter(address for address, _ in self._sent())

    def different_mails(self) -> set[tuple[str, str]]:
        """Address and reference of each, once: a mail server cannot be asked what it took from
        somebody who died, so it is handed the same one again."""
        return {(address, key.strip(" \n<>").split("@")[0]) for address, key in self._sent()}

    def _sent(self) -> list[tuple[str, str]]:
        """Address and Message-ID. Whoever is killed may leave half a mail, in a file of its own."""
        folder: Path = self.stack.data_dir / "mail"
        files = folder.glob("*") if folder.exists() else ()
        parts = [part for path in files for part in _mails_in(path.read_text(errors="replace"))]
        mails = [message_from_string(part.lstrip()) for part in parts]
        return [(mail["To"], mail["Message-ID"]) for mail in mails if mail["To"]]


def _mails_in(text: str) -> list[str]:
    return re.split(r"^-{79}$", text, flags=re.MULTILINE)
