"""The public edition: the same content, with small numbers hidden wherever they stand.

Every file of the public edition is drawn from what this returns, so that a number hidden in a table
is hidden in its chart, its alternative text and every other file too.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from reporting.annual.content import Block, Check, Content, Line, Term, Why, with_lines
from reporting.annual.domain.identities import (
    CHILD_MONTHS,
    NESTED,
    OF_PARTS,
    REST,
    SAME,
    Number,
    counted_alike,
)
from reporting.domain.suppression import HIDDEN, LARGEST, SMALLEST, Numbers, Sum, suppress
from reporting.period import parse

# What counts no people, and may be small: rooms, chairs, children of the whole population.
NO_PEOPLE = {"sessions_used"}
NO_PEOPLE_BELOW = {"MEAN", "RATE", "PER_100_CHILD_MONTHS"}
WRITTEN = ("one", "two", "three", "four", "five")
NUMBER = re.compile(rf"\b(?:\d[\d,]*(?:\.\d+)?|{'|'.join(WRITTEN)})\b", re.IGNORECASE)
# What a reader loses with a number: the year's own figure most, a part of the year before least.
OF_YEAR, OF_YEAR_BEFORE, OF_MONTH, OF_PART, OF_PART_BEFORE = 40, 12, 4, 2, 1


def public(content: Content, hidden: Collection[str]) -> Content:
    """`hidden`: keys of the numbers to take out."""
    shown = with_lines(content, lambda line, block: _shown(line, block, hidden))
    checks = tuple(_checked(check, hidden) for check in content.checks)
    return replace(shown, is_public=True, checks=checks)


def hidden_keys(
    content: Content,
    *,
    already: Collection[str] = (),
    printed: Collection[tuple[str, int]] = (),
) -> frozenset[str]:
    """What the public edition of this content hides. Of earlier public editions: `already`, keys of
    numbers that one hid, and that stay hidden; `printed`, (key, number) of what one says."""
    numbers = numbers_of(content)
    known = {key for key, number in numbers.values.items() if (key, number) in printed}
    return suppress(numbers, already=already, printed=known)


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
        book.weigh(block)
    for block in content.blocks:
        book.tie_months(block)
        book.tie_parts(block)
        book.tie_child_months(block, dt.date.fromisoformat(content.known_on))
    for check in content.checks:
        book.tie_check(check)
    for place in dict.fromkeys(_place(line) for line in content.lines):
        book.tie_alike(place)
        book.tie_same(place)
        book.tie_nested(place)
    for period in dict.fromkeys(line.period for line in content.lines):
        book.tie_figures_of_parts(period)
    return Numbers(book.values, book.sums, book.unprinted, book.harmless, book.unsure, book.worth)


Place = tuple[str, str, str]  # period, breakdown, part


def _place(line: Line) -> Place:
    return (line.period, line.split, line.part)


def _key(number: Number, place: Place) -> str:
    """As `Line.key`."""
    measure, which = number
    if which == REST:
        return _rest_key(_key((measure, "d"), place), _key((measure, "n"), place))
    return "|".join((measure, *place, which))


def _rest_key(whole: str, part: str) -> str:
    return f"{whole}-{part}"


class _Book:
    def __init__(self) -> None:
        self.values: dict[str, int] = {}
        self.sums: list[Sum] = []
        self.unprinted: set[str] = set()
        self.harmless: set[str] = set()
        self.unsure: set[str] = set()
        self.worth: dict[str, int] = {}

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
        rest = _rest_key(whole, part)
        self.values[rest] = self.values[whole] - self.values[part]
        self.unprinted.add(rest)
        self.sums.append(Sum(whole, (part, rest)))

    def weigh(self, block: Block) -> None:
        self._weigh(OF_YEAR, block.now)
        self._weigh(OF_YEAR_BEFORE, block.before)
        self._weigh(OF_MONTH, *block.months)
        for parts in block.parts:
            self._weigh(OF_PART, *parts.lines)
            self._weigh(OF_PART_BEFORE, *parts.before)

    def _weigh(self, worth: int, *lines: Line) -> None:
        self.worth |= {line.key(which): worth for line in lines for which in ("n", "d")}

    def tie_months(self, block: Block) -> None:
        """A stock is no sum of its months: it is that of the last one."""
        if block.months:
            self._tie(block.now, block.months[-1:] if block.is_stock else block.months)

    def tie_parts(self, block: Block) -> None:
        for parts in block.parts:
            self._tie(block.now, parts.lines)
            self._tie(block.before, parts.before)

    def tie_child_months(self, block: Block, known_on: dt.date) -> None:
        """Of the months that had ended (`child_months` in denominators)."""
        if block.shape == "PER_100_CHILD_MONTHS":
            months = [each for each in parse(block.now.period).months() if each.last <= known_on]
            keys = [_key(CHILD_MONTHS, (month.code, "", "")) for month in months]
            self._sum(block.now.key("d"), keys)

    def _tie(self, whole: Line, lines: tuple[Line, ...]) -> None:
        for which in ("n", "d"):
            self._sum(whole.key(which), [line.key(which) for line in lines])

    def _sum(self, total: str, parts: Sequence[str]) -> None:
        if parts and total in self.values and all(key in self.values for key in parts):
            self.sums.append(Sum(total, tuple(parts)))

    def tie_check(self, check: Check) -> None:
        """A sum with something taken away is two sums of the same number, which is not printed.
        Of what stands in this sum alone (entered late since), nobody knows that it is 0."""
        terms = (*check.terms, check.total)
        self.unsure |= {term.key for term in terms} - self.values.keys()
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

    def tie_alike(self, place: Place) -> None:
        """A rate for child-months leaves out the month that still runs, which its count has."""
        for several in counted_alike():
            keys = [key for each in several if (key := _key(each, place)) in self.values]
            for other in keys[1:]:
                if self.values[other] == self.values[keys[0]]:
                    self._sum(keys[0], [other])
                else:
                    self._rest(keys[0], other)

    def tie_same(self, place: Place) -> None:
        """Of every period and part: the reconciliation has them of the year alone."""
        for _, total, parts in SAME:
            self._sum(_key(total, place), [_key(each, place) for each in parts])

    def tie_nested(self, place: Place) -> None:
        for outer, inner in NESTED:
            whole, part = _key(outer, place), _key(inner, place)
            if whole in self.values and part in self.values:
                self._rest(whole, part)

    def tie_figures_of_parts(self, period: str) -> None:
        for number, measure, split, parts in OF_PARTS:
            keys = [_key((measure, "n"), (period, split, part)) for part in parts]
            known = [key for key in keys if key in self.values]  # nobody is in the others
            self._tie_to_parts(_key(number, (period, "", "")), known)

    def _tie_to_parts(self, figure: str, parts: Sequence[str]) -> None:
        """The figure is all in these parts, or those of them that are not the rest."""
        if not parts or figure not in self.values:
            return
        together = sum(self.values[key] for key in parts)
        if together <= self.values[figure]:
            self._sum(figure, parts)
            return
        # Not printed, and hidden as if it were: who has the figure too has what lies between.
        whole = "+".join(parts)
        self.values[whole] = together
        self.unprinted.add(whole)
        self._sum(whole, parts)
        self._rest(whole, figure)


def numbers_said(content: Content, hidden: Collection[str]) -> list[tuple[str, str]]:
    """(Section, words around it) of each number in a commentary that is from 1 to 5, or that the
    figures hide: somebody must look. `content` is the full one."""
    asked = {*WRITTEN, *map(str, range(SMALLEST, LARGEST + 1)), *_hidden_in_words(content, hidden)}
    return [
        (section.title, section.commentary[max(0, hit.start() - 40) : hit.end() + 40].strip())
        for section in content.sections
        for hit in NUMBER.finditer(section.commentary)
        if hit[0].lower().replace(",", "") in asked
    ]


def _hidden_in_words(content: Content, hidden: Collection[str]) -> Iterator[str]:
    for line in content.lines:
        counted = {"n": line.numerator, "d": line.denominator}
        found = [number for which, number in counted.items() if line.key(which) in hidden]
        yield from (str(number) for number in found if number is not None)
        if found and line.value is not None:
            yield from {line.value, line.value.removesuffix(".0")}
