"""Runs the checks and then pytest, and leaves the embedded services as it found them.

`script/test` starts it with the virtual environment's Python. pytest's summary is the last line
printed; the exit code tells of the checks too.
"""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
from collections.abc import Iterator

from config import embedded
from config.settings.base import DATA_DIR
from script import check_code

NOT_EVERY_TIME = "not full"
# The checks keep one core busy: the other migrates the database that every worker copies.
PREPARE = [sys.executable, "-m", "tests.database"]
# Each worker brings a browser and, at times, a server of its own.
MOST_WORKERS = 4
PATIENCE_SECONDS = 20


def main() -> None:
    is_full = "--full" in sys.argv
    # A CI that runs out of patience sends SIGTERM: stop pytest and the services then, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with embedded.left_as_found(DATA_DIR):
        print("Checks", flush=True)
        with _beside(PREPARE):
            failed_checks = check_code.run()
            print(f"Tests{' (full)' if is_full else ''}", flush=True)
            code = _run(_pytest(is_full))
    sys.exit(code or min(failed_checks, 1))


def _pytest(is_full: bool) -> list[str]:
    # Python 3.11 may refuse to parse a failed journey's source, which pytest does to draw its own
    # tracebacks (Playwright switches greenlets meanwhile): the whole run would end there.
    command = [sys.executable, "-m", "pytest", "--tb=native"]
    if (workers := _workers()) > 1:
        # Tests marked with one xdist_group never run at the same time.
        command += ["--numprocesses", str(workers), "--dist", "loadgroup"]
    return command if is_full else [*command, "-m", NOT_EVERY_TIME]


@contextlib.contextmanager
def _beside(command: list[str]) -> Iterator[None]:
    """Run it meanwhile. Where it fails the tests do the same, and say why."""
    process = subprocess.Popen(
        command,
        env={**os.environ, "DJANGO_SETTINGS_MODULE": "config.settings.test"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        yield
    finally:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _run(command: list[str]) -> int:
    """Return its exit code. Nothing of it outlives us: it would start the services again."""
    process = subprocess.Popen(
        command,
        # The workers must list the tests in one order, also those that come from a set.
        env={**os.environ, "PYTHONHASHSEED": "0"},
        stdin=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        return process.wait()
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGINT)  # pytest then closes what its fixtures opened
            with contextlib.suppress(subprocess.TimeoutExpired):
                process.wait(timeout=PATIENCE_SECONDS)
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)


def _workers() -> int:
    """As many as this process may use cores, not as the machine has."""
    return min(len(os.sched_getaffinity(0)), MOST_WORKERS)


if __name__ == "__main__":
    main()
