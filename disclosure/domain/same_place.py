"""Whether two addresses may be one place, however each was typed (quality.md, A4).

Asked before anything is posted, of homes where somebody lives who poses a risk. "No" where it is
one place puts a letter into their hands; "yes" where it is not makes somebody look. So houses with
one postcode are told apart by their numbers alone, and one without a number may be any of them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from disclosure.domain.checks.contacts import POSTCODE, address_keys
from disclosure.text import fold

_NUMBER = re.compile(r"(?<![a-z\d])\d+")
_DIGIT = re.compile(r"\d")
_LINE = re.compile(r"[\n,]")


@dataclass(frozen=True)
class _Place:
    """An address as it is compared. `houses` are numbers with the first word of a street, `parts`
    the letters of each line but the last, a town, and `name` those of the first, where it has no
    number."""

    postcodes: frozenset[str]
    numbers: frozenset[int]
    houses: frozenset[str]
    name: str
    parts: frozenset[str]

    def may_be_beside(self, other: _Place) -> bool:
        """Of two with a postcode in common: no number tells them apart."""
        known = self.numbers and other.numbers
        return not known or bool(self.numbers & other.numbers)

    def is_named_in(self, other: _Place) -> bool:
        return bool(self.name) and self.name in other.parts


def may_be_one_place(one: str, other: str) -> bool:
    """Both as they stand on an envelope: lines, or parts with commas, and the postcode."""
    first, second = _read(one), _read(other)
    if first.postcodes and second.postcodes:
        return bool(first.postcodes & second.postcodes) and first.may_be_beside(second)
    return (
        bool(first.houses & second.houses) or first.is_named_in(second) or second.is_named_in(first)
    )


def postcodes_in(address: str) -> frozenset[str]:
    """Without spaces, in capitals."""
    found = POSTCODE.finditer(fold(address))
    return frozenset((match[1] + match[2]).upper() for match in found)


def _read(address: str) -> _Place:
    text = POSTCODE.sub("", fold(address))
    parts = [letters for line in _LINE.split(text) if (letters := _letters(line))]
    return _Place(
        postcodes=postcodes_in(address),
        numbers=frozenset(int(number) for number in _NUMBER.findall(text)),
        houses=frozenset(address_keys(text)),
        name="" if not parts or _DIGIT.search(parts[0]) else parts[0],
        parts=frozenset(parts[:-1] or parts),
    )


def _letters(line: str) -> str:
    return "".join(filter(str.isalnum, line))
