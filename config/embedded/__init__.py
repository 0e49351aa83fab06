"""PostgreSQL and Redis for the demo, the tests and a developer's machine.

Both listen on Unix sockets in one private directory and nowhere else. Each DATA_DIR has its own
pair, so several run side by side. They start when first needed and stay up until `stop` (or
script/demo's Ctrl-C). Production never comes here: DATABASE_URL and REDIS_URL point elsewhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.embedded import postgresql, redis
from config.embedded.places import Places, only_one_starter

__all__ = ["Places", "erase", "is_up", "left_as_found", "start", "stop"]


def is_up(data_dir: Path) -> bool:
    """Whether both answer right now."""
    places = Places(data_dir)
    return postgresql.answers(places) and redis.answers(places)


def start(data_dir: Path) -> Places:
    """Start whatever is not running yet and return once both answer; safe to call at once twice."""
    places = Places(data_dir)
    if is_up(data_dir):
        return places
    with only_one_starter(places):
        places.make_socket_dir()
        postgresql.start(places)
        redis.start(places)
    return places


def stop(data_dir: Path) -> None:
    """Stop both, cleanly; does nothing where they do not run."""
    places = Places(data_dir)
    if not places.data_dir.is_dir():
        return
    with only_one_starter(places):
        postgresql.stop(places)
        redis.stop(places)
        places.remove_socket_dir()


def erase(data_dir: Path) -> None:
    """Stop both and delete all they hold, also where it had to be kept outside DATA_DIR."""
    stop(data_dir)
    Places(data_dir).remove_stores()


@contextmanager
def left_as_found(data_dir: Path) -> Iterator[None]:
    """Whatever starts both meanwhile, they are stopped at the end unless they ran before."""
    were_up = is_up(data_dir)
    try:
        yield
    finally:
        if not were_up:
            stop(data_dir)
