"""The papers of somebody who was kept apart and is not in the core group: not when and where it
meets, which another may come to, but that they are told of a meeting of their own.
"""

from __future__ import annotations

from dataclasses import replace

from disclosure.document import Document, Section, Word

# Of the core group itself, as the labels of what is printed name it.
MEETS = frozenset({"fact.core_group", "fact.next_core_group"})
PLACE = Word("fact.place")
OWN_MEETING = Word("core_group.own_meeting")


def without_core_group(document: Document) -> Document:
    return replace(document, sections=tuple(_without(each) for each in document.sections))


def _without(section: Section) -> Section:
    """Its day and its place stand in one section."""
    if not any(fact.label.key in MEETS for fact in section.facts):
        return section
    others = [f for f in section.facts if f.label.key not in MEETS and f.label != PLACE]
    return replace(section, facts=tuple(others), wording=(*section.wording, OWN_MEETING))
