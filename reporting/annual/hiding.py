"""The public edition: the same content, with small numbers hidden wherever they stand.

Every file of the public edition is drawn from what this returns, so that a number hidden in a table
is hidden in its chart, its alternative text and every other file too.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from reporting.annual.content import Block, Check, Content, Line, Term, Why, with_lines
from reporting.domain.suppression import HIDDEN, SMALLEST, Numbers, Sum, suppress
from reporting.measures import BY_CODE

# Each counts some of those that the one before it counts: what lies between is a number too.
NESTED = (
    ("plans_over_12", "plans_over_15", "plans_over_18", "plans_over_24"),
    ("plans_repeat", "plans_repeat_2_years"),
)
# What counts no people, and may be small: rooms, chairs, children of the whole population.
NO_PEOPLE = {"sessions_used"}
NO_PEOPLE_BELOW = {"MEAN", "RATE", "PER_100_CHILD_MONTHS"}
WRITTEN = ("one", "two", "three", "four", "five")


def public(content: Content, *, already: Collection[str] = ()) -> Content:
    """`already`: keys of numbers that an earlier public edition hid, and that stay hidden."""
    hidden = suppress(numbers_of(content), already=already)
    shown = with_lines(content, lambda line, block: _shown(line, block, hidden))
    checks = tuple(_checked(check, hidden) for check in content.checks)
    return replace(shown, is_public=True, checks=checks)


def hidden_keys(content: Content) -> frozenset[str]:
    """What the public edition of this content hides."""
    return suppress(numbers_of(content))


def _shown(line: Line, block: Block, hidden: Collection[str]) -> Line:
    upper, lower = line.key("n") in hidden, line.key("d") in hidden
    if not upper and not lower:
        return line
    return replace(
        line,
        numerator=None if upper else line.numerator,
        denominator=None if lower else line.denominator,
        value=None,
        words=HIDDEN,
        is_hidden=True,
    )


def _checked(check: Check, hidden: Collection[str]) -> Check:
    """How much it is out by, and how many are the reason, may be small: not said."""
    return replace(
        check,
        terms=tuple(_term(term, hidden) for term in check.terms),
        total=_term(check.total, hidden),
        difference=None if check.difference is None else min(1, abs(check.difference)),
        why=tuple(Why(why.words, None) for why in check.why),
        is_public=True,
    )


def _term(term: Term, hidden: Collection[str]) -> Term:
    return replace(term, number=None, is_hidden=True) if term.key in hidden else term


def numbers_of(content: Content) -> Numbers:
    """All numbers of a full report, and every sum that ties them together."""
    book = _Book()
    for block in content.blocks:
        for line in block.lines:
            book.put(line, block)
    for block in content.blocks:
        book.tie_months(block)
        book.tie_parts(block)
    for check in content.checks:
        book.tie_check(check)
    book.tie_equals(content)
    book.tie_nested(content)
    return Numbers(book.values, book.sums, book.unprinted, book.harmless)


class _Book:
    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.sums: list[Sum] = []
        self.unprinted: set[str] = set()
        self.harmless: set[str] = set()

    def put(self, line: Line, block: Block) -> None:
        if line.numerator is None or line.key("n") in self.values:
            return
        self.values[line.key("n")] = line.numerator
        if line.denominator is not None:
            # Shares of full-time chairs are in no sum and small to nobody.
            self.values[line.key("d")] = int(line.denominator)
        if block.measure in NO_PEOPLE:
            self.harmless |= {line.key("n"), line.key("d")}
        elif block.shape in NO_PEOPLE_BELOW:
            self.harmless.add(line.key("d"))
        elif block.shape == "PERCENT" and line.denominator is not None:
            self._rest(line.key("d"), line.key("n"))

    def _rest(self, whole: str, part: str) -> None:
        """Those of the whole who are not in the part."""
        rest = f"{whole}-{part}"
        self.values[rest] = self.values[whole] - self.values[part]
        self.unprinted.add(rest)
        self.sums.append(Sum(whole, (part, rest)))

    def tie_months(self, block: Block) -> None:
        """A stock is no sum of months; the months of its rate's denominator are."""
        if not block.is_stock and block.months:
            self._tie(block.now, block.months)

    def tie_parts(self, block: Block) -> None:
        for parts in block.parts:
            self._tie(block.now, parts.lines)
            self._tie(block.before, parts.before)

    def _tie(self, whole: Line, lines: tuple[Line, ...]) -> None:
        for which in ("n", "d"):
            keys = tuple(line.key(which) for line in lines)
            if whole.key(which) in self.values and all(key in self.values for key in keys):
                self.sums.append(Sum(whole.key(which), keys))

    def tie_check(self, check: Check) -> None:
        """A sum with something taken away is two sums of the same number, which is not printed."""
        terms = (*check.terms, check.total)
        self.values |= {t.key: t.number for t in terms if t.number is not None}
        if any(term.key not in self.values for term in terms):
            return
        added = tuple(term.key for term in check.terms if not term.is_taken_away)
        taken = tuple(term.key for term in check.terms if term.is_taken_away)
        if not taken:
            self.sums.append(Sum(check.total.key, added))
            return
        both = f"both|{check.code}"
        self.values[both] = sum(self.values[key] for key in added)
        self.unprinted.add(both)
        self.harmless.add(both)
        self.sums += [Sum(both, added), Sum(both, (check.total.key, *taken))]

    def tie_equals(self, content: Content) -> None:
        """What is equal, of the same facts and for the same period and part, may be the same
        number under two names: if it is not, too much is hidden and nothing is given away."""
        same: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for line in content.lines:
            kind = BY_CODE[line.measure].needs.value
            for which in ("n", "d"):
                key = line.key(which)
                if self.values.get(key, 0) >= SMALLEST and key not in self.harmless:
                    at = (kind, line.period, line.split, line.part, str(self.values[key]))
                    same[at].append(key)
        for keys in same.values():
            first, *others = dict.fromkeys(keys)
            self.sums += [Sum(first, (other,)) for other in others]

    def tie_nested(self, content: Content) -> None:
        known = {line.key("n") for line in content.lines} & set(self.values)
        lines = {line.key("n"): line for line in content.lines}
        for outer, inner in _pairs():
            for key in sorted(known):
                within = key.replace(f"{outer}|", f"{inner}|", 1)
                if lines[key].measure == outer and within in known:
                    self._rest(key, within)


def _pairs() -> Iterator[tuple[str, str]]:
    for chain in NESTED:
        yield from pairwise(chain)


def small_numbers_said(content: Content) -> list[tuple[str, str]]:
    """(Section, words around it) of each number from 1 to 5 in a commentary: somebody must look."""
    found = rf"\b(?:[1-5]|{'|'.join(WRITTEN)})\b"
    return [
        (section.title, section.commentary[max(0, hit.start() - 40) : hit.end() + 40].strip())
        for section in content.sections
        for hit in re.finditer(found, section.commentary, re.IGNORECASE)
    ]
