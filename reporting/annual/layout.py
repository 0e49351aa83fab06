"""The order of the report on paper: what each section says first, and what it shows in detail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reporting.annual.content import Block, Content, Line, Section
from reporting.annual.pictures import Drawn, picture_of
from reporting.period import parse

SMALL_NUMBERS = (
    "A “c” stands for a number from 1 to 5, or one from which such a number could be worked out. "
    "Percentages made of them are hidden too. The files and charts of this edition hide the same."
)
HEADINGS = ("Measure", "This year", "Counted", "Year before", "Change")


@dataclass(frozen=True)
class Row:
    name: str
    now: str
    counts: str
    before: str
    change: str

    @property
    def cells(self) -> tuple[str, ...]:
        return self.name, self.now, self.counts, self.before, self.change


@dataclass(frozen=True)
class Table:
    """`headings` has one for each column; the first cell of a row is its name."""

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Detail:
    """What stands beneath the figures of a section about one measure."""

    name: str
    picture: Drawn | None
    tables: tuple[Table, ...]


def rows_of(section: Section) -> list[Row]:
    """A measure that is there for one breakdown only is not said again where it stood before."""
    return [
        Row(
            block.name,
            said(block, block.now),
            block.now.counts,
            said(block, block.before),
            change_of(block),
        )
        for block in section.blocks
    ]


def said(block: Block, line: Line) -> str:
    """With its unit, where a number alone would not say what it is."""
    if line.value is None or block.shape in {"PERCENT", "COUNT"}:
        return line.words
    return f"{line.words} {block.unit}".strip()


def change_of(block: Block) -> str:
    """From the year before to this: in numbers, or percentage points. Empty where one is hidden."""
    if block.now.value is None or block.before.value is None:
        return ""
    less = Decimal(block.now.value) - Decimal(block.before.value)
    if not less:
        return "Same"
    ending = " points" if block.shape == "PERCENT" else ""
    return f"{'+' if less > 0 else '−'}{abs(less):,}{ending}"


def details_of(section: Section) -> list[Detail]:
    found = [
        Detail(block.name, picture_of(block), tuple(_tables(block))) for block in section.blocks
    ]
    return [detail for detail in found if detail.tables]


def _tables(block: Block) -> list[Table]:
    tables = []
    has_two = block.now.denominator is not None or block.shape == "PERCENT"
    headings = ("Figure", "Counted") if has_two else ("Figure",)
    if block.months and block.now.words != "Not available":
        rows = tuple(_cells(line, has_two) for line in block.months)
        tables.append(Table(f"{block.name}, by month", ("Month", *headings), rows))
    for parts in block.parts:
        is_percent = block.shape == "PERCENT"
        named = ("Figure", "Counted") if is_percent else (block.counted.capitalize(),)
        rows = tuple(_cells(line, is_percent) for line in parts.lines)
        tables.append(Table(f"{block.name}, by {parts.name.lower()}", (parts.name, *named), rows))
    return tables


def _cells(line: Line, has_two: bool) -> tuple[str, ...]:
    return (line.label, line.words, line.counts) if has_two else (line.label, line.words)


def about(content: Content) -> list[str]:
    """What stands under the title."""
    whole = "Frozen" if content.is_frozen else "Draft, not frozen"
    edition = "Public edition" if content.is_public else "Full edition, for the service only"
    number = f", edition {content.edition}" if content.edition else ""
    year = parse(content.year)
    known = dt.date.fromisoformat(content.known_on)
    return [
        f"{edition}. {whole}{number}.",
        f"{content.scope}, from {year.first:%-d %B %Y} to {year.last:%-d %B %Y}. Counted from the "
        f"records as they were known on {known:%-d %B %Y}.",
        *([SMALL_NUMBERS] if content.is_public else []),
    ]


def paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
