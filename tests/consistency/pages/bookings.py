"""What can be booked, and the diary. None of it opens a case; the diary lists families."""

from __future__ import annotations

from typing import Any

from bookings.models import Absence, Chair, Closure, ConferenceRoom, Hub, SessionTime
from people.enums import Role
from tests.consistency.page_matrix import (
    Case,
    Kwargs,
    Page,
    for_roles,
    form_about_family,
    form_for_roles,
)
from tests.consistency.pages.conferences import BOOKERS, of_conference
from tests.factories import bookings as make

READERS = BOOKERS | {Role.PRINCIPAL_OFFICER}
KEEPERS = {Role.BUSINESS_SUPPORT, Role.HEAD_OF_SERVICE}


def of(key: str, make_one: Any) -> Kwargs:
    """The page about something that exists, made once for each case."""
    return lambda case: {key: case.keep(f"bookings.{key}", lambda case: make_one(case)).pk}


def a_hub(case: Case) -> Hub:
    return make.make_hub()


def a_room(case: Case) -> ConferenceRoom:
    return make.make_room()


def a_session(case: Case) -> SessionTime:
    return make.make_session()


def a_chair(case: Case) -> Chair:
    return make.make_chair()


def a_closure(case: Case) -> Closure:
    return make.make_closure(make.make_room(), make.next_monday())


def an_absence(case: Case) -> Absence:
    """Somebody else's: their own is open to chairs, see `tests/conferences/test_diary.py`."""
    return make.make_absence(make.make_chair().professional, make.next_monday())


PAGES: list[Page] = [
    for_roles("bookings:free", BOOKERS),
    for_roles("bookings:places", KEEPERS),
    form_for_roles("bookings:add_hub", KEEPERS),
    form_for_roles("bookings:hub", KEEPERS, kwargs=of("hub_id", a_hub)),
    form_for_roles("bookings:add_room", KEEPERS),
    form_for_roles("bookings:room", KEEPERS, kwargs=of("room_id", a_room)),
    form_for_roles("bookings:add_session", KEEPERS),
    form_for_roles("bookings:session", KEEPERS, kwargs=of("session_id", a_session)),
    form_for_roles("bookings:local_practice", {Role.HEAD_OF_SERVICE}),
    form_for_roles("bookings:close_place", KEEPERS),
    for_roles(
        "bookings:reopen_place",
        KEEPERS,
        kwargs=of("closure_id", a_closure),
        method="post",
        ok=(302,),
    ),
    for_roles("bookings:staffing", KEEPERS),
    form_for_roles("bookings:add_chair", KEEPERS),
    form_for_roles("bookings:chair", KEEPERS, kwargs=of("chair_id", a_chair)),
    form_for_roles("bookings:add_minute_taker", KEEPERS),
    form_for_roles(
        "bookings:minute_taker",
        KEEPERS,
        kwargs=of("minute_taker_id", lambda case: make.make_minute_taker()),
    ),
    form_for_roles("bookings:hours", KEEPERS, kwargs=of("professional_id", a_chair)),
    for_roles("conferences:diary", READERS),
    for_roles("conferences:mend_diary", BOOKERS),
    for_roles("conferences:absences", READERS),
    form_for_roles("conferences:record_absence", READERS),
    for_roles("conferences:absence", BOOKERS, kwargs=of("pk", an_absence)),
    for_roles(
        "conferences:end_absence", BOOKERS, kwargs=of("pk", an_absence), method="post", ok=(302,)
    ),
    for_roles(
        "conferences:withdraw_absence",
        BOOKERS,
        kwargs=of("pk", an_absence),
        method="post",
        ok=(302,),
    ),
    form_about_family("conferences:change_chair", BOOKERS, of_conference),
    form_about_family("conferences:change_minute_taker", BOOKERS, of_conference),
]
