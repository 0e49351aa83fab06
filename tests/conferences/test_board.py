"""The big screen shows only what everyone present in the current part may see."""

import pytest

from conferences.domain import session
from conferences.domain.board import board_of
from conferences.enums import ConferenceState
from tests.factories.live import make_live_room

pytestmark = pytest.mark.django_db


def texts(room):
    return [
        passage.text
        for section in board_of(room.conference).sections
        for passage in section.passages
    ]


def test_shows_what_was_said_to_everybody_here():
    room = make_live_room().open("mother", "health")
    room.say("Said to both.")
    assert texts(room) == ["Said to both."]


def test_shows_nothing_while_nobody_is_here():
    room = make_live_room().open("health")
    room.say("Said to the health visitor.")
    room.arrive("health", has_left=True)
    room.arrive("chair", has_left=True)
    assert texts(room) == []


def test_hides_what_one_person_present_may_not_see():
    room = make_live_room().open("mother", "health")
    room.say("About Ty'rese only.", about=[room.children[0].child_id])
    room.say("From the police.", source_kind="police")
    room.arrive("other_father")
    board = board_of(room.conference)
    assert texts(room) == []
    assert board.hidden == 2


def test_hides_what_was_said_in_a_part_without_them():
    room = make_live_room().open("health")
    move_to(room, "professionals")
    room.say("Said among professionals.")
    move_to(room, "everyone")
    assert texts(room) == ["Said among professionals."]
    room.arrive("mother")
    assert texts(room) == []


def move_to(room, kind):
    session.move_to_part(conference=room.conference, part=room.part_of(kind), by=room.chair)


def test_an_interpreter_sees_what_is_said_in_this_part_and_nothing_of_another():
    room = make_live_room().open("health")
    room.say("Said here.")
    room.arrive("interpreter")
    assert texts(room) == ["Said here."]
    move_to(room, "professionals")
    room.arrive("interpreter")
    assert texts(room) == []


def test_an_interpreter_does_not_read_restricted_words_that_were_typed_here():
    room = make_live_room().open("health", "interpreter")
    room.say("From the police.", source_kind="police")
    assert texts(room) == []
    room.arrive("interpreter", has_left=True)
    assert texts(room) == ["From the police."]


def test_narrowing_takes_words_off_the_screen_and_changes_the_mark():
    room = make_live_room().open("mother", "health")
    passage = room.say("Said to both.")
    before = board_of(room.conference).mark
    passage.clearances.filter(person=room.who["mother"].person).update(
        revoked_at=passage.created_at
    )
    assert texts(room) == []
    assert board_of(room.conference).mark != before


def test_the_mark_changes_with_the_end_so_that_the_page_asks_once_more_and_locks():
    room = make_live_room().open("mother")
    before = board_of(room.conference).mark
    assert board_of(room.conference).mark == before
    room.conference.state = ConferenceState.CLOSED
    assert board_of(room.conference).mark != before


def test_sealed_and_removed_words_are_not_shown():
    room = make_live_room().open("mother")
    sealed, removed = room.say("Sealed."), room.say("Removed.")
    sealed.sealed_at = removed.removed_at = sealed.created_at
    sealed.save()
    removed.save()
    assert texts(room) == []
