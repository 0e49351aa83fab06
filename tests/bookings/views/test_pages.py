"""What the pages say and do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client
from django.utils import timezone

from bookings.models import Booking, ConferenceRoom, Hub, WorkingPattern
from people.enums import Role
from tests.factories.bookings import (
    make_booking,
    make_chair,
    make_hub,
    make_room,
    make_session,
    next_monday,
)
from tests.factories.people import make_professional, social_care

pytestmark = pytest.mark.django_db


def typed(name: str, day: dt.date) -> dict[str, object]:
    """A date as three boxes."""
    return {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}


class TestPlaces:
    def test_a_hub_and_a_room_are_added(self, booker: Client) -> None:
        given = {
            "name": "Élan House",
            "address": "1 Imaginary Street\nBirmingham",
            "how_to_get_there": "",
            "near_districts": "b9, B10",
            "in_use": "on",
        }
        booker.post("/bookings/places/hubs/new/", given)
        hub = Hub.objects.get()
        assert hub.near_districts == ["B9", "B10"]
        room = {"hub": hub.pk, "name": "Elm", "capacity": 12, "step_free": "on", "in_use": "on"}
        booker.post("/bookings/places/rooms/new/", room)
        assert ConferenceRoom.objects.get().step_free
        assert "Elm" in booker.get("/bookings/places/").content.decode()

    def test_a_room_with_meetings_cannot_go_out_of_use(self, booker: Client) -> None:
        booking = make_booking()
        given = {"hub": booking.room.hub_id, "name": "Elm", "capacity": 12}
        page = booker.post(f"/bookings/places/rooms/{booking.room_id}/", given).content.decode()
        assert "1 meeting is still booked in this room" in page
        booking.room.refresh_from_db()
        assert booking.room.in_use

    def test_a_closed_hub_shows_the_meetings_it_hits(self, booker: Client) -> None:
        booking = make_booking()
        given = {
            "place": f"hub-{booking.room.hub_id}",
            "reason": "Flood",
            **typed("first", booking.day),
            **typed("to", booking.day),
        }
        page = booker.post("/bookings/places/close/", given, follow=True).content.decode()
        assert "1 meeting is booked there then" in page
        assert "Flood" in page

    def test_local_practice_is_changed_by_the_head(
        self, signed_in: Callable[[str], Client]
    ) -> None:
        head = signed_in(Role.HEAD_OF_SERVICE)
        given = {
            "set_up_minutes": 20,
            "turn_round_minutes": 10,
            "meet_family_minutes": 30,
            "travel_minutes": 45,
            "pencil_working_days": 3,
            "late_search_working_days": 5,
            "agreed_caseload": 80,
        }
        head.post("/bookings/places/local-practice/", given)
        assert "80 children" in head.get("/bookings/places/").content.decode()


class TestStaffing:
    def test_a_new_chair_is_asked_for_their_hours(self, booker: Client) -> None:
        person = make_professional("Siân Ó Briain", agency=social_care())
        given = {"professional": person.pk, "fte": "0.6", "hub": make_hub().pk, "in_use": "on"}
        response = booker.post("/bookings/staffing/chairs/new/", given)
        assert response["Location"] == f"/bookings/staffing/{person.pk}/hours/"
        hours = {
            **typed("from_on", timezone.localdate()),
            "monday_starts": "9:00am",
            "monday_ends": "17:00",
        }
        booker.post(response["Location"], hours)
        page = booker.get("/bookings/staffing/").content.decode()
        assert "Mon 9am to 5pm" in page

    def test_new_hours_leave_the_old_ones_on_record(self, booker: Client) -> None:
        chair = make_chair(days=[0])
        day = next_monday()
        given = {**typed("from_on", day), "tuesday_starts": "09:00", "tuesday_ends": "12:30"}
        booker.post(f"/bookings/staffing/{chair.pk}/hours/", given)
        rows = list(WorkingPattern.objects.order_by("from_on"))
        assert [(row.weekday, row.to_on) for row in rows] == [
            (0, day - dt.timedelta(days=1)),
            (1, None),
        ]

    def test_half_a_day_typed_is_refused(self, booker: Client) -> None:
        given = {**typed("from_on", next_monday()), "tuesday_starts": "09:00"}
        where = f"/bookings/staffing/{make_chair().pk}/hours/"
        assert "Give both times for Tuesday" in booker.post(where, given).content.decode()

    def test_a_chair_with_meetings_cannot_stop(self, booker: Client) -> None:
        booking = make_booking()
        where = f"/bookings/staffing/chairs/{booking.chair_id}/"
        assert "still booked with" in booker.post(where, {"fte": "1"}).content.decode()


def test_what_is_free(booker: Client) -> None:
    make_room("Elm")
    make_chair("Amina Yusuf")
    make_session()
    given = {
        "earliest_on": next_monday().isoformat(),
        "due_on": (next_monday() + dt.timedelta(days=4)).isoformat(),
        "duration_minutes": 120,
    }
    page = booker.get("/bookings/free/", given).content.decode()
    assert "Elm, chaired by Amina Yusuf" in page
    assert not Booking.objects.exists()
