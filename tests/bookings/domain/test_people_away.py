"""Absences, closures, swaps, and the red list they make."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.errors import NotAllowed
from bookings.domain import (
    assign_minute_taker,
    close_place,
    end_absence,
    record_absence,
    swap_chair,
    withdraw_absence,
    withdraw_closure,
)
from bookings.domain.errors import BookingClosed, ReasonNeeded, SlotNotPossible, SlotTaken
from bookings.domain.queries import count_on, red_list
from bookings.enums import AbsenceKind, BookingState, MoveReason
from bookings.models import Absence, Booking
from people.enums import Role
from tests.factories.bookings import (
    at,
    make_absence,
    make_booker,
    make_booking,
    make_chair,
    make_minute_taker,
    make_room,
    next_monday,
)
from tests.factories.people import make_staff
from timescales.domain.calendar import add_day
from timescales.enums import DayKind

pytestmark = pytest.mark.django_db


def away(booking: Booking, **fields: object) -> list[Booking]:
    day = booking.day
    values = {
        "professional": booking.chair.professional,
        "kind": AbsenceKind.SICKNESS,
        "starts_at": at(day, 0),
        "ends_at": at(day, 23),
        "by": make_booker(),
        **fields,
    }
    return record_absence(**values).hit  # type: ignore[arg-type]


class TestAbsence:
    def test_it_lists_the_bookings_it_hits_and_moves_none(self) -> None:
        booking, other = make_booking(), make_booking()
        assert away(booking) == [booking]
        booking.refresh_from_db()
        assert booking.state == BookingState.CONFIRMED
        [entry] = red_list()
        assert (entry.booking, entry.has_no_date) == (booking, False)
        assert other not in [entry.booking]

    def test_the_red_list_does_not_say_why_somebody_is_away(self) -> None:
        booking = make_booking(chair=make_chair("Amina Yusuf"))
        away(booking)
        assert red_list()[0].why == ("Amina Yusuf is away",)

    def test_sickness_may_be_left_open(self) -> None:
        booking = make_booking()
        assert away(booking, ends_at=None) == [booking]
        assert red_list()[0].booking == booking

    def test_leave_may_not(self) -> None:
        with pytest.raises(ReasonNeeded):
            away(make_booking(), kind=AbsenceKind.LEAVE, ends_at=None)

    def test_the_same_twice_is_once(self) -> None:
        booking, by = make_booking(), make_booker()
        away(booking, by=by)
        away(booking, by=by)
        assert Absence.objects.count() == 1

    def test_back_early_clears_the_red_list(self) -> None:
        booking = make_booking()
        away(booking, starts_at=at(booking.day - dt.timedelta(days=3), 0), ends_at=None)
        end_absence(
            absence=Absence.objects.get(),
            ends_at=at(booking.day - dt.timedelta(days=1), 0),
            by=make_booker(),
        )
        assert red_list() == []

    def test_withdrawn_it_never_was(self) -> None:
        booking, by = make_booking(), make_booker()
        away(booking)
        absence = Absence.objects.get()
        withdraw_absence(absence=absence, by=by)
        assert red_list() == []
        with pytest.raises(BookingClosed):
            withdraw_absence(absence=absence, by=by)

    def test_a_chair_records_their_own_and_nobody_elses(self) -> None:
        booking = make_booking()
        own = booking.chair.professional.user
        assert away(booking, by=own) == [booking]
        with pytest.raises(NotAllowed):
            away(make_booking(), by=own)

    def test_a_social_worker_may_not(self) -> None:
        with pytest.raises(NotAllowed):
            away(make_booking(), by=make_staff(Role.SOCIAL_WORKER))

    def test_an_absent_minute_taker_hits_too(self) -> None:
        minute_taker = make_minute_taker("Siôn Prys")
        booking = make_booking(minute_taker=minute_taker)
        assert away(booking, professional=minute_taker.professional) == [booking]
        assert red_list()[0].why == ("Siôn Prys is away",)


class TestSwapChair:
    def test_the_slot_stays_and_the_history_says_why(self) -> None:
        booking, chair = make_booking(), make_chair()
        starts_at = booking.starts_at
        swapped = swap_chair(
            booking=booking, chair=chair, reason=MoveReason.CHAIR_AWAY, by=make_booker()
        )
        assert (swapped.chair, swapped.starts_at) == (chair, starts_at)
        assert booking.moves.get().reason == MoveReason.CHAIR_AWAY

    def test_a_chair_who_starts_too_late_to_meet_the_family_gives_that_up(self) -> None:
        booking, chair = make_booking(), make_chair()
        chair.professional.working_patterns.update(starts=dt.time(9, 30))
        swapped = swap_chair(
            booking=booking, chair=chair, reason=MoveReason.CHAIR_AWAY, by=make_booker()
        )
        assert swapped.during.lower == at(booking.day, 9, 15)

    def test_a_busy_chair_is_refused_in_words(self) -> None:
        chair = make_chair("Grace Obi")
        make_booking(chair=chair)
        with pytest.raises(SlotTaken, match="Grace Obi is chairing 9:30am to 11:30am"):
            swap_chair(
                booking=make_booking(), chair=chair, reason=MoveReason.CHAIR_AWAY, by=make_booker()
            )

    def test_an_absent_chair_is_refused(self) -> None:
        chair = make_chair()
        make_absence(chair.professional, next_monday())
        with pytest.raises(SlotNotPossible, match="is on leave"):
            swap_chair(
                booking=make_booking(), chair=chair, reason=MoveReason.CHAIR_AWAY, by=make_booker()
            )

    def test_a_conflicted_chair_is_refused(self) -> None:
        chair, booking = make_chair(), make_booking()
        booking.need["excluded_chair_ids"] = [chair.pk]
        booking.save()
        with pytest.raises(SlotNotPossible, match="conflict of interest"):
            swap_chair(booking=booking, chair=chair, reason=MoveReason.CHAIR_AWAY, by=make_booker())


class TestMinuteTaker:
    def test_assigned_and_taken_away(self) -> None:
        booking, minute_taker, by = make_booking(), make_minute_taker(), make_booker()
        assert (
            assign_minute_taker(booking=booking, minute_taker=minute_taker, by=by).minute_taker
            == minute_taker
        )
        assert assign_minute_taker(booking=booking, minute_taker=None, by=by).minute_taker is None
        assert booking.moves.count() == 2

    def test_busy_elsewhere(self) -> None:
        minute_taker = make_minute_taker("Ada Quill")
        make_booking(minute_taker=minute_taker)
        with pytest.raises(SlotTaken, match="Ada Quill is taking minutes 9:30am to 11:30am"):
            assign_minute_taker(booking=make_booking(), minute_taker=minute_taker, by=make_booker())


class TestClosures:
    def test_a_closed_hub_hits_every_room_of_it(self) -> None:
        room = make_room()
        booking, elsewhere = make_booking(room=room), make_booking()
        closed = close_place(
            place=room.hub,
            starts_at=at(booking.day, 0),
            ends_at=at(booking.day, 23),
            reason="Flood",
            by=make_booker(),
        )
        assert closed.hit == [booking]
        assert elsewhere not in closed.hit
        assert red_list()[0].why == (f"{room} is closed: Flood",)
        withdraw_closure(closure=closed.closure, by=make_booker())
        assert red_list() == []

    def test_a_duty_officer_may_not_close_a_room(self) -> None:
        with pytest.raises(NotAllowed):
            close_place(
                place=make_room(),
                starts_at=at(next_monday(), 9),
                ends_at=at(next_monday(), 10),
                reason="Paint",
                by=make_staff(Role.DUTY_PRINCIPAL_OFFICER),
            )


def test_bookings_on_a_day_for_a_proclaimed_holiday() -> None:
    booking = make_booking()
    make_booking(day=next_monday(3))
    make_booking(state=BookingState.VACATED)
    assert count_on(booking.day) == 1


def test_a_proclaimed_holiday_puts_its_bookings_on_the_red_list_and_moves_none() -> None:
    booking = make_booking()
    head = make_staff(Role.HEAD_OF_SERVICE)
    effect = add_day(
        day=booking.day, kind=DayKind.PROCLAIMED, name="Day of mourning", reason="", by=head
    )
    assert ("bookings on this day", 1) in effect.watched
    assert red_list()[0].why == ("Proclaimed bank holiday: Day of mourning",)
    booking.refresh_from_db()
    assert booking.state == BookingState.CONFIRMED
