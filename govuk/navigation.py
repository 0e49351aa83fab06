"""The navigation bar: upper apps register who supplies the links, the layout shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.http import HttpRequest


@dataclass(frozen=True)
class NavItem:
    """One link. `section` is the start of the paths it stands for (default: its own path)."""

    text: str
    url: str
    section: str = ""
    count: int | None = None

    def is_current(self, path: str) -> bool:
        section = self.section or self.url
        return path == section if section == "/" else path.startswith(section)


class Link(NamedTuple):
    """As the layout shows it: names of its own, since a template finds them much faster (P1)."""

    text: str
    url: str
    count: int | None
    is_current: bool


Provider = Callable[[HttpRequest], Iterable[NavItem]]
_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Add a provider, once, from an AppConfig.ready(). Home first, then in order."""
    _providers[name] = provider


def items_for(request: HttpRequest) -> list[Link]:
    """The links for this request, with the current one marked."""
    items = [item for provider in _providers.values() for item in provider(request)]
    items.sort(key=lambda item: item.url != "/")
    path = request.path
    return [Link(item.text, item.url, item.count, item.is_current(path)) for item in items]
