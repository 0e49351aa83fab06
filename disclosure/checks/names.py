"""Names of people who do not belong, in any of the ways people write them (quality.md, A1).

Found: full names in either order, with case, accents, hyphens, apostrophes and line ends as they
come; a single given, known-as or family name of anybody in another family. Not found: a name that
is in nobody's record, or one written in another script than it is recorded in: those are for the
person who reads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from django.db import connection

from disclosure.checks.belonging import Belonging
from disclosure.checks.ordinary_words import ORDINARY, SENTENCE_STARTERS
from disclosure.checks.pages import Hit, Page, Word
from disclosure.enums import Check
from disclosure.text import fold
from people.models import Person

_APART = re.compile(r"[\s'.,()\-]+")
_SENTENCE_END = re.compile(r"[!?;:]|\w{4}\.\s")  # "St. John" and "J. Whitlock" are names
NEAR = 2  # words that may stand between a given and a family name: a middle name, a title
MIN_SINGLE = 3  # letters; shorter single names ("Li", "Jo") are found only beside their other name

_CANDIDATES = """
SELECT person.id, person.family_name, person.given_names, person.known_as,
       professional.person_id IS NOT NULL, person.is_protected
FROM people_person AS person
LEFT JOIN people_professional AS professional ON professional.person_id = person.id
WHERE public.disclosure_name_tokens(person.family_name, person.given_names, person.known_as)
      && %s::text[]
"""


@dataclass(frozen=True)
class Named:
    """A person who may be in the text, by the folded pieces of their name."""

    id: int
    family: frozenset[str]
    given: frozenset[str]
    is_professional: bool

    @property
    def tokens(self) -> frozenset[str]:
        return self.family | self.given


def tokens_of(*names: str) -> frozenset[str]:
    """The pieces of names, and each name run together: {"o", "featherby", "ofeatherby"}."""
    pieces = {piece for name in names for piece in _APART.split(fold(name))}
    whole = {_APART.sub("", fold(name)) for name in names}
    return frozenset((pieces | whole) - {""})


def find_names(pages: Sequence[Page], belonging: Belonging) -> list[Hit]:
    """One hit for each name on each page."""
    ours = [tokens_of(*name) for name in _names(belonging.may_be_named)]
    strangers = _candidates(pages, belonging.may_be_named)
    by_token: dict[str, list[Named]] = defaultdict(list)
    for person in strangers:
        for token in person.tokens:
            by_token[token].append(person)
    own_tokens = frozenset[str]().union(*ours)
    return [
        hit
        for page in pages
        for hit in _once_each(
            [*_full_names(page, by_token, ours), *_single_names(page, by_token, own_tokens)]
        )
    ]


def _names(people: Iterable[int]) -> list[tuple[str, str, str]]:
    rows = Person.objects.filter(pk__in=people)
    return list(rows.values_list("family_name", "given_names", "known_as"))


def _candidates(pages: Sequence[Page], may_be_named: frozenset[int]) -> list[Named]:
    """Everybody any part of whose name stands in the text, found by an index."""
    words = sorted({word.folded for page in pages for word in page.words})
    with connection.cursor() as cursor:
        cursor.execute(_CANDIDATES, [words])
        rows = cursor.fetchall()
    return [
        Named(id, tokens_of(family), tokens_of(given, called), is_professional)
        for id, family, given, called, is_professional, _ in rows
        if id not in may_be_named
    ]


def _full_names(
    page: Page, by_token: dict[str, list[Named]], ours: Sequence[frozenset[str]]
) -> Iterator[Hit]:
    words = page.words
    for place, word in enumerate(words):
        for person in by_token.get(word.folded, ()):
            other = _other_half(words, place, person)
            if other is None or _is_one_of_ours({word.folded, other.folded}, ours):
                continue
            if not _is_one_name(page, word, other):
                continue
            start, end = min(word.start, other.start), max(word.end, other.end)
            yield page.hit(Check.NAME, start, end, person.id)


def _other_half(words: Sequence[Word], place: int, person: Named) -> Word | None:
    """A given name after or before a family name, close by: the furthest piece of it."""
    word = words[place]
    wanted = person.given if word.folded in person.family else person.family
    wanted = wanted - {word.folded}
    found = None
    for other in words[place + 1 :]:
        if other.index - (found or word).index > NEAR + 1:
            break
        if other.index > word.index and other.folded in wanted and len(other.folded) > 1:
            found = other
    return found


def _is_one_name(page: Page, first: Word, second: Word) -> bool:
    """Not two ordinary words, and not the end of one sentence and the start of the next."""
    between = page.folded[first.start : second.end]
    reads = _reads_as_a_name(page, first) or _reads_as_a_name(page, second)
    return reads and not _SENTENCE_END.search(between)


def _is_one_of_ours(found: set[str], ours: Sequence[frozenset[str]]) -> bool:
    return any(found <= tokens for tokens in ours)


def _single_names(
    page: Page, by_token: dict[str, list[Named]], own_tokens: frozenset[str]
) -> Iterator[Hit]:
    for word in page.words:
        if len(word.folded) < MIN_SINGLE or word.folded in own_tokens:
            continue
        people = [person for person in by_token.get(word.folded, ()) if not person.is_professional]
        if people and _reads_as_a_name(page, word):
            yield page.hit(Check.NAME, word.start, word.end, people[0].id)


def _reads_as_a_name(page: Page, word: Word) -> bool:
    """ "Mark said", "mark" of nothing ordinary, "grace" no: small letters may be plain words."""
    if not page.begins_with_capital(word):
        return word.folded not in ORDINARY and not word.is_joined
    return word.folded not in SENTENCE_STARTERS or not page.starts_sentence(word)


def _once_each(hits: Sequence[Hit]) -> list[Hit]:
    """The longest form of each name, once for a page."""
    kept: dict[str, Hit] = {}
    for hit in sorted(hits, key=lambda hit: -len(hit.text)):
        mark = fold(hit.text)
        if not any(_within(mark, other) for other in kept):
            kept[mark] = hit
    return sorted(kept.values(), key=lambda hit: hit.text)


def _within(short: str, long: str) -> bool:
    return short == long or set(_APART.split(short)) <= set(_APART.split(long))
