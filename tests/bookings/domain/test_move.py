"""Vacate, relist, release and held."""

from __future__ import annotations

import pytest

from accounts.errors import NotAllowed
from bookings.domain import mark_held, release, relist, vacate
from bookings.domain.errors import BookingClosed, ReasonNeeded, SlotTaken
from bookings.domain.need_record import from_record
from bookings.domain.queries import red_list
from bookings.enums import BookingState, MoveReason, ReleaseReason, Step
from bookings.models import Booking
from people.enums import Role
from tests.factories.bookings import (
    make_afternoon,
    make_booker,
    make_booking,
    make_chair,
    make_choice,
    make_need,
    make_pencil,
    make_room,
    next_monday,
)
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def in_the_afternoon(booking: Booking) -> object:
    return make_choice(booking.room, booking.chair, session=make_afternoon())


class TestVacate:
    def test_it_frees_the_slot_and_stays_on_the_red_list_with_its_reason(self) -> None:
        room = make_room()
        booking = make_booking(room=room)
        vacate(booking=booking, reason=MoveReason.FAMILY_UNWELL, note="Measles", by=make_booker())
        [entry] = red_list()
        assert entry.booking == booking
        assert entry.has_no_date
        assert entry.why == ("A family member is unwell. Measles",)
        make_booking(room=room)

    def test_another_reason_must_be_said(self) -> None:
        with pytest.raises(ReasonNeeded):
            vacate(booking=make_booking(), reason=MoveReason.OTHER, by=make_booker())

    def test_a_held_meeting_stays_held(self) -> None:
        booking = make_booking(state=BookingState.HELD)
        with pytest.raises(BookingClosed, match="held"):
            vacate(booking=booking, reason=MoveReason.ADJOURNED, by=make_booker())

    def test_a_chair_may_not(self) -> None:
        with pytest.raises(NotAllowed):
            vacate(
                booking=make_booking(),
                reason=MoveReason.CHAIR_AWAY,
                by=make_staff(Role.PRINCIPAL_OFFICER),
            )


class TestRelist:
    def test_a_vacated_meeting_gets_a_date_and_leaves_the_red_list(self) -> None:
        booking = make_booking(state=BookingState.VACATED)
        choice = in_the_afternoon(booking)
        moved = relist(booking=booking, choice=choice, reason=MoveReason.SOONER, by=make_booker())
        assert (moved.state, moved.choice) == (BookingState.CONFIRMED, choice)
        assert red_list() == []

    def test_a_confirmed_meeting_moves_in_one_step(self) -> None:
        booking, by = make_booking(), make_booker()
        before = booking.starts_at
        relist(
            booking=booking,
            choice=in_the_afternoon(booking),
            reason=MoveReason.REPORT_NOT_READY,
            by=by,
        )
        move = booking.moves.get()
        assert (move.step, move.reason, move.by) == (
            Step.RELISTED,
            MoveReason.REPORT_NOT_READY,
            by,
        )
        assert move.from_starts_at == before
        assert move.to_starts_at > before

    def test_a_pencil_stays_pencilled(self) -> None:
        booking = make_pencil()
        moved = relist(
            booking=booking,
            choice=in_the_afternoon(booking),
            reason=MoveReason.SOONER,
            by=make_booker(),
        )
        assert moved.state == BookingState.PENCILLED

    def test_when_the_new_slot_is_taken_the_old_one_is_kept(self) -> None:
        taken, booking = make_booking(day=next_monday(3)), make_booking()
        choice = make_choice(taken.room, booking.chair, day=next_monday(3))
        with pytest.raises(SlotTaken):
            relist(
                booking=booking,
                choice=choice,
                reason=MoveReason.SOONER,
                need=make_need(next_monday(), due_on=next_monday(6)),
                by=make_booker(),
            )
        before = booking.starts_at
        booking.refresh_from_db()
        assert (booking.starts_at, booking.state) == (before, BookingState.CONFIRMED)
        assert not booking.moves.exists()

    def test_its_own_old_slot_is_not_in_its_way(self) -> None:
        booking = make_booking()
        choice = make_choice(make_room(), booking.chair)
        moved = relist(
            booking=booking, choice=choice, reason=MoveReason.ROOM_CLOSED, by=make_booker()
        )
        assert moved.room_id == choice.room_id

    def test_a_new_need_replaces_the_old_one(self) -> None:
        booking = make_booking()
        need = make_need(step_free=True)
        choice = make_choice(make_room(step_free=True), booking.chair)
        moved = relist(
            booking=booking, choice=choice, reason=MoveReason.SOONER, need=need, by=make_booker()
        )
        assert from_record(moved.need) == need


class TestRelease:
    def test_a_diverted_meeting_frees_its_slot_and_is_on_no_list(self) -> None:
        room = make_room()
        booking = make_pencil(room=room)
        by = make_booker()
        release(booking=booking, reason=ReleaseReason.DIVERTED, by=by)
        release(booking=booking, reason=ReleaseReason.DIVERTED, by=by)
        assert red_list() == []
        assert booking.moves.get().reason == ReleaseReason.DIVERTED
        make_booking(room=room)


def test_a_held_meeting_keeps_its_place_in_the_diary() -> None:
    booking, chair = make_booking(), make_chair()
    held = mark_held(booking=booking, by=chair.professional.user)
    mark_held(booking=booking, by=chair.professional.user)
    assert held.state == BookingState.HELD
    assert booking.moves.count() == 1
