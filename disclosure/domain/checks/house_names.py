"""The name of a house and its street, read out of the lines of an address."""

from __future__ import annotations

import re
from collections.abc import Iterator

from disclosure.domain.checks.ordinary_words import ORDINARY
from disclosure.text import fold

Words = tuple[str, ...]

_PART = re.compile(r"[\n,]")
_WORDS = re.compile(r"[^\W_]+")
_SHORT = (
    ("road", "rd"),
    ("street", "st", "str"),
    ("lane", "ln"),
    ("avenue", "ave", "av"),
    ("close", "cl"),
    ("drive", "dr"),
    ("crescent", "cres"),
    ("gardens", "gdns"),
    ("grove", "gr"),
    ("square", "sq"),
    ("terrace", "terr", "ter"),
    ("house", "hse"),
)
_ALIKE = {word: group for group in _SHORT for word in group}
_LONG = "way row hill rise walk mews view parade place green yard drove wharf quay"
_STREETS = frozenset(_ALIKE) - {"house", "hse"} | frozenset(_LONG.split())
_BUILDINGS = frozenset(["house", "hse", "court", "lodge", "hall", "cottage", "villa"])
_BEFORE_A_NAME = frozenset(["the", "flat", "apartment", "apt", "unit", "room", "no", "number"])
# These alone name no place: "the refuge", "Old School House", "c/o Women's Aid".
_COMMON = """
a an at c o co care of flat flats ground first second third top upper lower floor basement bungalow
farm barn annexe hostel hotel refuge shelter home hospital school old new women womens aid council
box po
"""
_OF_ANY_HOUSE = _BUILDINGS | frozenset(_COMMON.split())
FEW_LETTERS = 3


def name_and_street(lines: str) -> tuple[Words, Words, bool]:
    """Either may be empty; last, whether the street has a number here. A street has one, or ends
    as streets do, or stands between the house and the town."""
    name: Words = ()
    parts = [part for part in _PART.split(lines) if house_name(part)]
    for place, part in enumerate(parts):
        words, has_number = house_name(part), part.strip()[0].isdigit()
        is_numbered = has_number and words[-1] not in _BUILDINGS
        is_between = bool(name) and place + 1 < len(parts)
        if is_numbered or words[-1] in _STREETS or is_between:
            return name, words, has_number
        if name:
            break
        name = words
    return name, (), False


def house_name(part: str) -> Words:
    """ "Flat 2 Hope House" and "The Hope House" are "Hope House"; of "Flat 2" nothing is left."""
    words = _WORDS.findall(fold(part).replace("'", ""))
    for place, word in enumerate(words):
        if len(word) > 1 and not word[0].isdigit() and word not in _BEFORE_A_NAME:
            return tuple(words[place:])
    return ()


def tells_a_place(words: Words) -> bool:
    """Not what any house may be called, nor one short or ordinary word."""
    if len(words) == 1:
        return len(words[0]) > FEW_LETTERS and words[0] not in ORDINARY | _STREETS | _OF_ANY_HOUSE
    return not _OF_ANY_HOUSE.issuperset(words)


def variants(words: Words) -> Iterator[Words]:
    """Its last word written out and in short."""
    *others, last = words
    for written in _ALIKE.get(last, (last,)):
        yield (*others, written)
