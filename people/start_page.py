"""What stands on the start page: rooms above register who supplies links and things to do.

Register once, from `AppConfig.ready()`. A provider is asked for one signed-in user and must read
only what that user may see, through audited functions where it names a family.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User


@dataclass(frozen=True)
class Tile:
    """A way in: something this person does every day."""

    text: str
    url: str
    hint: str = ""


@dataclass(frozen=True)
class Task:
    """Something that needs this person, with the day it is due.

    `family_id` puts it under its family. `fact` names what it is about in a word of our own: two
    rooms that see the same fact give one line. `why` says why it is there, and on whose word.
    """

    text: str
    url: str
    due_on: dt.date | None = None
    about: str = ""
    label: str = ""
    family_id: int | None = None
    fact: str = ""
    why: str = ""


TileProvider = Callable[[User], Iterable[Tile]]
TaskProvider = Callable[[User], Iterable[Task]]
_tiles: dict[str, TileProvider] = {}
_tasks: dict[str, TaskProvider] = {}


def register_tiles(name: str, provider: TileProvider) -> None:
    _tiles[name] = provider


def register_tasks(name: str, provider: TaskProvider) -> None:
    _tasks[name] = provider


def tiles_for(user: User) -> list[Tile]:
    """In order of registration."""
    return [tile for provider in _tiles.values() for tile in provider(user)]


def tasks_for(user: User) -> list[Task]:
    """What is due soonest first; what has no day last."""
    tasks = [task for provider in _tasks.values() for task in provider(user)]
    return sorted(tasks, key=lambda task: (task.due_on or dt.date.max, task.text))
