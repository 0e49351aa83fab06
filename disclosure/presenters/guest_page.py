"""A page opened by a link, in the language of whoever holds it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from disclosure.domain.wording_review import is_draft, may_print_in
from disclosure.enums import Language
from disclosure.rendering.page import direction
from disclosure.wording import translated, words


@dataclass(frozen=True)
class Spoken:
    """What every such page is told about its language."""

    language: Language

    @property
    def direction(self) -> str:
        return direction(self.language)

    @property
    def draft(self) -> str:
        """The mark of a translation that nobody has signed; production shows none."""
        return words(self.language)["draft"] if is_draft(self.language) else ""

    @property
    def says(self) -> dict[str, str]:
        """The fixed wording by names that a template can write: `says.guest_page_title`."""
        return {key.replace(".", "_"): text for key, text in words(self.language).items()}


def spoken(wanted: str) -> Spoken:
    """In this language, once its wording is signed; in English meanwhile."""
    return Spoken(Language(wanted) if may_print_in(wanted) else Language.ENGLISH)


def every_language() -> list[Spoken]:
    """For a page that does not know who reads it."""
    return [Spoken(language) for language in Language if may_print_in(language)]


def gone(message: str, pages: Sequence[Spoken]) -> dict[str, Any]:
    """The context of "This did not work", with the reason in each of these languages."""
    lines = [(page, translated(message, page.language)) for page in pages]
    return {"lines": lines, "page": pages[0]}
