"""Protected homes by the name of the house, and by their street alone (quality.md, A3, A4).

`contacts` knows an address by its number and street. A refuge often has none: "Hope House, Mill
Lane". Its name is looked for in everybody's papers, its street only in those of its own family:
there it tells where to look, elsewhere it is Mill Lane Primary School, and a pack held up for every
such school teaches people to clear without reading. Protected homes are few and have an index of
their own, so they are read out and compared here.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.contacts import address_keys
from disclosure.domain.checks.house_names import (
    Words,
    house_name,
    name_and_street,
    tells_a_place,
    variants,
)
from disclosure.domain.checks.pages import SENTENCE_END, Hit, Page, Word
from disclosure.domain.network import ever_of
from disclosure.enums import Check
from disclosure.places import everywhere
from people.models import Residence

_GAP = r"[\s'.\-‐‑]{0,3}"
_NUMBER_BEFORE = re.compile(r"(?<![a-z\d])(\d+[a-z]?)[\s,]+$")


class Home(NamedTuple):
    """Where somebody lives or lived, which is protected or of a protected person."""

    person: int
    address: int
    lines: str
    is_protected: bool
    is_present: bool


@dataclass(frozen=True)
class Phrase:
    """Words in a row that locate a person. `has_number`: they are found by it, too, so that
    another number before the street is another house."""

    words: Words
    person: int
    has_number: bool = False

    def may_be_among(self, words: frozenset[str]) -> bool:
        """Cheap: a pattern costs a millisecond to make, and most of them stand on no page."""
        return any(words.issuperset(spelt) for spelt in variants(self.words))

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """However it is spaced, hyphenated or broken over lines."""
        letters = ("".join(words) for words in variants(self.words))
        spelt = "|".join(map(_GAP.join, letters))
        return re.compile(rf"(?<![^\W_])(?:{spelt})(?![^\W_])")


def find_protected_homes(pages: Sequence[Page], belonging: Belonging) -> list[Hit]:
    """Each place in the text that names a home, or its street, which the recipient may not know."""
    hubs = everywhere()
    published = {house_name(hub.name) for hub in hubs}
    doors = {key for hub in hubs for key in address_keys(hub.address)}
    wanted: dict[tuple[Words, bool], Phrase] = {}
    for phrase in _phrases(belonging):
        if tells_a_place(phrase.words) and phrase.words not in published:
            wanted.setdefault((phrase.words, phrase.has_number), phrase)
    phrases: dict[str, list[Phrase]] = defaultdict(list)
    for phrase in wanted.values():
        phrases[phrase.words[0]].append(phrase)
    return [hit for page in pages for hit in _hits(page, phrases, doors)]


def _phrases(belonging: Belonging) -> Iterator[Phrase]:
    """Of the street, none of a home they have left unless it is protected itself: it was shared
    with whoever they fled from. Nor of one where the recipient lives."""
    homes = _protected_homes()
    family, recipient = ever_of(belonging.network), belonging.recipient
    own = {home.address for home in homes if home.person == recipient and home.is_present}
    for home in homes:
        if home.person == recipient:
            continue
        name, street, has_number = name_and_street(home.lines)
        if name:
            yield Phrase(name, home.person)
        is_secret = home.is_protected or home.is_present
        if street and is_secret and home.person in family and home.address not in own:
            yield Phrase(street, home.person, has_number)


def _protected_homes() -> list[Home]:
    homes = Residence.objects.order_by().values_list(
        "person_id", "address_id", "address__lines", "is_protected", "to_on"
    )
    protected = homes.filter(is_protected=True).union(homes.filter(person__is_protected=True))
    return [
        Home(person, address, lines, is_protected, to_on is None)
        for person, address, lines, is_protected, to_on in protected.order_by("person_id")
    ]


def _hits(page: Page, phrases: Mapping[str, Iterable[Phrase]], doors: set[str]) -> Iterator[Hit]:
    words = frozenset(word.folded for word in page.words)
    for first in sorted(words & phrases.keys()):
        for phrase in filter(lambda phrase: phrase.may_be_among(words), phrases[first]):
            for found in phrase.pattern.finditer(page.folded):
                if _is_meant(page, phrase, found, doors):
                    yield page.hit(Check.ADDRESS, found.start(), found.end(), phrase.person)


def _is_meant(page: Page, phrase: Phrase, found: re.Match[str], doors: set[str]) -> bool:
    """Not the end of one sentence and the start of the next, a plain word, or another house."""
    if SENTENCE_END.search(found[0]) or "|" in found[0]:
        return False
    start = Word(found[0], found.start(), found.end(), index=0)
    if len(phrase.words) == 1 and not page.begins_with_capital(start):
        return False
    number = _NUMBER_BEFORE.search(page.folded[max(0, found.start() - 12) : found.start()])
    if number is None:
        return True
    return not phrase.has_number and f"{number[1]} {phrase.words[0]}" not in doors
