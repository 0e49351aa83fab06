"""The figures of the annual report as a page shows them: each leads to what is behind it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from accounts.models import User
from reporting.annual import layout
from reporting.annual.content import Line, Section
from reporting.annual.domain.freezing import Revision
from reporting.annual.pictures import Drawn
from reporting.asked import Asked
from reporting.charts.drawing import svg_within_page
from reporting.measures import BY_CODE
from reporting.measures.measure import Shape
from reporting.period import parse
from reporting.presenters.links import Address, list_address, opens_lists, page_address


@dataclass(frozen=True)
class Row:
    """`page` is that of the measure; `behind` and `behind_before` are the lists of the two years.
    Empty for a measure there is no more, and for lists that this reader does not see."""

    said: layout.Row
    page: Address
    behind: Address
    behind_before: Address


@dataclass(frozen=True)
class RevisedRow:
    """Both figures of a revision, each with the list that is behind it."""

    revision: Revision
    page: Address
    frozen: Address
    now: Address


@dataclass(frozen=True)
class Detail:
    """Of one measure: its months and parts, and its chart with what it shows in words."""

    name: str
    tables: tuple[layout.Table, ...]
    words: str = ""
    picture: Address = ""


def details_of(section: Section) -> list[Detail]:
    return [
        Detail(
            each.name,
            each.tables,
            each.picture.words if each.picture else "",
            _drawn(each.picture) if each.picture else "",
        )
        for each in layout.details_of(section)
    ]


def _drawn(picture: Drawn) -> Address:
    return svg_within_page(picture.spec, title=picture.words)


def rows_of(section: Section, asked: Asked, *, user: User) -> list[Row]:
    """`asked`: the year of the report, and as known when it was counted."""
    return [
        Row(
            said,
            _page(block.measure, asked),
            _behind(block.now, asked, user),
            _behind(block.before, asked, user),
        )
        for block, said in zip(section.blocks, layout.rows_of(section), strict=True)
    ]


def revised_row(revision: Revision, frozen: Asked, now: Asked, *, user: User) -> RevisedRow:
    return RevisedRow(
        revision,
        _page(revision.now.measure, now),
        _behind(revision.frozen, frozen, user),
        _behind(revision.now, now, user),
    )


def _page(code: str, asked: Asked) -> Address:
    return page_address(BY_CODE[code], asked) if code in BY_CODE else ""


def _behind(line: Line, asked: Asked, user: User) -> Address:
    """All that a figure is made of; of a share, those it is out of."""
    measure = BY_CODE.get(line.measure)
    if measure is None or not opens_lists(measure, user):
        return ""
    number = line.denominator if measure.shape == Shape.PERCENT else line.numerator
    return list_address(measure, number, replace(asked, period=parse(line.period)))
