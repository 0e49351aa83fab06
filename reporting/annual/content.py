"""The report as plain data: what is frozen, and what every file is drawn from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

from reporting.charts.control_spec import Aim
from reporting.domain.suppression import HIDDEN

NOT_AVAILABLE = "Not available"


@dataclass(frozen=True)
class Line:
    """One figure. `split` and `part` say which part of the measure; both empty: the whole.

    Numbers are None where they are not available, or where they are hidden.
    """

    measure: str
    period: str
    label: str
    split: str = ""
    part: str = ""
    numerator: int | None = None
    denominator: int | float | None = None  # chairs may be shares of full time
    value: str | None = None
    words: str = NOT_AVAILABLE
    is_hidden: bool = False

    def key(self, which: str) -> str:
        """Of its numerator "n" or its denominator "d", alike wherever it is printed."""
        return "|".join((self.measure, self.period, self.split, self.part, which))

    @property
    def counts(self) -> str:
        """ "44 of 53", where it has two numbers."""
        if self.numerator is None or self.denominator is None:
            return ""
        return f"{self.numerator:,} of {self.denominator:,}"


@dataclass(frozen=True)
class Parts:
    """`before` has the year before, part for part; empty where that year is not available."""

    code: str
    name: str
    lines: tuple[Line, ...]
    before: tuple[Line, ...] = ()


@dataclass(frozen=True)
class Block:
    """One measure in one section, with what it means. `aim`: its target at the end of the year."""

    measure: str
    name: str
    definition: str
    numerator_is: str
    denominator_is: str
    source: str
    excludes: str
    shape: str
    unit: str
    counted: str
    is_stock: bool
    high_is_good: bool | None
    now: Line
    before: Line
    months: tuple[Line, ...] = ()
    parts: tuple[Parts, ...] = ()
    chart: str = ""
    aim: Aim | None = None

    @property
    def lines(self) -> Iterator[Line]:
        yield self.now
        yield self.before
        yield from self.months
        for each in self.parts:
            yield from each.lines
            yield from each.before


@dataclass(frozen=True)
class Section:
    code: str
    title: str
    blocks: tuple[Block, ...]
    commentary: str = ""
    said_before: str = ""


@dataclass(frozen=True)
class Term:
    """One number of a sum; `key` is that of the line it stands in."""

    label: str
    key: str
    number: int | None
    is_taken_away: bool = False
    is_hidden: bool = False

    @property
    def words(self) -> str:
        if self.is_hidden:
            return HIDDEN
        return NOT_AVAILABLE.lower() if self.number is None else f"{self.number:,}"


@dataclass(frozen=True)
class Why:
    """One reason for a difference, and how many it explains (None: not said in this edition)."""

    words: str
    number: int | None

    @property
    def said(self) -> str:
        return self.words if self.number is None else f"{self.words}: {self.number:,}"


@dataclass(frozen=True)
class Check:
    """One thing that should add up. `difference`: what the sum is over (or under) its total; None
    where a number is not available."""

    code: str
    name: str
    terms: tuple[Term, ...]
    total: Term
    difference: int | None
    why: tuple[Why, ...] = ()
    is_public: bool = False

    @property
    def words(self) -> str:
        """The sum with its numbers: "759 + 561 − 777 = 543, not 549"."""
        if self.difference is None:
            return NOT_AVAILABLE
        signs = ["−" if term.is_taken_away else "+" for term in self.terms]
        terms = " ".join(
            f"{sign} {term.words}" for sign, term in zip(signs, self.terms, strict=True)
        )
        if self.holds:
            return f"{terms[2:]} = {self.total.words}"
        if self.is_public:
            return f"{terms[2:]} ≠ {self.total.words}"
        found = (self.total.number or 0) + self.difference
        return f"{terms[2:]} = {found:,}, not {self.total.words}"

    @property
    def holds(self) -> bool:
        return self.difference == 0

    @property
    def verdict(self) -> str:
        if self.difference is None:
            return NOT_AVAILABLE
        if self.holds:
            return "Adds up"
        return "Does not add up" if self.is_public else f"Out by {self.difference:+,}"


@dataclass(frozen=True)
class Content:
    """`known_on` is the moment as known at which it was counted, in words and as a date."""

    year: str
    year_before: str
    title: str
    scope: str
    known_on: str
    is_public: bool
    is_frozen: bool
    edition: int
    sections: tuple[Section, ...]
    checks: tuple[Check, ...] = ()

    @property
    def blocks(self) -> Iterator[Block]:
        for section in self.sections:
            yield from section.blocks

    @property
    def lines(self) -> Iterator[Line]:
        for block in self.blocks:
            yield from block.lines

    @property
    def measures(self) -> list[Block]:
        """Each measure once, in the order of the report: for the definitions at the back."""
        found: dict[str, Block] = {}
        for block in self.blocks:
            found.setdefault(block.measure, block)
        return list(found.values())

    def as_data(self) -> dict[str, Any]:
        return asdict(self)


def with_lines(content: Content, change: Any) -> Content:
    """The same content, with `change` done to every line."""
    return replace(
        content,
        sections=tuple(
            replace(section, blocks=tuple(_changed(block, change) for block in section.blocks))
            for section in content.sections
        ),
    )


def _changed(block: Block, change: Any) -> Block:
    return replace(
        block,
        now=change(block.now, block),
        before=change(block.before, block),
        months=tuple(change(line, block) for line in block.months),
        parts=tuple(
            replace(
                each,
                lines=tuple(change(line, block) for line in each.lines),
                before=tuple(change(line, block) for line in each.before),
            )
            for each in block.parts
        ),
    )


def from_data(data: dict[str, Any]) -> Content:
    """What `as_data` gave, however it was kept."""
    return Content(
        **{
            **data,
            "sections": tuple(_section(each) for each in data["sections"]),
            "checks": tuple(_check(each) for each in data["checks"]),
        }
    )


def _check(data: dict[str, Any]) -> Check:
    return Check(
        **{
            **data,
            "terms": tuple(Term(**each) for each in data["terms"]),
            "total": Term(**data["total"]),
            "why": tuple(Why(**each) for each in data["why"]),
        }
    )


def _section(data: dict[str, Any]) -> Section:
    return Section(**{**data, "blocks": tuple(_block(each) for each in data["blocks"])})


def _block(data: dict[str, Any]) -> Block:
    """An edition frozen before targets were kept has none."""
    aim = data.get("aim")
    return Block(
        **{
            **data,
            "now": Line(**data["now"]),
            "before": Line(**data["before"]),
            "months": tuple(Line(**line) for line in data["months"]),
            "parts": tuple(_parts(each) for each in data["parts"]),
            "aim": Aim(**aim) if aim else None,
        }
    )


def _parts(data: dict[str, Any]) -> Parts:
    """An edition frozen before the year before was kept has none."""
    lines, before = (
        tuple(Line(**line) for line in data.get(name, ())) for name in ("lines", "before")
    )
    return Parts(data["code"], data["name"], lines, before)
