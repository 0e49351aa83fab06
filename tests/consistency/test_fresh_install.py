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

from config import embedded

ROOT = Path(__file__).resolve().parents[2]
INSTALL_SECONDS = 600
# The goal is 5 s when nothing changed. Three times that is let through: machines are busy.
AGAIN_SECONDS = 3 * 5
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
    embedded.erase(fresh / "var")


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start(
    clone: Path, port: int, output: Path, *, data: Path | None = None
) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name not in OURS}
    with output.open("wb") as told:
        return subprocess.Popen(
            [
                *(clone / "script" / "demo", "--port", str(port)),
                *(("--data", str(data)) if data else ()),
            ],
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


def processes_of(data: Path, port: int) -> list[str]:
    """Command lines that name the port, the data or its sockets."""
    marks = (f"127.0.0.1:{port}", f"demo-{port}@", str(data), str(embedded.Places(data).socket_dir))
    lines = subprocess.run(["ps", "-ewwo", "args"], capture_output=True, text=True, check=True)
    return [line for line in lines.stdout.splitlines() if any(mark in line for mark in marks)]


def sign_in_page(port: int) -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/accounts/login/", timeout=30) as answer:
        return str(answer.read().decode())


def environment_of_the_worker(port: int) -> list[str]:
    """What it writes links in messages and codes on paper with."""
    found = subprocess.run(
        ["pgrep", "--full", "--oldest", f"demo-{port}@"], capture_output=True, text=True, check=True
    )
    return Path(f"/proc/{found.stdout.strip()}/environ").read_text().split("\0")


def test_the_demo_on_a_fresh_machine(clone: Path, tmp_path: Path) -> None:
    port, output = free_port(), tmp_path / "output"
    demo = start(clone, port, output)
    try:
        wait_until_ready(demo, output, port)
        assert "Sign in" in sign_in_page(port)
        assert "@rehearsal.example" in output.read_text()
        assert f"SITE_ADDRESS=http://127.0.0.1:{port}" in environment_of_the_worker(port)
    finally:
        demo.send_signal(signal.SIGINT)
        assert demo.wait(timeout=30) == 0
    assert processes_of(clone / "var", port) == []

    # Nothing changed, so nothing is installed, built or loaded again.
    again = start(clone, port, output)
    try:
        assert wait_until_ready(again, output, port) < AGAIN_SECONDS
        assert output.read_text().startswith("Preparing\n  PostgreSQL and Redis\n  Web, worker")
    finally:
        again.send_signal(signal.SIGTERM)
        assert again.wait(timeout=30) == 0
    assert processes_of(clone / "var", port) == []


@pytest.mark.full
def test_two_demos_side_by_side(tmp_path: Path) -> None:
    demos = {name: (free_port(), tmp_path / name, tmp_path / f"{name}.out") for name in "ab"}
    running = {
        name: start(ROOT, port, output, data=data) for name, (port, data, output) in demos.items()
    }
    try:
        for name, (port, _, output) in demos.items():
            wait_until_ready(running[name], output, port)
        for port, data, _ in demos.values():
            assert "Sign in" in sign_in_page(port)
            kinds = " ".join(processes_of(data, port))
            assert [
                word
                for word in ("postgres", "redis", "gunicorn", "worker", "beat")
                if word not in kinds
            ] == []
    finally:
        for demo in running.values():
            demo.send_signal(signal.SIGINT)
        codes = [demo.wait(timeout=60) for demo in running.values()]
        left = [processes_of(data, port) for port, data, _ in demos.values()]
        for _, data, _ in demos.values():
            embedded.erase(data)
    assert (codes, left) == ([0, 0], [[], []])
