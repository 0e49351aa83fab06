"""Hubs, of which this room knows nothing but a key: a room above says who sits where.

Until somebody registers there is one place for everybody, and no printer has a name.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from django.db.models import Q
from django.db.models.expressions import RawSQL

from accounts.models import User


@dataclass(frozen=True)
class Place:
    """`key` never changes; `printer` is what the printer is called there, empty for none.
    `address` is published: it locates nobody."""

    key: str
    name: str
    printer: str = ""
    address: str = ""


class Places(Protocol):
    def everywhere(self) -> list[Place]:
        """Every place in use, by name."""

    def of(self, user: User) -> frozenset[str]:
        """The keys of the places where this person sits today."""

    def elsewhere(self, user: User) -> RawSQL:
        """The ids of the records whose meeting is at a place where this person does not sit."""


_registered: dict[str, Places] = {}


def register(places: Places) -> None:
    """Register once, from `AppConfig.ready()`."""
    _registered["places"] = places


def everywhere() -> list[Place]:
    return [place for places in _registered.values() for place in places.everywhere()]


def places_of(user: User) -> frozenset[str]:
    return frozenset(key for places in _registered.values() for key in places.of(user))


def elsewhere(user: User) -> list[RawSQL]:
    """Of each who registered, to stand within another query."""
    return [places.elsewhere(user) for places in _registered.values()]


def held_elsewhere(user: User, *, path: str = "record") -> Q:
    """Those rows whose record, found by `path`, is of a meeting at another hub than theirs."""
    found = Q(pk__in=[])
    for others in elsewhere(user):
        found |= Q(**{f"{path}__in": others})
    return found
