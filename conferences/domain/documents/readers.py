"""The same paper in words for whoever reads it: a professional is not of the family, and whoever
was not at the meeting made no plan there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from conferences.enums import PRESENT
from conferences.models import Attendance, Conference
from disclosure.document import Document, Section, Word
from disclosure.enums import Capacity
from disclosure.models import Recipient

AT_WORK = {
    "opening.outline_plan": "opening.outline_plan_work",
    "opening.decision_letter": "opening.decision_letter_work",
    "section.your_worker": "section.your_lead",
}
ABSENT = {"opening.outline_plan": "opening.outline_plan_absent"}


def was_there(conference: Conference) -> frozenset[int]:
    """Ids of the people who were in any part of it, by whatever way."""
    there = Attendance.objects.filter(part__conference=conference, mode__in=PRESENT)
    return frozenset(there.values_list("participant__person", flat=True))


def in_words_for(document: Document, reader: Recipient, there: frozenset[int]) -> Document:
    if reader.capacity == Capacity.PROFESSIONAL:
        return _reworded(document, AT_WORK)
    return document if reader.person_id in there else _reworded(document, ABSENT)


def _reworded(document: Document, keys: Mapping[str, str]) -> Document:
    def word(said: Word) -> Word:
        return replace(said, key=keys.get(said.key, said.key))

    def section(printed: Section) -> Section:
        return replace(printed, heading=word(printed.heading))

    return replace(
        document,
        opening=tuple(word(said) for said in document.opening),
        sections=tuple(section(printed) for printed in document.sections),
    )
