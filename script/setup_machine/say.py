"""What a person sees while a command prepares the machine."""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

SECONDS_PER_DOT = 2


def step(title: str, command: list[str], *, cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run one slow command, a dot every two seconds; on failure show its last lines and leave."""
    print(f"  {title} ", end="", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryFile("w+", errors="replace") as output:
        process = subprocess.Popen(
            command, cwd=cwd, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
        code = _wait(process)
        if code:
            print(" failed", flush=True)
            output.seek(0)
            tail = output.read().splitlines()[-25:]
            sys.exit("\n".join([*tail, f"{title}: `{command[0]}` ended with {code}."]))
    print(f" done in {time.monotonic() - began:.0f} s", flush=True)


def _wait(process: subprocess.Popen[bytes]) -> int:
    try:
        while True:
            try:
                return process.wait(timeout=SECONDS_PER_DOT)
            except subprocess.TimeoutExpired:
                print(".", end="", flush=True)
    finally:
        if process.poll() is None:
            process.terminate()
            process.wait()
