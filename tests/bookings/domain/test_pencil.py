"""Pencil and confirm."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

import pytest
from django.utils import timezone

from accounts.errors import NotAllowed
from audit.enums import Action
from audit.models import Event
from bookings.domain import confirm, pencil, release_expired_pencils
from bookings.domain.errors import (
    AlreadyBooked,
    BookingClosed,
    SlotNotPossible,
    SlotTaken,
    WouldBeLate,
)
from bookings.domain.need_record import from_record
from bookings.enums import BookingState, ReleaseReason, Step
from bookings.models import Booking
from people.enums import Role
from tests.factories.bookings import (
    at,
    make_absence,
    make_booker,
    make_booking,
    make_chair,
    make_choice,
    make_minute_taker,
    make_need,
    make_pencil,
    make_room,
    next_monday,
)
from tests.factories.people import make_staff

pytestmark = pytest.mark.django_db


def book(**fields: object) -> Booking:
    values = {"need": make_need(), "about": "conference:1", "by": make_booker(), **fields}
    if "choice" not in values:
        values["choice"] = make_choice(make_room(), make_chair())
    return pencil(**values)  # type: ignore[arg-type]


class TestPencil:
    def test_it_takes_the_room_and_the_chair_with_set_up_and_time_to_meet_the_family(self) -> None:
        booking = book()
        day = next_monday()
        assert booking.state == BookingState.PENCILLED
        assert (booking.starts_at, booking.ends_at) == (at(day, 9, 30), at(day, 11, 30))
        assert (booking.during.lower, booking.during.upper) == (at(day, 8, 45), at(day, 11, 45))

    def test_a_chair_who_starts_too_late_to_meet_the_family_first(self) -> None:
        chair = make_chair()
        chair.professional.working_patterns.update(starts=dt.time(9, 15))
        booking = book(choice=make_choice(make_room(), chair))
        assert booking.during.lower == at(next_monday(), 9, 15)

    def test_it_keeps_the_need_it_was_booked_for(self) -> None:
        need = make_need(step_free=False, excluded_chair_ids=frozenset({999_999}))
        booking = book(need=need)
        booking.refresh_from_db()
        assert from_record(booking.need) == need
        assert booking.due_on == need.due_on

    def test_it_is_audited_and_kept_in_the_history(self) -> None:
        by = make_booker()
        booking = book(by=by)
        event = Event.objects.get(verb="bookings.pencilled")
        assert (event.actor_id, event.action, event.subject_ids) == (
            by.pk,
            Action.CREATED,
            [booking.pk],
        )
        move = booking.moves.get()
        assert (move.step, move.from_room, move.to_room, move.by) == (
            Step.PENCILLED,
            None,
            booking.room,
            by,
        )

    def test_a_chair_may_not_book_and_the_refusal_is_kept(self) -> None:
        with pytest.raises(NotAllowed):
            book(by=make_staff(Role.PRINCIPAL_OFFICER))
        assert Event.objects.using("audit").get().action == Action.REFUSED
        assert not Booking.objects.exists()

    @pytest.mark.parametrize("role", [Role.DUTY_PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE])
    def test_duty_officers_and_heads_may(self, role: Role) -> None:
        assert book(by=make_staff(role)).pk

    def test_the_same_request_twice_is_one_booking(self) -> None:
        choice, by = make_choice(make_room(), make_chair()), make_booker()
        assert book(choice=choice, by=by) == book(choice=choice, by=by)
        assert Booking.objects.count() == 1

    def test_a_second_slot_for_the_same_meeting_is_refused(self) -> None:
        book()
        with pytest.raises(AlreadyBooked):
            book()

    def test_a_meeting_on_the_red_list_is_moved_not_booked_again(self) -> None:
        make_booking(about="conference:1", state=BookingState.VACATED)
        with pytest.raises(AlreadyBooked):
            book()

    def test_a_taken_room_is_said_in_words(self) -> None:
        room = make_room("Elm")
        make_booking(room=room)
        with pytest.raises(SlotTaken, match=r"Elm is booked 9:30am to 11:30am"):
            book(choice=make_choice(room, make_chair()))

    def test_an_absent_chair_is_said_in_words(self) -> None:
        chair = make_chair("Amina Yusuf")
        make_absence(chair.professional, next_monday())
        with pytest.raises(SlotNotPossible, match=r"Amina Yusuf is on leave"):
            book(choice=make_choice(make_room(), chair))

    def test_after_the_due_date_it_needs_a_reason(self) -> None:
        day = next_monday(4)
        need = replace(make_need(next_monday(3)), due_on=next_monday(3))
        choice = make_choice(make_room(), make_chair(), day=day)
        with pytest.raises(WouldBeLate, match="safety plan"):
            book(need=need, choice=choice)
        booking = book(need=need, choice=choice, late_reason=" Mother in hospital ")
        assert booking.late_reason == "Mother in hospital"

    def test_a_reason_given_for_nothing_is_not_kept(self) -> None:
        assert book(late_reason="not late at all").late_reason == ""

    def test_with_a_minute_taker(self) -> None:
        minute_taker = make_minute_taker()
        choice = make_choice(make_room(), make_chair(), minute_taker=minute_taker)
        assert book(choice=choice).minute_taker == minute_taker


class TestConfirm:
    def test_it_becomes_firm(self) -> None:
        booking = confirm(booking=book(), by=make_booker())
        assert (booking.state, booking.pencilled_until) == (BookingState.CONFIRMED, None)

    def test_twice_is_once(self) -> None:
        booking, by = book(), make_booker()
        confirm(booking=booking, by=by)
        confirm(booking=booking, by=by)
        assert booking.moves.filter(step=Step.CONFIRMED).count() == 1

    def test_not_after_it_ran_out(self) -> None:
        old = make_pencil(pencilled_until=timezone.now() - dt.timedelta(minutes=1))
        with pytest.raises(BookingClosed, match="run out"):
            confirm(booking=old, by=make_booker())

    def test_not_after_it_was_vacated(self) -> None:
        with pytest.raises(BookingClosed, match="vacated"):
            confirm(booking=make_booking(state=BookingState.VACATED), by=make_booker())


class TestPencilsRunOut:
    def test_the_sweep_releases_each_once(self) -> None:
        old = make_pencil(pencilled_until=timezone.now() - dt.timedelta(minutes=1))
        fresh = make_pencil()
        assert release_expired_pencils() == 1
        assert release_expired_pencils() == 0
        old.refresh_from_db()
        fresh.refresh_from_db()
        assert (old.state, fresh.state) == (BookingState.RELEASED, BookingState.PENCILLED)
        assert old.moves.get().reason == ReleaseReason.EXPIRED

    def test_the_meeting_can_be_pencilled_afresh(self) -> None:
        make_pencil(about="conference:1", pencilled_until=timezone.now())
        assert book().about == "conference:1"

    def test_it_holds_for_two_working_days(self) -> None:
        booking = book()
        assert booking.pencilled_until is not None
        held = timezone.localdate(booking.pencilled_until)
        assert 2 <= (held - timezone.localdate()).days <= 7
        assert held.weekday() < 5
