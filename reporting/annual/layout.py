"""The order of the report on paper: what each section says first, and what it shows in detail."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

from reporting.annual.content import Block, Content, Line, Parts, Section
from reporting.annual.pictures import Drawn, picture_of
from reporting.period import parse

SMALL_NUMBERS = (
    "A “c” stands for a number from 1 to 5, or one from which such a number could be worked out. "
    "Percentages made of them are hidden too. The files and charts of this edition hide the same."
)
SUMS, DEFINITIONS = "Does it add up?", "Definitions and sources"
RIGHT = "Everything that should add up does."
WRONG = "What does not add up, or could not be asked"
EVERY_SUM = "Every sum that was made"
NOTHING_YET = "Nothing has been written yet."


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


def headings_of(content: Content) -> tuple[str, ...]:
    return "Measure", content.year, "Counted", content.year_before, "Change"


def has_something(section: Section) -> bool:
    """A section of words alone that nobody wrote is left out."""
    return bool(section.blocks or section.commentary or section.said_before)


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


def commentary_of(section: Section) -> list[str]:
    """What was written beside the figures; a section of words alone says that nothing was."""
    return paragraphs(section.commentary) or ([] if section.blocks else [NOTHING_YET])


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
    return [*tables, *(_parts_table(block, parts) for parts in block.parts)]


def _parts_table(block: Block, parts: Parts) -> Table:
    """This year, and the year before where it is there."""
    is_percent = block.shape == "PERCENT"
    years = [parts.lines, *([parts.before] if parts.before else [])]
    headings = [parts.name]
    for lines in years:
        year = lines[0].period
        headings += [year, f"Counted {year}"] if is_percent else [year]
    rows = [
        (both[0].label, *(cell for line in both for cell in _cells(line, is_percent)[1:]))
        for both in zip(*years, strict=True)
    ]
    what = "" if is_percent else f" ({block.counted.lower()})"
    caption = f"{block.name}{what}, by {parts.name.lower()}"
    return Table(caption, tuple(headings), tuple(rows))


def _cells(line: Line, has_two: bool) -> tuple[str, ...]:
    return (line.label, line.words, line.counts) if has_two else (line.label, line.words)


def about(content: Content) -> list[str]:
    """What stands under the title."""
    whole = "Frozen" if content.is_frozen else "Draft, not frozen"
    edition = "Public edition" if content.is_public else "Full edition, for the service only"
    number = f", edition {content.edition}" if content.edition else ""
    year = parse(content.year)
    return [
        f"{edition}. {whole}{number}.",
        f"{content.scope}, from {year.first:%-d %B %Y} to {year.last:%-d %B %Y}. "
        + counted_from(content),
        *([SMALL_NUMBERS] if content.is_public else []),
    ]


def counted_from(content: Content) -> str:
    known = dt.date.fromisoformat(content.known_on)
    return f"Counted from the records as they were known on {known:%-d %B %Y}."


def paragraphs(words: str) -> list[str]:
    return [line.strip() for line in words.splitlines() if line.strip()]
