"""Keeps a few programs running, and leaves none behind."""

from __future__ import annotations

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

READY_SECONDS = 90
STOP_SECONDS = 10
LOOK_EVERY_SECONDS = 1.0
# A program that dies this often in a minute will not get better by itself.
DEATHS_A_MINUTE = 5
PR_SET_PDEATHSIG = 1


@dataclass
class Child:
    """One program: what it is called, how it is started and where its output goes."""

    name: str
    command: list[str]
    log: Path
    process: subprocess.Popen[bytes] | None = None
    deaths: list[float] = field(default_factory=list)

    def start(self) -> None:
        self.log.parent.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(
                self.command,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,  # Ctrl-C in the terminal reaches the supervisor only
                preexec_fn=_die_with_parent,
            )

    def died(self) -> bool:
        return self.process is not None and self.process.poll() is not None

    def signal(self, number: int) -> None:
        """Signal the program and all it started."""
        if self.process is not None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, number)


class Supervisor:
    """Starts its children, starts the dead ones again, and stops them all."""

    def __init__(self, children: list[Child], *, keep_up: Callable[[], object]) -> None:
        self.children = children
        self.keep_up = keep_up

    def start(self, *, ready: Callable[[], bool], meanwhile: Callable[[], object]) -> None:
        """Start the first child, wait until `ready` says so, then start the others.

        The first is the one people wait for; on two cores the others would only slow it down.
        What is to be done `meanwhile` here takes the other core.
        """
        first, *others = self.children
        first.start()
        meanwhile()
        give_up_at = time.monotonic() + READY_SECONDS
        while not ready():
            if first.died():
                _give_up(first, "did not start")
            if time.monotonic() > give_up_at:
                _give_up(first, f"was not ready in {READY_SECONDS} seconds")
            time.sleep(0.05)
        for child in others:
            child.start()

    def watch(self) -> None:
        """Keep everything up until a signal arrives."""
        while True:
            time.sleep(LOOK_EVERY_SECONDS)
            self.keep_up()
            for child in self.children:
                if child.died():
                    self._start_again(child)

    def stop(self) -> None:
        """Ask politely, wait, then insist; children of children included."""
        for child in self.children:
            child.signal(signal.SIGTERM)
        give_up_at = time.monotonic() + STOP_SECONDS
        for child in self.children:
            if child.process is not None:
                with contextlib.suppress(subprocess.TimeoutExpired):
                    child.process.wait(timeout=max(0.1, give_up_at - time.monotonic()))
        for child in self.children:
            child.signal(signal.SIGKILL)
            if child.process is not None:
                child.process.wait()

    def _start_again(self, child: Child) -> None:
        now = time.monotonic()
        child.deaths = [at for at in child.deaths if now - at < 60] + [now]
        if len(child.deaths) > DEATHS_A_MINUTE:
            _give_up(child, "keeps stopping")
        child.signal(signal.SIGKILL)  # what the dead one left behind
        print(f"{child.name} stopped; starting it again", flush=True)
        child.start()


def _give_up(child: Child, what: str) -> None:
    tail = child.log.read_text(errors="replace").splitlines()[-15:]
    sys.exit("\n".join([*tail, f"{child.name} {what}; its log is {child.log}"]))


def _die_with_parent() -> None:
    """Even `kill -9` of the supervisor stops its children (Linux)."""
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
