"""script/demo on a fresh clone: installs, serves, tells who may sign in, leaves nothing behind."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
INSTALL_SECONDS = 600
OURS = {"DATA_DIR", "DATABASE_URL", "REDIS_URL", "DJANGO_SETTINGS_MODULE", "VIRTUAL_ENV"}


@pytest.fixture
def clone(tmp_path: Path) -> Iterator[Path]:
    """This checkout's files, as git knows them, with nothing that was installed or built."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    fresh = tmp_path / "chairside"
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            target = fresh / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
    yield fresh
    for service in ("postgres", "redis"):
        shutil.rmtree((fresh / "var" / service).resolve(), ignore_errors=True)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(clone: Path, port: int, output: Path) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    with output.open("wb") as told:
        return subprocess.Popen(
            [clone / "script" / "demo", "--port", str(port)],
            cwd="/",
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=told,
            stderr=told,
        )


def wait_until_ready(demo: subprocess.Popen[bytes], output: Path, port: int) -> float:
    began = time.monotonic()
    while f"Ready: http://127.0.0.1:{port}\n" not in output.read_text():
        assert demo.poll() is None, output.read_text()
        assert time.monotonic() - began < INSTALL_SECONDS, output.read_text()
        time.sleep(0.1)
    return time.monotonic() - began


def processes_of(clone: Path, port: int) -> list[str]:
    """Command lines that name the clone or its port."""
    marks = (str(clone), f"127.0.0.1:{port}")
    lines = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True)
    return [line for line in lines.stdout.splitlines() if any(mark in line for mark in marks)]


def sign_in_page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=30) as answer:
        return str(answer.read().decode())


def test_the_demo_on_a_fresh_machine(clone: Path, tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output"
    demo = start(clone, port, output)
    try:
        wait_until_ready(demo, output, port)
        assert "Sign in" in sign_in_page(port)
        assert "@rehearsal.example" in output.read_text()
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    assert processes_of(clone, port) == []

    # Nothing changed, so nothing is installed, built or loaded again.
    again = start(clone, port, output)
    try:
        wait_until_ready(again, output, port)
        assert output.read_text().startswith("Preparing\n  PostgreSQL and Redis\n  Web, worker")
    finally:
        again.send_signal(signal.SIGTERM)
        assert again.wait(timeout=30) == 0
    assert processes_of(clone, port) == []
