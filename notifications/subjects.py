"""What a message is about: upper apps say whose case it is, and which page shows it.

A message about something nobody registered belongs to no case, and is shown to nobody by name.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Model
from django.urls import reverse


@dataclass(frozen=True)
class Subject:
    model: type[Model]
    family: str
    page: str


_registered: dict[str, Subject] = {}


def register(name: str, model: type[Model], *, family: str, page: str) -> None:
    """`name` is the first half of `about`: "conference" of "conference:12". `family` is the way
    from the row to its family's id; `page` is a URL name that takes the row's id."""
    _registered[name] = Subject(model, family, page)


def family_of(about: str) -> int | None:
    """The id of the family a message about this belongs to."""
    subject, number = _find(about)
    if subject is None:
        return None
    rows = subject.model._default_manager.filter(pk=number)
    found: int | None = rows.values_list(subject.family, flat=True).first()
    return found


def page_of(about: str) -> str:
    """The address of what it is about; empty when there is none."""
    subject, number = _find(about)
    return reverse(subject.page, args=[number]) if subject else ""


def is_known(about: str) -> bool:
    return _find(about)[0] is not None


def _find(about: str) -> tuple[Subject | None, int]:
    name, _, number = about.partition(":")
    if not number.isdecimal():
        return None, 0
    return _registered.get(name), int(number)
