"""No room, chair or minute-taker twice at once: the database itself refuses.

The `without` tests are the mutants: with a constraint dropped, the double booking goes through.
"""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from bookings.domain import pencil
from bookings.domain.errors import SlotTaken
from bookings.enums import BookingState
from bookings.models import Booking
from tests.factories.bookings import (
    make_booker,
    make_booking,
    make_chair,
    make_choice,
    make_minute_taker,
    make_need,
    make_pencil,
    make_room,
    make_session,
)

CONSTRAINTS = ["no_room_twice", "no_chair_twice", "no_minute_taker_twice"]


def make_shared(constraint: str) -> dict[str, object]:
    """What two bookings share, so that only this constraint can keep them apart."""
    kinds = {
        "no_room_twice": ("room", make_room),
        "no_chair_twice": ("chair", make_chair),
        "no_minute_taker_twice": ("minute_taker", make_minute_taker),
    }
    field, make = kinds[constraint]
    return {field: make()}


@pytest.mark.django_db
class TestOneAfterTheOther:
    @pytest.mark.parametrize("constraint", CONSTRAINTS)
    def test_the_second_is_refused(self, constraint: str) -> None:
        shared = make_shared(constraint)
        make_booking(**shared)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make_booking(**shared)

    @pytest.mark.parametrize("constraint", CONSTRAINTS)
    def test_without_the_constraint_it_would_go_through(self, constraint: str) -> None:
        shared = make_shared(constraint)
        make_booking(**shared)
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(f"ALTER TABLE bookings_booking DROP CONSTRAINT {constraint}")
        make_booking(**shared)
        assert Booking.objects.count() == 2

    @pytest.mark.parametrize("constraint", CONSTRAINTS)
    def test_a_pencil_keeps_others_out(self, constraint: str) -> None:
        shared = make_shared(constraint)
        make_pencil(**shared)
        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            make_booking(**shared)

    @pytest.mark.parametrize("state", [BookingState.VACATED, BookingState.RELEASED])
    def test_a_slot_given_up_is_free(self, state: str) -> None:
        room = make_room()
        make_booking(room=room, state=state)
        make_booking(room=room)

    def test_back_to_back_is_not_double(self) -> None:
        room = make_room()
        first = make_booking(room=room)
        make_booking(room=room, starts_at=first.during.upper + dt.timedelta(minutes=45))

    def test_meetings_without_a_minute_taker_do_not_bar_each_other(self) -> None:
        make_booking()
        make_booking()

    def test_the_chair_cannot_take_the_minutes(self) -> None:
        minute_taker = make_minute_taker()
        chair = make_chair()
        minute_taker_as_chair = type(chair)(professional=minute_taker.professional)
        minute_taker_as_chair.save()
        with pytest.raises(IntegrityError, match="does_not_take_minutes"), transaction.atomic():
            make_booking(chair=minute_taker_as_chair, minute_taker=minute_taker)


def all_at_once(act: Callable[[int], None], people: int = 50) -> list[BaseException | None]:
    """Run `act(0)` to `act(people - 1)` at the same moment; what each one raised."""
    together = threading.Barrier(people)
    outcomes: list[BaseException | None] = [None] * people

    def one(number: int) -> None:
        try:
            connection.ensure_connection()
            together.wait(timeout=60)
            act(number)
        except BaseException as error:
            outcomes[number] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=one, args=(number,)) for number in range(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=120)
    return outcomes


@pytest.mark.xdist_group("many connections")  # the server takes a hundred
@pytest.mark.django_db(transaction=True)
class TestFiftyAtOnce:
    def test_one_gets_the_slot_and_the_rest_are_told_what_to_do(self) -> None:
        room, chair, by = make_room(), make_chair(), make_booker()
        need, choice = make_need(), make_choice(room, chair)

        def book(number: int) -> None:
            pencil(need=need, choice=choice, about=f"conference:{number}", by=by)

        outcomes = all_at_once(book)
        assert outcomes.count(None) == 1
        assert {type(o) for o in outcomes if o} == {SlotTaken}
        assert {str(o) for o in outcomes if o} == {
            f"This slot is taken. {room.name} is booked 9:30am to 11:30am; "
            f"{chair} is chairing 9:30am to 11:30am. Choose another slot."
        }
        assert Booking.objects.count() == 1

    def test_the_same_request_fifty_times_is_one_booking(self) -> None:
        need, choice, by = make_need(), make_choice(make_room(), make_chair()), make_booker()
        outcomes = all_at_once(
            lambda _number: pencil(need=need, choice=choice, about="conference:7", by=by)
        )
        assert outcomes == [None] * 50
        assert Booking.objects.count() == 1

    def test_the_database_alone_lets_one_through(self) -> None:
        """Past every domain function, straight into the table."""
        room, by, session = make_room(), make_booker(), make_session()
        chairs = [make_chair() for _ in range(10)]

        def insert(number: int) -> None:
            make_booking(room=room, chair=chairs[number], created_by=by, session=session)

        outcomes = all_at_once(insert, people=10)
        assert outcomes.count(None) == 1
        assert Booking.objects.count() == 1

    def test_the_last_minute_taker_goes_to_one_of_two_rooms(self) -> None:
        minute_taker, by = make_minute_taker(), make_booker()
        choices = [
            make_choice(make_room(), make_chair(), minute_taker=minute_taker) for _ in range(10)
        ]

        def book(number: int) -> None:
            about = f"conference:{number}"
            pencil(need=make_need(), choice=choices[number], about=about, by=by)

        outcomes = all_at_once(book, people=10)
        assert outcomes.count(None) == 1
        assert {type(o) for o in outcomes if o} == {SlotTaken}


@pytest.mark.django_db
def test_an_expired_pencil_keeps_nobody_out() -> None:
    room, by = make_room(), make_booker()
    old = make_pencil(room=room, pencilled_until=timezone.now() - dt.timedelta(minutes=1))
    booking = pencil(
        need=make_need(), choice=make_choice(room, make_chair()), about="conference:new", by=by
    )
    old.refresh_from_db()
    assert booking.state == BookingState.PENCILLED
    assert old.state == BookingState.RELEASED
