"""Where the risk is outside the home no heading blames the parents, on any screen or paper."""

from __future__ import annotations

from typing import Any

import pytest

from conferences.domain.board import board_of
from conferences.domain.documents import summary_record
from conferences.domain.documents.record import HEADINGS, OUTSIDE_HOME
from conferences.domain.last_time import last_time
from conferences.domain.live import save
from conferences.domain.outside_home import is_outside_home
from conferences.domain.reading_record import record_by_heading
from conferences.enums import OUTSIDE_HOME_HEADINGS, Heading
from conferences.models import Conference
from disclosure.models import Record
from disclosure.wording import words
from tests.factories.disclosure import make_passage
from tests.factories.live import op
from tests.factories.meetings import Meeting, decide, make_meeting
from tests.factories.reviews import review_in_session, two_on_plans

pytestmark = pytest.mark.django_db
ALL = [heading for heading in Heading if heading in HEADINGS]


def say_something(record: Record, **fields: Any) -> None:
    for heading in ALL:
        make_passage(record, heading=heading, **fields)


def mark(meeting: Meeting, *, outside: bool) -> None:
    operation = op("outside.set", child=meeting.children[0].pk, outside=outside)
    [result] = save(conference=meeting.conference, operations=[operation], by=meeting.chair)
    assert result.status == "applied"


def on_paper(conference: Conference) -> list[str]:
    """The headings of the words in the record."""
    return [s.heading.key for s in summary_record(conference).sections if s.items]


def test_the_record_has_the_headings_of_the_room() -> None:
    meeting = make_meeting("Wren Testwood", "Rafi Testwood")
    say_something(meeting.conference.record)
    assert on_paper(meeting.conference) == [HEADINGS[heading] for heading in ALL]
    decide(meeting, meeting.children[1], risk_outside_home=True)
    assert on_paper(meeting.conference) == [
        OUTSIDE_HOME.get(heading, HEADINGS[heading]) for heading in ALL
    ]


def test_in_the_very_words_of_the_room() -> None:
    printed = {heading: words("en")[word] for heading, word in OUTSIDE_HOME.items()}
    assert printed == OUTSIDE_HOME_HEADINGS


def test_no_heading_waits_for_a_name_that_nobody_gives() -> None:
    """The words under it may be about several children."""
    printed = [words("en")[word] for word in (*HEADINGS.values(), *OUTSIDE_HOME.values())]
    assert [heading for heading in printed if "{" in heading] == []


def test_what_was_said_last_counts_the_mark_or_the_decision() -> None:
    """A correction after the close is a decision too."""
    meeting = make_meeting()
    found = [is_outside_home(meeting.conference)]
    mark(meeting, outside=True)
    found.append(is_outside_home(meeting.conference))
    decision = decide(meeting, meeting.children[0], risk_outside_home=False)
    found.append(is_outside_home(meeting.conference))
    mark(meeting, outside=True)
    found.append(is_outside_home(meeting.conference))
    decision.save()
    found.append(is_outside_home(meeting.conference))
    assert found == [False, True, False, True, False]


def test_so_have_the_big_screen_and_the_record_that_staff_read() -> None:
    meeting = make_meeting()
    here = [row.person for row in meeting.conference.participants.all()]
    say_something(meeting.conference.record, audience=here)
    plain = board_of(meeting.conference)
    mark(meeting, outside=True)
    board = board_of(meeting.conference)
    read = record_by_heading(meeting.conference, by=meeting.chair)
    instead = [OUTSIDE_HOME_HEADINGS.get(heading, heading.label) for heading in ALL]
    assert [section.label for section in plain.sections] == [heading.label for heading in ALL]
    assert [section.label for section in board.sections] == instead
    assert [label for label, _ in read] == instead
    assert board.mark != plain.mark


def test_and_so_has_what_was_said_last_time() -> None:
    before = two_on_plans()
    say_something(before.conference.record)
    decision = before.children[0].decision
    decision.risk_outside_home = True
    decision.save()
    review = review_in_session(before)
    found = last_time(review.conference, reader=review.chair)
    assert found is not None
    assert [section.label for section in found.for_some] == [
        OUTSIDE_HOME_HEADINGS.get(heading, heading.label)
        for heading in ALL
        if heading != Heading.DECISION
    ]
