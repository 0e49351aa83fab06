"""The letter to somebody excluded, as whoever answers for it reads it before it goes."""

from __future__ import annotations

from dataclasses import dataclass

from conferences.domain.exclusion_letter import way_of
from conferences.domain.exclusion_words import words_not_theirs
from conferences.domain.safe_contact import WayToTell
from conferences.letters import Words, exclusion_words
from conferences.models import Exclusion
from disclosure.domain.typed_words import NotTheirs
from disclosure.enums import Language
from disclosure.rendering.page import direction


@dataclass(frozen=True)
class LetterToCheck:
    """`editions`: its very words, and the English of one in another language; each with the
    direction it is read in."""

    editions: list[tuple[Words, str]]
    way: WayToTell
    found: NotTheirs


def letter_to_check(exclusion: Exclusion) -> LetterToCheck:
    said = [exclusion_words(exclusion)]
    if said[0].language != Language.ENGLISH:
        said.append(exclusion_words(exclusion, Language.ENGLISH))
    return LetterToCheck(
        editions=[(words, direction(words.language)) for words in said],
        way=way_of(exclusion),
        found=words_not_theirs(exclusion),
    )
