"""Three databases on one embedded server, loaded once.

The rehearsal, ten times as much, and a copy of the first that takes England's deadlines.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from config import embedded
from config.embedded import Places, postgresql
from script.benches.hands import Hand
from script.benches.sizes import Size

Say = Callable[[str], None]


def environment(data_dir: Path, database: str) -> dict[str, str]:
    """What a process needs to work on this database and no other."""
    host = quote(str(Places(data_dir).socket_dir), safe="")
    ours = {
        "DATA_DIR": str(data_dir),
        "DATABASE_URL": f"postgresql://{postgresql.ROLE}@{host}/{database}",
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    return {**os.environ, **ours}


@dataclass(frozen=True)
class Pair:
    """Opens a process of its own on any of the databases."""

    data_dir: Path
    names: tuple[str, str, str]

    def small(self) -> Hand:
        return Hand(environment(self.data_dir, self.names[0]))

    def large(self) -> Hand:
        return Hand(environment(self.data_dir, self.names[1]))

    def clocks(self) -> Hand:
        return Hand(environment(self.data_dir, self.names[2]))


def prepare(data_dir: Path, size: Size, say: Say) -> Pair:
    """The databases, made and filled if they were not."""
    data_dir.mkdir(parents=True, exist_ok=True)
    embedded.start(data_dir)
    small = _loaded(data_dir, size.children, size.years, say)
    large = _loaded(data_dir, size.children * size.times, size.years, say)
    return Pair(data_dir, (small, large, _copied(data_dir, small)))


def _loaded(data_dir: Path, children: int, years: int, say: Say) -> str:
    name = f"bench_{children}_{years}"
    around = environment(data_dir, made(data_dir, name))
    if not _holds_children(data_dir, name):
        say(f"{children} children, {years} years of history")
        _manage(around, "load_rehearsal", f"--children={children}", f"--years={years}")
    return name


def made(data_dir: Path, name: str) -> str:
    """A database of this name with every table, empty if it was not there."""
    if not _exists(data_dir, name):
        _sql(data_dir, f"CREATE DATABASE {name}")
    _manage(environment(data_dir, name), "migrate", "--verbosity=0")
    return name


def make_anew(data_dir: Path, name: str) -> None:
    """An empty database of this name, whatever it held before."""
    _sql(data_dir, f"DROP DATABASE IF EXISTS {name}")
    _sql(data_dir, f"CREATE DATABASE {name}")
    _manage(environment(data_dir, name), "migrate", "--verbosity=0")


def _copied(data_dir: Path, source: str) -> str:
    name = f"{source}_clocks"
    if not _exists(data_dir, name):
        _sql(data_dir, f"CREATE DATABASE {name} TEMPLATE {source}")
    _manage(environment(data_dir, name), "migrate", "--verbosity=0")
    return name


def _exists(data_dir: Path, name: str) -> bool:
    return bool(_sql(data_dir, f"SELECT 1 FROM pg_database WHERE datname = '{name}'"))


def _holds_children(data_dir: Path, name: str) -> bool:
    return bool(_sql(data_dir, "SELECT 1 FROM people_child LIMIT 1", database=name))


def _sql(data_dir: Path, statement: str, *, database: str = "postgres") -> list[tuple[object, ...]]:
    line = postgresql.connect(Places(data_dir), database=database)
    line.autocommit = True
    try:
        with line.cursor() as cursor:
            cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        line.close()


def _manage(around: dict[str, str], *arguments: str) -> None:
    command = [sys.executable, "manage.py", *arguments]
    done = subprocess.run(command, env=around, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"manage.py {' '.join(arguments)} failed: {done.stderr[-2000:]}")
