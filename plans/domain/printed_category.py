"""The kinds of harm as a family reads them, in a decision and in a plan."""

from __future__ import annotations

from collections.abc import Collection

from disclosure.document import Word
from plans.enums import Category


def kinds_of_harm(category: str, constituents: Collection[str]) -> list[Word]:
    """Each kind by its own name. None for Multiple without any: that census code stands also for
    "none recommended" (EES 2025), of which "more than one kind of harm" is untrue."""
    named = constituents if category == Category.MULTIPLE else [category]
    return [Word(f"category.{each}") for each in Category.values if each in named]
