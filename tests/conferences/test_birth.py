"""A baby on a plan is born: the earlier of the review's limit and birth + N binds."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from conferences.domain.birth import record_birth
from conferences.domain.booking import confirm_slot, pencil_slot
from conferences.domain.next_review import review_after
from conferences.domain.queries import red_list, why_red
from conferences.models import Conference
from notifications.models import Message
from people.enums import Role
from people.models import Child
from tests.conferences.test_closing import close
from tests.factories import bookings
from tests.factories import conferences as make
from tests.factories.meetings import agree_action, decide, make_meeting
from tests.factories.people import make_staff, make_unborn
from timescales.domain import current_clock
from timescales.due import Dates
from timescales.models import Deadline, DeadlineChange

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate()


def on_a_plan_before_birth(held_on: dt.date = TODAY) -> tuple[Child, Conference]:
    """The review set 70 days ahead."""
    meeting = make_meeting(started_days_ago=(TODAY - held_on).days + 5)
    each = meeting.children[0]
    each.child = make_unborn(family=meeting.conference.family)
    each.save()
    decide(meeting, each)
    agree_action(meeting)
    close(meeting, held_on=held_on)
    review = review_after(meeting.conference)
    assert review is not None
    return each.child, review


def test_the_review_its_day_and_the_midpoint_come_forward_and_the_history_is_kept() -> None:
    child, review = on_a_plan_before_birth()
    head, support = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.BUSINESS_SUPPORT)
    before = Deadline.objects.get(child=child, rule="first_review").due_on
    born = record_birth(
        child=child, born_on=TODAY, sex="F", given_names="Amina", nhs_number="", by=head
    )
    clock = Deadline.objects.get(child=child, rule="first_review")
    due_on = current_clock().due("first_review", Dates(start=TODAY, birth=TODAY)).due_on
    assert due_on < before
    assert (clock.due_on, clock.dates["birth"]) == (due_on, TODAY.isoformat())
    change = DeadlineChange.objects.filter(deadline=clock).latest("at")
    assert (change.due_before, change.due_after, change.by) == (before, due_on, head)
    review.refresh_from_db()
    assert (review.due_on, review.planned_on) == (due_on, due_on)
    assert review.children.get().due_on == due_on
    midpoint = Deadline.objects.get(child=child, rule="midpoint")
    assert midpoint.clock_dates().to == due_on
    assert (born.person.given_names, born.sex, born.expected_on) == (
        "Amina",
        "F",
        child.expected_on,
    )
    assert Message.objects.filter(kind="review_sooner", to_address=support.email).count() == 1


def test_a_booking_after_the_new_limit_stays_and_is_on_the_red_list() -> None:
    child, review = on_a_plan_before_birth()
    place, support = make.make_place(), make_staff(Role.BUSINESS_SUPPORT)
    choice = make.choice_on(place, bookings.next_monday(9))
    pencilled = pencil_slot(conference=review, choice=choice, by=support)
    booked = confirm_slot(conference=pencilled, by=support)
    assert not red_list(support).exists()
    record_birth(child=child, born_on=TODAY, sex="M", by=make_staff(Role.HEAD_OF_SERVICE))
    assert list(red_list(support)) == [booked]
    booked.refresh_from_db()
    assert booked.due_on is not None
    assert why_red(support) == {booked.pk: f"Booked after its limit, {booked.due_on:%-d %B %Y}"}
    assert booked.booking is not None
    assert booked.booking.day == bookings.next_monday(9)


def test_a_birth_so_late_that_the_limit_binds_first_changes_nothing() -> None:
    child, _ = on_a_plan_before_birth()
    Deadline.objects.filter(child=child, rule="first_review").update(
        started_on=TODAY - dt.timedelta(days=80), due_on=TODAY + dt.timedelta(days=10)
    )
    record_birth(child=child, born_on=TODAY, sex="M", by=make_staff(Role.HEAD_OF_SERVICE))
    clock = Deadline.objects.get(child=child, rule="first_review")
    start = TODAY - dt.timedelta(days=80)
    assert clock.due_on == current_clock().due("first_review", Dates(start=start)).due_on


def test_through_the_page_and_a_mistake_loses_nothing() -> None:
    child, _ = on_a_plan_before_birth()
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    url = reverse("conferences:birth", args=[child.pk])
    tomorrow = TODAY + dt.timedelta(days=1)
    wrong = client.post(url, {"born_on": tomorrow.isoformat(), "sex": "M", "given_names": "Yusuf"})
    assert "must be today or in the past" in wrong.content.decode()
    assert 'value="Yusuf"' in wrong.content.decode()
    typed = {"born_on": TODAY.isoformat(), "sex": "M", "given_names": "Yusuf"}
    done = client.post(url, typed, follow=True)
    counted = f"(first review conference: 20 working days after {TODAY:%-d %B %Y})."
    assert counted in done.content.decode().partition("The review is now due by")[2]
    again = client.post(url, typed)
    assert "already recorded" in again.content.decode()


def put_right(child: Child, born_on: dt.date) -> None:
    """Under “Change details”, by a head of service."""
    client = Client()
    client.force_login(make_staff(Role.HEAD_OF_SERVICE))
    url = reverse("people:change_child", args=[child.pk])
    shown = client.get(url).context["form"].initial
    filled = {name: value for name, value in shown.items() if value}
    answer = client.post(url, {**filled, "date_of_birth": born_on.isoformat()})
    assert answer.status_code == 302, answer.context["form"].errors


def test_a_birth_recorded_on_the_wrong_day_is_put_right_and_the_review_counted_again() -> None:
    held_on, wrong, sooner, later = (TODAY - dt.timedelta(days=n) for n in (20, 5, 15, 2))
    child, review = on_a_plan_before_birth(held_on)
    support = make_staff(Role.BUSINESS_SUPPORT)
    told = Message.objects.filter(kind="review_sooner", to_address=support.email)
    record_birth(child=child, born_on=wrong, sex="F", by=make_staff(Role.HEAD_OF_SERVICE))

    def limit(born_on: dt.date) -> dt.date:
        return current_clock().due("first_review", Dates(start=held_on, birth=born_on)).due_on

    put_right(child, sooner)
    clock = Deadline.objects.get(child=child, rule="first_review")
    midpoint = Deadline.objects.get(child=child, rule="midpoint")
    review.refresh_from_db()
    assert (clock.due_on, review.due_on, review.planned_on) == (limit(sooner),) * 3
    assert midpoint.clock_dates().to == limit(sooner)
    assert told.count() == 2

    put_right(child, later)
    clock.refresh_from_db()
    review.refresh_from_db()
    assert (clock.due_on, review.due_on, review.planned_on) == (
        limit(later),
        limit(later),
        limit(sooner),
    )
    assert told.count() == 2, "it is due later than was thought"


def test_the_birthday_of_a_child_born_before_the_conference_moves_nothing() -> None:
    meeting = make_meeting()
    decide(meeting, meeting.children[0])
    agree_action(meeting)
    close(meeting)
    before = DeadlineChange.objects.count()
    put_right(meeting.children[0].child, dt.date(2018, 2, 3))
    assert DeadlineChange.objects.count() == before
    assert not Message.objects.filter(kind="review_sooner").exists()
