"""What stands on the start page: rooms above register who supplies links and things to do.

Register once, from `AppConfig.ready()`. A provider is asked for one signed-in user and must read
only what that user may see, through audited functions where it names a family.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import KW_ONLY, dataclass

from django.utils import timezone

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
    `danger`: a child may be in danger now, so it stands above everything else.
    """

    text: str
    url: str
    _: KW_ONLY
    why: str
    due_on: dt.date | None = None
    about: str = ""
    label: str = ""
    family_id: int | None = None
    fact: str = ""
    danger: bool = False


@dataclass(frozen=True)
class Owed:
    """The same for everybody at once, for the morning email: whom it waits for, nothing of what.

    Only what waits for somebody by name or by posting: what a role on the case owns is found by
    its deadline. `about` is that of the deadline, whose day then counts; without one, `due_on`,
    or today. What has the same `fact` is one thing to one person. `soon`: it is within
    `soon_until`, so it counts before its day though no deadline reminds of it.
    """

    user_id: int
    fact: str
    family_id: int | None = None
    about: str = ""
    due_on: dt.date | None = None
    soon: bool = False


TileProvider = Callable[[User], Iterable[Tile]]
TaskProvider = Callable[[User], Iterable[Task]]
OwedProvider = Callable[[], Iterable[Owed]]
DayProvider = Callable[[], dt.date]
_tiles: dict[str, TileProvider] = {}
_tasks: dict[str, TaskProvider] = {}
_owed: dict[str, OwedProvider] = {}
_soon: dict[str, DayProvider] = {}


def register_tiles(name: str, provider: TileProvider) -> None:
    _tiles[name] = provider


def register_tasks(name: str, provider: TaskProvider) -> None:
    _tasks[name] = provider


def register_owed(name: str, provider: OwedProvider) -> None:
    _owed[name] = provider


def register_soon(name: str, provider: DayProvider) -> None:
    _soon[name] = provider


def soon_until() -> dt.date:
    """The last day on which something counts as due soon; today where no room says."""
    return max((provider() for provider in _soon.values()), default=timezone.localdate())


def tiles_for(user: User) -> list[Tile]:
    """In order of registration."""
    return [tile for provider in _tiles.values() for tile in provider(user)]


def tasks_for(user: User) -> list[Task]:
    """What is due soonest first; what has no day last."""
    tasks = [task for provider in _tasks.values() for task in provider(user)]
    return sorted(tasks, key=lambda task: (task.due_on or dt.date.max, task.text))


def owed_by_name() -> list[Owed]:
    """Of everybody, each fact of a person once; a few questions however many there are."""
    rows = [row for provider in _owed.values() for row in provider()]
    return list({(row.user_id, row.fact): row for row in rows}.values())
