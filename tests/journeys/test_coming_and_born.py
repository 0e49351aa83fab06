"""Children who come to a plan otherwise: from another authority, and by being born on one."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from conferences.domain.limits import review_limit_of
from conferences.domain.session import open_session
from conferences.enums import ConferenceKind, ConferenceState, Participation, RequestState
from conferences.models import Conference, ConferenceRequest
from people.enums import Role
from plans.domain.elsewhere import their_plan_for
from tests.conferences.test_birth import on_a_plan_before_birth
from tests.factories import conferences as make
from tests.factories.accounts import PASSWORD
from tests.factories.meetings import Meeting, agree_action, decide, seat_a_quorum
from tests.factories.people import make_staff
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot, sign_in
from tests.journeys.test_close_to_print import close_it
from tests.journeys.test_request_to_print import book_the_first_slot
from timescales.domain import current_clock
from timescales.due import Dates

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def looked_at(page: Page, name: str) -> None:
    assert_accessible(page)
    page.set_viewport_size({"width": 360, "height": 800})
    assert_reflows(page)
    screenshot(page, f"{name}_360")
    page.set_viewport_size({"width": 1280, "height": 900})


def type_date(page: Page, legend: str, day: dt.date) -> None:
    group = page.get_by_role("group", name=legend).last
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label, exact=True).fill(str(value))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


@pytest.mark.full
def test_a_transfer_in_is_asked_for_and_goes_on(open_page: Pages, transactional_db: None) -> None:
    case = make.make_case()
    page = open_page()
    sign_in(page, case.social_worker.email, PASSWORD)
    page.goto("/conferences/requests/new/")
    page.get_by_label("Which family?").select_option(index=1)
    page.get_by_label("Transfer-in conference").check()
    page.get_by_role("button", name="Begin").click()
    page.get_by_role("link", name="The other authority", exact=True).click()
    tell_where_they_come_from(page)
    page.get_by_label("Their current plan").check()
    save(page)
    tell_of_their_plans(page, case)
    request = ConferenceRequest.objects.get()
    make.answer_the_rest(case, request)
    page.goto(f"/conferences/requests/{request.pk}/check/")
    looked_at(page, "transfer_check")
    page.get_by_role("button", name="Send to the duty officer").click()
    limit = current_clock().due("transfer_in", Dates(start=make.days_ago(4))).due_on
    due = f"Conference due by {limit:%A %-d %B %Y}"
    expect(page.get_by_text(due).first).to_be_visible()
    request.refresh_from_db()
    theirs = their_plan_for(case.older)
    assert request.state == RequestState.SUBMITTED
    assert theirs is not None
    assert (theirs.authority, theirs.is_temporary) == ("Fictional Moorshire", True)
    place = make.make_place()
    screen_it(open_page(), case)
    book_it(open_page(), case)
    conference = Conference.objects.get(request=request)
    assert (conference.kind, conference.state) == (
        ConferenceKind.TRANSFER_IN,
        ConferenceState.BOOKED,
    )
    assert conference.due_on == limit
    assert conference.booking is not None
    assert their_plan_for(case.older) == theirs, "theirs until our conference is held"
    chair = place.chair.professional.user
    assert chair is not None
    hold(conference, chair)
    chairs = open_page()
    sign_in(chairs, chair.email, PASSWORD, then=f"/conferences/{conference.pk}/live/")
    close_it(chairs, conference)
    page.goto(case.older.get_absolute_url())
    today = f"{timezone.localdate():%-d %B %Y}"
    ours = f"Child protection plan, {today} to now, neglect"
    ended = f"Child protection plan, 3 February 2026 to {today}, emotional abuse"
    expect(page.get_by_text(ours, exact=True)).to_be_visible()
    expect(page.get_by_text(f"{ended} (Fictional Moorshire, not ours)", exact=True)).to_be_visible()
    expect(page.get_by_text("On another authority’s plan")).to_have_count(0)


def screen_it(page: Page, case: make.Case) -> None:
    sign_in(page, case.duty.email, PASSWORD)
    page.goto("/conferences/duty/")
    page.get_by_role("link", name=str(case.family), exact=True).click()
    expect(page.locator("main")).to_contain_text("Written notification on")
    looked_at(page, "transfer_screen")
    page.get_by_label("Proceed to a conference").check()
    page.get_by_role("button", name="Record the outcome").click()
    expect(page.locator("main")).to_contain_text("The outcome is recorded")


def book_it(page: Page, case: make.Case) -> None:
    sign_in(page, case.support.email, PASSWORD)
    book_the_first_slot(page)
    looked_at(page, "transfer_booked")


def hold(conference: Conference, chair: User) -> None:
    """Begun on another day than booked; all is said and decided, and it is not closed."""
    opened = open_session(conference=conference, by=chair, on_another_day=True)
    seat_a_quorum(opened)
    meeting = Meeting(opened, chair, list(opened.children.all()))
    for each in meeting.children:
        each.participation = Participation.PN6
        each.save()
        decide(meeting, each)
    agree_action(meeting)


def tell_where_they_come_from(page: Page) -> None:
    page.get_by_label("Yes", exact=True).check()
    page.get_by_label("Authority the children come from").fill("Fictional Moorshire")
    type_date(page, "Day they moved here", make.days_ago(9))
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("notification")
    type_date(page, "Day their written notification came", make.days_ago(4))
    looked_at(page, "transfer_authority")
    save(page)


def tell_of_their_plans(page: Page, case: make.Case) -> None:
    for child in (case.older, case.younger):
        asks = page.get_by_role("group", name=f"Is the conference about {child}?").first
        asks.get_by_label("Yes", exact=True).check()
        page.locator(f"[name=category_{child.pk}][value=EMO]").check()
        for part, value in zip(("day", "month", "year"), (3, 2, 2026), strict=True):
            page.locator(f"[name=since_{child.pk}_{part}]").fill(str(value))
    looked_at(page, "transfer_children")
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Parental responsibility")


@pytest.mark.full
def test_a_baby_on_a_plan_is_born(open_page: Pages, transactional_db: None) -> None:
    child, review = on_a_plan_before_birth()
    head = make_staff(Role.HEAD_OF_SERVICE)
    page = open_page()
    sign_in(page, head.email, PASSWORD)
    page.goto(child.get_absolute_url())
    page.get_by_role("link", name="Record the birth").click()
    looked_at(page, "birth")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("alert")).to_contain_text("There is a problem")
    born_on = timezone.localdate()
    type_date(page, "Date of birth", born_on)
    page.get_by_label("Female").check()
    page.get_by_label("Given names").fill("Amina")
    page.get_by_role("button", name="Save").click()
    limit = review_limit_of(child)
    assert limit is not None
    told = f"The birth is recorded. The review is now due by {limit.due_on:%-d %B %Y} ("
    expect(page.get_by_text(told)).to_be_visible()
    assert Conference.objects.get(pk=review.pk).due_on == limit.due_on
    assert limit.due_on < born_on + dt.timedelta(days=60)
