"""Steps that rooms above offer beside a case: on the page of a family, a meeting, a plan.

Register once, from `AppConfig.ready()`. A provider is asked only about a family whose page this
person has already opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from accounts.models import User
from people.models import Child, Family


@dataclass(frozen=True)
class CaseLink:
    text: str
    url: str


@dataclass(frozen=True)
class Place:
    """Where the link stands. `about` is the opaque key of the thing shown, as conference:12."""

    family: Family
    child: Child | None = None
    about: str = ""


Provider = Callable[[User, Place], Iterable[CaseLink]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    _providers[name] = provider


def links_for(user: User, place: Place) -> list[CaseLink]:
    """In order of registration."""
    return [link for provider in _providers.values() for link in provider(user, place)]
