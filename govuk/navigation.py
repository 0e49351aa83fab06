"""The navigation bar: upper apps register who supplies the links, the layout shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db import connection
from django.http import HttpRequest


class Question(NamedTuple):
    """What the database is asked about a link, as SQL with the values of its marks in order: a
    number stands beside the link unless it is 0; no row at all and there is no link."""

    sql: str
    values: tuple[Any, ...]


@dataclass(frozen=True)
class NavItem:
    """One link. `section` is the start of the paths it stands for (default: its own path)."""

    text: str
    url: str
    section: str = ""
    question: Question | None = None

    def is_current(self, path: str) -> bool:
        section = self.section or self.url
        return path == section if section == "/" else path.startswith(section)


class Link(NamedTuple):
    """As the layout shows it: names of its own, since a template finds them much faster (P1)."""

    text: str
    url: str
    number: int
    is_current: bool


Provider = Callable[[HttpRequest], Iterable[NavItem]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Add a provider, once, from an AppConfig.ready(). Home first, then in order."""
    _providers[name] = provider


def items_for(request: HttpRequest) -> list[Link]:
    """The links for this request, with the current one marked. All their questions are one query,
    for every page asks them."""
    items = [item for provider in _providers.values() for item in provider(request)]
    items.sort(key=lambda item: item.url != "/")
    answers = _answers([item.question for item in items if item.question])
    numbers = [answers.pop(0) if item.question else 0 for item in items]
    path = request.path
    return [
        Link(item.text, item.url, number, item.is_current(path))
        for item, number in zip(items, numbers, strict=True)
        if number is not None
    ]


def _answers(questions: list[Question]) -> list[int | None]:
    if not questions:
        return []
    sql = ", ".join(f"({question.sql})" for question in questions)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {sql}", [value for each in questions for value in each.values])
        return list(cursor.fetchone())
