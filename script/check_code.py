"""The checks behind script/check, in the order of how quickly they answer, but for the slowest."""

from __future__ import annotations

import contextlib
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

from config import embedded
from config.settings.base import BASE_DIR, DATA_DIR

CHECKS = {
    "Lint": ["ruff", "check", "--quiet", "."],
    "Format": ["ruff", "format", "--check", "--quiet", "."],
    "Import contract": ["lint-imports"],
    "Types": ["mypy", "."],
    "Scoped queries": ["python", "-m", "script.checks.scoped_queries"],
    "Missing migrations": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "Templates": ["python", "-m", "script.checks.templates"],
    "Template style": ["djlint", "templates", "--lint", "--quiet"],
    "Licences": ["python", "-m", "script.checks.licences"],
}
SLOWEST = "Types"  # takes as long as the others together, which run beside it


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with embedded.left_as_found(DATA_DIR):
        sys.exit(run())


def run() -> int:
    """Run every check, show the words of those that fail, return how many failed."""
    with _begun(SLOWEST) as slowest:
        failures = 0
        for title in CHECKS:
            if title != SLOWEST:
                with _begun(title) as check:
                    failures += not _passes(check)
        return failures + (not _passes(slowest))


@dataclass
class Check:
    """One that runs, and what it says."""

    title: str
    process: subprocess.Popen[str]
    told: IO[str]
    began: float = field(default_factory=time.monotonic)


@contextlib.contextmanager
def _begun(title: str) -> Iterator[Check]:
    """Nothing of it outlives us."""
    program, *arguments = CHECKS[title]
    with tempfile.TemporaryFile("w+") as told:
        process = subprocess.Popen(
            [str(Path(sys.executable).parent / program), *arguments],
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=subprocess.STDOUT,
            text=True,
        )
        try:
            yield Check(title, process, told)
        finally:
            process.kill()
            process.wait()


def _passes(check: Check) -> bool:
    print(f"  {check.title:<20}", end="", flush=True)
    failed = check.process.wait() != 0
    word = "FAILED" if failed else "ok"
    print(f"{word:<7} {time.monotonic() - check.began:5.1f} s", flush=True)
    if failed:
        check.told.seek(0)
        print(check.told.read(), flush=True)
    return not failed


if __name__ == "__main__":
    main()
