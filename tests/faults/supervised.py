"""A worker and a beat that are killed without warning, and started again as a supervisor does."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections import Counter
from pathlib import Path

from tests.faults.queue import PATIENCE_SECONDS, WORKER, Queue, kill

BEAT, MASTER, PROCESS = "beat", "worker", "process of a worker"


class Supervised:
    """Enter it, kill what you like; whatever died is started again at once."""

    def __init__(self, queue: Queue, beat: list[str]) -> None:
        self.queue = queue
        self.commands = {"worker": list(WORKER), "beat": beat}
        self.running: dict[str, subprocess.Popen[bytes]] = {}
        self.killed: Counter[str] = Counter()
        self._stopping = threading.Event()
        self._keeper = threading.Thread(target=self._keep_up)

    def __enter__(self) -> Supervised:
        for name in self.commands:
            self._start(name)
        self._keeper.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self._keeper.join()
        for process in self.running.values():
            kill(process)

    def _start(self, name: str) -> None:
        self.running[name] = self.queue.start(name, *self.commands[name])

    def _keep_up(self) -> None:
        while not self._stopping.wait(0.05):
            for name, process in list(self.running.items()):
                if process.poll() is not None:
                    kill(process)  # the children of a worker whose master died
                    self._start(name)

    def kill(self, what: str) -> None:
        """A beat, a worker, or one of the processes that a worker has at work."""
        process = self.running["beat" if what == "beat" else "worker"]
        number = process.pid
        if what == PROCESS:  # or the worker, should its processes have died meanwhile
            number = (self._at_work() or [number])[-1]
        with contextlib.suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
        self.killed[what] += 1

    def wait_until_at_work(self) -> None:
        """A worker that has just been started again takes some seconds to take its first task."""
        give_up_at = time.monotonic() + PATIENCE_SECONDS
        while len(self._at_work()) < 2:
            assert time.monotonic() < give_up_at, "no worker came up"
            time.sleep(0.05)

    def _at_work(self) -> list[int]:
        return _children(self.running["worker"].pid)


def _children(parent: int) -> list[int]:
    listed = Path(f"/proc/{parent}/task/{parent}/children")
    return [int(number) for number in listed.read_text().split()] if listed.exists() else []
