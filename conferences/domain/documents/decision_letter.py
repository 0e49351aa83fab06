"""The decision letter: what was decided for each child, why, and what happens next (Sussex)."""

from __future__ import annotations

from conferences.domain.documents.facts import (
    about_the_meeting,
    children_of,
    decision_section,
    if_you_do_not_agree,
    what_next,
    your_worker,
)
from conferences.models import Conference
from disclosure.document import Document, Word
from disclosure.enums import PackKind


def decision_letter(conference: Conference, *, place: str = "") -> Document:
    children = children_of(conference)
    return Document(
        kind=PackKind.DECISION_LETTER,
        opening=(Word("opening.decision_letter"),),
        sections=(
            about_the_meeting(conference, place),
            *(section for each in children if (section := decision_section(each))),
            *what_next(conference, as_at=conference.closed_at),
            *your_worker(conference),
            if_you_do_not_agree(conference),
        ),
        about=frozenset(each.child_id for each in children),
    )
