"""The checks behind script/check, in the order of how quickly they answer."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

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


def run(interpreter: Path, root: Path) -> int:
    """Run every check, show the words of those that fail, return how many failed."""
    failures = 0
    for title, (program, *arguments) in CHECKS.items():
        print(f"  {title:<20}", end="", flush=True)
        began = time.monotonic()
        result = subprocess.run(
            [str(interpreter.parent / program), *arguments],
            cwd=root,
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
