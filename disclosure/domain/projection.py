"""What of a document one person may have. What they may not have is absent, not blacked out.

Default deny: a passage needs a standing clearance that names this person; a fact needs a
classified source. A professional who is cleared always receives the passage, restricted or not,
because withholding harms too (quality.md).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from disclosure.classification import class_of, may_reach
from disclosure.document import Document, Fact, Item, Link, Section, Word
from disclosure.domain.network import Network, network_of, professionals_among
from disclosure.enums import Capacity, Language, LeftOut
from disclosure.models import Passage, PassageClearance, PassageTranslation, Recipient
from people.models import Person

OF_WORK = "people.Professional."


@dataclass(frozen=True)
class Absent:
    """Something left out: which passage or field, under which heading, and why. No words."""

    what: str
    heading: str
    why: LeftOut

    def as_json(self) -> dict[str, str]:
        return {"what": self.what, "heading": self.heading, "why": self.why.value}


@dataclass(frozen=True)
class Projection:
    """`content` is plain JSON and all that a pack is rendered from."""

    content: dict[str, Any]
    included: tuple[UUID, ...]
    left_out: tuple[Absent, ...]


@dataclass(frozen=True)
class Source:
    """A document and what its words are judged by, read once for all its recipients."""

    document: Document
    family_id: int
    network: Network
    passages: Mapping[UUID, Passage]
    cleared: Mapping[int, frozenset[UUID]]
    professionals: frozenset[int]


@dataclass(frozen=True)
class Reader:
    """The recipient, and what must be known to decide what they may have."""

    person: Person
    capacity: Capacity
    language: str
    family_id: int
    network: Network
    children: frozenset[int]
    passages: Mapping[UUID, Passage]
    cleared: frozenset[UUID]
    translations: Mapping[int, PassageTranslation]
    professionals: frozenset[int]

    @property
    def is_family(self) -> bool:
        return self.capacity != Capacity.PROFESSIONAL


def source_of(document: Document, family_id: int) -> Source:
    """Read what stands in the document, who is cleared for it, and the family it is of."""
    wanted = [item.passage for section in document.sections for item in section.items]
    owners = {fact.owner for section in document.sections for fact in section.facts if fact.owner}
    network = network_of(family_id)
    return Source(
        document=document,
        family_id=family_id,
        network=network,
        passages=_passages(wanted),
        cleared=_cleared(wanted),
        professionals=professionals_among(owners) - network.members,
    )


def project(source: Source, recipient: Recipient) -> Projection:
    """The part of the document that `recipient` may have, and what is left out and why."""
    document, reader = source.document, _reader(source, recipient)
    absent: list[Absent] = []
    kept = _kept_sections(document, reader, absent)
    content = {
        "kind": document.kind.value,
        "opening": [_word(word) for word in document.opening],
        "sections": kept,
    }
    included = tuple(UUID(item["passage"]) for section in kept for item in section["items"])
    return Projection(content, included, tuple(absent))


def _kept_sections(
    document: Document, reader: Reader, absent: list[Absent]
) -> list[dict[str, Any]]:
    """Sections with something left in them, and headings with such a section below them."""
    kept: list[dict[str, Any]] = []
    level_below = 0
    for section in reversed(document.sections):
        shown = _section(section, document, reader, absent)
        if _has_something(section, shown, level_below, reader):
            kept.insert(0, shown)
            level_below = section.level
        elif section.level == 2:
            level_below = 0
    return kept


def _has_something(
    section: Section, shown: dict[str, Any], level_below: int, reader: Reader
) -> bool:
    if shown["items"] or shown["facts"]:
        return True
    if section.items or section.facts or not _may_have_section(section, reader):
        return False
    return bool(section.wording) or level_below > section.level


def _may_have_section(section: Section, reader: Reader) -> bool:
    if reader.network.is_barred(reader.person.pk, section.about):
        return False
    return not reader.is_family or reader.network.belongs(reader.person.pk, section.about)


def _reader(source: Source, recipient: Recipient) -> Reader:
    return Reader(
        person=recipient.person,
        capacity=Capacity(recipient.capacity),
        language=recipient.language,
        family_id=source.family_id,
        network=source.network,
        children=source.document.about,
        passages=source.passages,
        cleared=source.cleared.get(recipient.person_id, frozenset()),
        translations=_translations(source.passages.values(), recipient.language),
        professionals=source.professionals,
    )


def _passages(wanted: Iterable[UUID]) -> dict[UUID, Passage]:
    rows = Passage.objects.filter(uuid__in=list(wanted)).select_related(
        "record", "said_by", "upload"
    )
    return {passage.uuid: passage for passage in rows.prefetch_related("about")}


def _cleared(wanted: Iterable[UUID]) -> dict[int, frozenset[UUID]]:
    """The passages each person has a standing clearance for; nobody else has any."""
    standing = PassageClearance.objects.standing().filter(passage__uuid__in=list(wanted))
    found = defaultdict(set)
    for person, passage in standing.order_by().values_list("person_id", "passage__uuid"):
        found[person].add(passage)
    return {person: frozenset(passages) for person, passages in found.items()}


def _translations(passages: Iterable[Passage], language: str) -> dict[int, PassageTranslation]:
    """The newest translation of the very version that will be printed."""
    if language == Language.ENGLISH:
        return {}
    versions = {passage.pk: passage.version for passage in passages}
    rows = PassageTranslation.objects.filter(passage_id__in=versions, language=language)
    found = rows.order_by("pk")
    return {row.passage_id: row for row in found if row.version == versions[row.passage_id]}


def _section(
    section: Section, document: Document, reader: Reader, absent: list[Absent]
) -> dict[str, Any]:
    heading = section.heading.key
    items = []
    for item in section.items:
        why = why_not(item.passage, reader)
        if why:
            absent.append(Absent(str(item.passage), heading, why))
        else:
            items.append(_item(item, document, reader))
    return {
        "heading": _word(section.heading),
        "level": section.level,
        "style": section.style,
        "wording": [_word(word) for word in section.wording],
        "items": items,
        "facts": _facts(section, reader, absent),
    }


def why_not(passage_uuid: UUID, reader: Reader) -> LeftOut | None:
    """Why this reader may not have this passage; None: they may."""
    passage = reader.passages.get(passage_uuid)
    if passage is None or passage.sealed_at:
        return LeftOut.SEALED
    if passage.removed_at:
        return LeftOut.REMOVED
    if passage.record.family_id != reader.family_id:
        return LeftOut.OTHER_FAMILY
    if reader.is_family and passage.is_restricted:
        return LeftOut.RESTRICTED
    about = [person.pk for person in passage.about.all()]
    if reader.network.is_barred(reader.person.pk, about):
        return LeftOut.MUST_NOT_BE_TOLD
    return None if passage_uuid in reader.cleared else _why_not_cleared(about, reader)


def _why_not_cleared(about: list[int], reader: Reader) -> LeftOut:
    """Nobody gave it to them: by default, or because it would have been a deliberate act?"""
    network = reader.network
    meant = network.meant(about, reader.children)
    if not reader.is_family or network.belongs_to_all(reader.person.pk, meant):
        return LeftOut.NOT_CLEARED
    return LeftOut.NOT_THEIRS if network.children & set(about) else LeftOut.NOT_EVERY_CHILD


def _item(item: Item, document: Document, reader: Reader) -> dict[str, Any]:
    passage = reader.passages[item.passage]
    translation = reader.translations.get(passage.pk)
    speaker = passage.said_by.name if document.show_speakers and passage.said_by else ""
    return {
        "passage": str(passage.uuid),
        "version": passage.version,
        "text": passage.text,
        "translation": translation.text if translation else "",
        "speaker": speaker,
        "who": _value(item.who),
        "by_when": _value(item.by_when) if item.by_when else None,
    }


def _facts(section: Section, reader: Reader, absent: list[Absent]) -> list[dict[str, Any]]:
    kept = []
    for fact in section.facts:
        why = _why_not_fact(fact, section, reader)
        if why:
            absent.append(Absent(fact.source, section.heading.key, why))
        else:
            kept.append({"label": _word(fact.label), "value": _value(fact.value)})
    return kept


def _why_not_fact(fact: Fact, section: Section, reader: Reader) -> LeftOut | None:
    if class_of(fact.source) is None:
        return LeftOut.UNCLASSIFIED
    if reader.network.is_barred(reader.person.pk, section.about):
        return LeftOut.MUST_NOT_BE_TOLD
    if reader.is_family and not reader.network.belongs(reader.person.pk, section.about):
        return LeftOut.NOT_THEIRS
    allowed = may_reach(
        fact.source, capacity=reader.capacity, is_owner=_is_theirs_or_of_work(fact, reader)
    )
    return None if allowed else LeftOut.PROTECTED


def _is_theirs_or_of_work(fact: Fact, reader: Reader) -> bool:
    """The worker's number at work is there to be rung; their own is nobody else's."""
    of_work = fact.source.startswith(OF_WORK) and fact.owner in reader.professionals
    return fact.owner is not None and (fact.owner == reader.person.pk or of_work)


def _word(word: Word) -> dict[str, str]:
    day = {"on": word.on.isoformat()} if word.on else {}
    return {"key": word.key, "name": word.name, **day}


def _value(value: str | date | datetime | Word | Link) -> dict[str, Any]:
    """Tagged, so that a date is written out in the reader's language when it is printed."""
    if isinstance(value, Link):
        return {"link": value.kind}
    if isinstance(value, Word):
        return {"word": _word(value)}
    if isinstance(value, datetime):
        return {"at": value.isoformat()}
    if isinstance(value, date):
        return {"on": value.isoformat()}
    return {"text": value}
