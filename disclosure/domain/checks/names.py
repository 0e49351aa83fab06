"""Names of people who do not belong, in any of the ways people write them (quality.md, A1).

Found: full names in either order, with case, accents, hyphens, apostrophes and line ends as they
come; a single given, known-as or family name of anybody in another family. Not found: a name that
is in nobody's record, or one written in another script than it is recorded in: those are for the
person who reads.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product

from django.db import connection

from disclosure.domain.checks.belonging import Belonging
from disclosure.domain.checks.ordinary_words import ORDINARY, SENTENCE_STARTERS
from disclosure.domain.checks.pages import SENTENCE_END, Hit, Page, Word
from disclosure.enums import Check
from disclosure.text import fold
from people.models import Person

_APART = re.compile(r"[\s'.,()\-]+")
NEAR = 2  # words that may stand between a given and a family name: a middle name, a title
MIN_SINGLE = 3  # letters; shorter single names ("Li", "Jo") are found only beside their other name

# Whose name, or part of it, stands among these words: by an index over everybody's names. Grouped
# by the pieces that were found, because a thousand people may share one.
_STRANGERS = """
WITH words AS MATERIALIZED (SELECT unnest(%(words)s::text[]) AS word),
found AS MATERIALIZED (
  SELECT person.id, person.family_name, person.given_names, person.known_as,
         professional.person_id IS NOT NULL AS is_professional
  FROM people_person AS person
  LEFT JOIN people_professional AS professional ON professional.person_id = person.id
  WHERE public.disclosure_name_tokens(person.family_name, person.given_names, person.known_as)
        && %(words)s::text[]
    AND person.id <> ALL(%(ours)s::bigint[])
),
names AS MATERIALIZED (
  SELECT min(id) AS id, family_name, given_names, known_as, is_professional
  FROM found GROUP BY family_name, given_names, known_as, is_professional
),
pieces AS (
  SELECT id, is_professional, true AS is_family, word
  FROM names, unnest(public.disclosure_name_tokens(family_name, '', '')) AS piece
  JOIN words ON word = piece
  UNION
  SELECT id, is_professional, false, word
  FROM names, unnest(public.disclosure_name_tokens('', given_names, known_as)) AS piece
  JOIN words ON word = piece
)
SELECT min(id), is_professional, family, given FROM (
  SELECT id, is_professional,
         coalesce(array_agg(word) FILTER (WHERE is_family), '{}') AS family,
         coalesce(array_agg(word) FILTER (WHERE NOT is_family), '{}') AS given
  FROM pieces GROUP BY id, is_professional
) AS people
GROUP BY is_professional, family, given
"""


@dataclass(frozen=True)
class Strangers:
    """Names in the text that belong to other people, each with one person who has it."""

    full: dict[frozenset[str], int]
    single: dict[str, int]


def tokens_of(*names: str) -> frozenset[str]:
    """The pieces of names, and each name run together: {"o", "featherby", "ofeatherby"}."""
    pieces = {piece for name in names for piece in _APART.split(fold(name))}
    whole = {_APART.sub("", fold(name)) for name in names}
    return frozenset((pieces | whole) - {""})


def find_names(pages: Sequence[Page], belonging: Belonging) -> list[Hit]:
    """One hit for each name on each page."""
    ours = [tokens_of(*name) for name in _names(belonging.may_be_named)]
    own_tokens = frozenset[str]().union(*ours)
    strangers = _strangers(pages, belonging.may_be_named)
    return [
        hit
        for page in pages
        for hit in _once_each(
            [
                *_full_names(page, strangers, ours),
                *_single_names(page, strangers, own_tokens),
            ]
        )
    ]


def _names(people: Iterable[int]) -> list[tuple[str, str, str]]:
    rows = Person.objects.filter(pk__in=people)
    return list(rows.values_list("family_name", "given_names", "known_as"))


def _strangers(pages: Sequence[Page], ours: frozenset[int]) -> Strangers:
    words = sorted({word.folded for page in pages for word in page.words})
    with connection.cursor() as cursor:
        cursor.execute(_STRANGERS, {"words": words, "ours": sorted(ours)})
        rows = cursor.fetchall()
    full: dict[frozenset[str], int] = {}
    single: dict[str, int] = {}
    for person, is_professional, family, given in rows:
        for one, other in product(family, given):
            full.setdefault(frozenset((one, other)), person)
        if not is_professional:
            single.update(dict.fromkeys({*family, *given}, person))
    return Strangers(full, single)


def _full_names(page: Page, strangers: Strangers, ours: Sequence[frozenset[str]]) -> Iterator[Hit]:
    words = page.words
    for place, word in enumerate(words):
        for other in _near(words, place):
            pair = frozenset((word.folded, other.folded))
            person = strangers.full.get(pair)
            if person is None or any(pair <= tokens for tokens in ours):
                continue
            if _is_one_name(page, word, other):
                yield page.hit(Check.NAME, word.start, max(word.end, other.end), person)


def _near(words: Sequence[Word], place: int) -> Iterator[Word]:
    """The words after this one that may be the rest of a name."""
    word = words[place]
    for other in words[place + 1 :]:
        if other.index - word.index > NEAR + 1:
            return
        if other.start >= word.end and len(other.folded) > 1:
            yield other


def _is_one_name(page: Page, first: Word, second: Word) -> bool:
    """Not two ordinary words, and not the end of one sentence and the start of the next."""
    between = page.folded[first.start : second.end]
    reads = _reads_as_a_name(page, first) or _reads_as_a_name(page, second)
    return reads and not SENTENCE_END.search(between)


def _single_names(page: Page, strangers: Strangers, own_tokens: frozenset[str]) -> Iterator[Hit]:
    for word in page.words:
        person = strangers.single.get(word.folded)
        if person is None or len(word.folded) < MIN_SINGLE or word.folded in own_tokens:
            continue
        if _reads_as_a_name(page, word):
            yield page.hit(Check.NAME, word.start, word.end, person)


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
