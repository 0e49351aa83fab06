"""A line typed for one relative that is in no pack, as in a letter: searched as a pack is (A1, A4).

What it may never tell is where somebody else is, at home or at work: a refuge is a place of work,
and nobody can tell it from a clinic. Of a name a person decides, because an advocate may be called
like somebody in another family.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from disclosure.domain.checks.belonging import belonging_to
from disclosure.domain.checks.contacts import find_contacts
from disclosure.domain.checks.fixed_wording import patterns
from disclosure.domain.checks.names import find_names
from disclosure.domain.checks.pages import Hit, read_pages
from disclosure.enums import Language


@dataclass(frozen=True)
class NotTheirs:
    """What was found, as it was typed."""

    whereabouts: tuple[str, ...]
    names: tuple[str, ...]


def not_theirs(text: str, *, recipient: int, family: int) -> NotTheirs:
    """The names and whereabouts in words for this relative that are not theirs to read."""
    belonging = belonging_to(recipient, family=family, is_family=True)
    pages = read_pages([text])
    for page in pages:
        page.blank(patterns(Language.ENGLISH))
    return NotTheirs(
        whereabouts=_each_once(find_contacts(pages, belonging)),
        names=_each_once(find_names(pages, belonging)),
    )


def _each_once(hits: Iterable[Hit]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(hit.text for hit in hits))
