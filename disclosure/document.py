"""What an upper app asks to have printed: headings, passages and facts, in order.

A document holds no words of a passage, only its UUID: the words come from the passage itself, and
only if the recipient may have them (`domain/projection.py`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from disclosure.enums import PackKind


@dataclass(frozen=True)
class Word:
    """Fixed wording, translated: `Word("decision.plan_made")`. `name` and `on` stand in it where
    it says {name} and {day}; the day is written out in the reader's language."""

    key: str
    name: str = ""
    on: date | None = None


@dataclass(frozen=True)
class Link:
    """An address of the reader's own, made when the page is drawn by whoever registered its kind
    (`disclosure.printed_links`): it may be a secret, so it does not stand in the content."""

    kind: str


@dataclass(frozen=True)
class Item:
    """A passage, and for an action who does it and by when. `who` may be fixed wording."""

    passage: UUID
    who: str | Word = ""
    by_when: date | Word | None = None


@dataclass(frozen=True)
class Fact:
    """A value that is no passage: a date, a place, a name, a decision.

    `source` names the model field it comes from ("conferences.Decision.outcome"): an unclassified
    source is left out. `owner` is the person it locates, where the field is protected.
    """

    label: Word
    value: str | date | datetime | Word | Link
    source: str
    owner: int | None = None


@dataclass(frozen=True)
class Section:
    """`about` names the children (person ids) it concerns; nobody: the whole family."""

    heading: Word
    items: tuple[Item, ...] = ()
    facts: tuple[Fact, ...] = ()
    wording: tuple[Word, ...] = ()
    about: frozenset[int] = frozenset()
    style: Literal["list", "actions", "space"] = "list"
    level: Literal[2, 3] = 2


@dataclass(frozen=True)
class Document:
    """One kind of pack before it is anybody's. `about_key` tells two of a kind apart."""

    kind: PackKind
    sections: tuple[Section, ...]
    opening: tuple[Word, ...] = ()
    about_key: str = ""
    show_speakers: bool = False
    about: frozenset[int] = field(default_factory=frozenset)
