"""The pages of each room. `PAGES` are in the matrix; `OPEN` are open to anybody, and why."""

from __future__ import annotations

import importlib
import pkgutil

from tests.consistency.page_matrix import Page


def _rooms() -> list[object]:
    found = pkgutil.iter_modules(__path__)
    return [importlib.import_module(f"{__name__}.{room.name}") for room in found]


def all_pages() -> list[Page]:
    return [page for room in _rooms() for page in getattr(room, "PAGES", [])]


def open_pages() -> dict[str, str]:
    """Names or routes outside the matrix, each with the reason."""
    return {name: why for room in _rooms() for name, why in getattr(room, "OPEN", {}).items()}
