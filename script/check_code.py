"""The checks behind script/check, in the order of how quickly they answer."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

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


def main() -> None:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    with embedded.left_as_found(DATA_DIR):
        sys.exit(run())


def run() -> int:
    """Run every check, show the words of those that fail, return how many failed."""
    programs = Path(sys.executable).parent
    failures = 0
    for title, (program, *arguments) in CHECKS.items():
        print(f"  {title:<20}", end="", flush=True)
        began = time.monotonic()
        result = subprocess.run(
            [str(programs / program), *arguments],
            cwd=BASE_DIR,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        word = "FAILED" if result.returncode else "ok"
        print(f"{word:<7} {time.monotonic() - began:5.1f} s", flush=True)
        if result.returncode:
            failures += 1
            print(result.stdout, flush=True)
    return failures


if __name__ == "__main__":
    main()
