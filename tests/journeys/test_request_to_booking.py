"""From the social worker's request to everybody invited, in a real browser, by persona."""

from __future__ import annotations

import datetime as dt

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from conferences.domain.inviting import invite_everyone
from conferences.enums import ConferenceState, RequestState
from conferences.models import Conference, ConferenceRequest, Invitation
from notifications.models import Message
from tests.factories import conferences as make
from tests.factories.accounts import PASSWORD
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)

pytestmark = pytest.mark.journey


@pytest.fixture
def case(transactional_db: None) -> make.Case:
    return make.make_case()


def signed_in(open_page: Pages, user: User, width: int = 1280) -> Page:
    page = open_page(width=width)
    sign_in(page, user.email, PASSWORD)
    return page


def look(page: Page, name: str) -> None:
    """Accessible, reflowing, and kept as a picture."""
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, name)


def type_date(page: Page, legend: str, day: dt.date) -> None:
    group = page.get_by_role("group", name=legend)
    group.get_by_label("Day").fill(str(day.day))
    group.get_by_label("Month").fill(str(day.month))
    group.get_by_label("Year").fill(str(day.year))


def save(page: Page) -> None:
    page.get_by_role("button", name="Save and go on").click()


@pytest.mark.parametrize("width", [1280, 360])
def test_a_social_worker_asks(open_page: Pages, case: make.Case, width: int) -> None:
    page = signed_in(open_page, case.social_worker, width)
    ask_for_a_conference(page, case, width)
    request = ConferenceRequest.objects.get()
    assert request.state == RequestState.SUBMITTED
    assert Message.objects.filter(kind="request_to_screen").count() == 1
    look(page, f"request_sent_{width}")


def ask_for_a_conference(page: Page, case: make.Case, width: int) -> None:
    """Every step, with the mistakes people make, until it is with the duty officer."""
    page.goto("/conferences/requests/")
    look(page, f"my_requests_empty_{width}")
    page.get_by_role("button", name="Ask for a conference").click()
    page.get_by_label("Which family?").select_option(index=1)
    look(page, f"request_choose_family_{width}")
    page.get_by_role("button", name="Begin").click()
    look(page, f"request_tasks_{width}")
    page.get_by_role("link", name="Strategy discussions").click()
    _strategy(page, width)
    _section_47(page, width)
    _children(page, case, width)
    _the_rest(page, case, width)


def _strategy(page: Page, width: int) -> None:
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    type_date(page, "Day of the strategy discussion", tomorrow)
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("must be today or in the past")
    look(page, f"request_strategy_error_{width}")
    type_date(page, "Day of the strategy discussion", make.days_ago(8))
    page.get_by_role("button", name="Save and add another").click()
    type_date(page, "Day of the strategy discussion", make.days_ago(2))
    save(page)


def _section_47(page: Page, width: int) -> None:
    page.get_by_label("Concerns substantiated, likely significant harm").check()
    type_date(page, "When was it decided", timezone.localdate())
    look(page, f"request_section_47_{width}")
    save(page)


def _children(page: Page, case: make.Case, width: int) -> None:
    for child in (case.older, case.younger):
        asks = page.get_by_role("group", name=f"Is the conference about {child}?")
        asks.get_by_label("Yes", exact=True).check()
    last = f"{make.days_ago(2):%-d %B %Y}"
    for child in (case.older, case.younger):
        which = page.get_by_role("group", name=f"enquiry for {child.person.called}?")
        which.get_by_label(last).check()
    look(page, f"request_children_{width}")
    save(page)
    expect(page.locator("main")).to_contain_text("not from the last one")
    page.go_back()
    first = f"{make.days_ago(8):%-d %B %Y}"
    for child in (case.older, case.younger):
        which = page.get_by_role("group", name=f"enquiry for {child.person.called}?")
        which.get_by_label(first).check()
    save(page)
    expect(page.get_by_role("heading", level=1)).to_have_text("Parental responsibility")


def _the_rest(page: Page, case: make.Case, width: int) -> None:
    look(page, f"request_parents_{width}")
    save(page)
    page.get_by_label("Why is a conference needed?").fill("Left alone at night. الطفل خائف")
    save(page)
    page.get_by_label("What keeps the children safe").fill("Grandmother stays at night.")
    save(page)
    page.get_by_label("Another professional", exact=True).select_option(
        label=f"{case.health_visitor.person}, Health visitor, {case.health_visitor.agency}"
    )
    page.get_by_role("button", name="Save and add another").click()
    page.get_by_label("Another professional", exact=True).select_option(
        label=f"{case.school.person}, Head teacher, {case.school.agency}"
    )
    look(page, f"request_invitees_{width}")
    save(page)
    look(page, f"request_needs_{width}")
    save(page)
    page.get_by_label("Yes, a parent agreed").check()
    page.get_by_label("Which parent agreed").fill("Layla Pendlewick")
    type_date(page, "When they agreed", timezone.localdate())
    look(page, f"request_advocacy_{width}")
    save(page)
    page.get_by_label("No", exact=True).check()
    save(page)
    page.get_by_label("Team manager who agreed").fill("'")
    type_date(page, "On which day", make.days_ago(1))
    page.get_by_label("At what time").fill("9:30am")
    save(page)
    expect(page.get_by_role("alert")).to_contain_text("must have at least one letter")
    page.get_by_label("Team manager who agreed").fill("Priya O'Managh")
    look(page, f"request_agreement_{width}")
    save(page)
    look(page, f"request_check_{width}")
    page.get_by_role("button", name="Send to the duty officer").click()
    expect(page.locator("main")).to_contain_text("With the duty officer")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_duty_officer_screens(open_page: Pages, case: make.Case, width: int) -> None:
    make.make_place()
    make.make_submitted(case)
    page = signed_in(open_page, case.duty, width)
    page.goto("/conferences/duty/")
    look(page, f"duty_queue_{width}")
    page.get_by_role("link", name=str(case.family), exact=True).click()
    page.get_by_text("Why this date?").first.click()
    look(page, f"screen_{width}")
    page.get_by_role("button", name="Pencil this slot").click()
    expect(page.locator("main")).to_contain_text("The slot is pencilled")
    page.get_by_label("Divert: early help").check()
    page.get_by_role("button", name="Record the outcome").click()
    expect(page.get_by_role("alert").first).to_contain_text("Say why")
    look(page, f"screen_error_{width}")
    page.get_by_label("Proceed to a conference").check()
    page.get_by_role("button", name="Record the outcome").click()
    conference = Conference.objects.get()
    assert conference.state == ConferenceState.PENCILLED
    page.goto("/conferences/duty/counts/")
    look(page, f"screening_counts_{width}")
    page.goto("/conferences/duty/consultations/new/")
    look(page, f"consult_{width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_business_support_books_and_invites(open_page: Pages, case: make.Case, width: int) -> None:
    make.make_place()
    conference = make.make_conference(case)
    page = signed_in(open_page, case.support, width)
    page.goto("/conferences/to-book/")
    look(page, f"to_book_{width}")
    page.get_by_role("link", name="Find a slot").click()
    look(page, f"book_{width}")
    page.get_by_role("link", name="Choose this slot").first.click()
    look(page, f"choose_slot_{width}")
    page.get_by_role("button", name="Pencil this slot").click()
    page.get_by_role("button", name="Confirm the slot").click()
    expect(page.locator("main")).to_contain_text("The conference is booked")
    look(page, f"conference_{width}")
    page.get_by_role("button", name="Who takes part, reports and invitations").click()
    look(page, f"participants_{width}")
    page.get_by_role("button", name="Invite everybody not told yet").click()
    expect(page.locator("main")).to_contain_text("6 invitations are ready to go")
    look(page, f"participants_invited_{width}")
    conference.refresh_from_db()
    assert conference.state == ConferenceState.BOOKED
    assert Message.objects.filter(kind="invitation").count() == 6
    for name in ("add", "parts/add", f"parts/{conference.parts.get().pk}"):
        page.goto(f"/conferences/{conference.pk}/people/{name}/")
        look(page, f"people_{name.split('/')[0]}_{len(name)}_{width}")
    page.goto(f"/conferences/{conference.pk}/vacate/")
    page.get_by_label("The chair is away").check()
    look(page, f"vacate_{width}")
    page.get_by_role("button", name="Give up the slot").click()
    page.goto("/conferences/red-list/")
    expect(page.locator("main")).to_contain_text(str(case.family))
    look(page, f"red_list_{width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_invited_parent_answers_by_link(open_page: Pages, case: make.Case, width: int) -> None:
    conference = make.make_booked(case)
    invite_everyone(conference=conference, by=case.support)
    mine = Invitation.objects.get(participant__person=case.mother)
    page = open_page(width=width)
    page.goto(f"/conferences/invitations/{mine.token}/")
    look(page, f"invitation_{width}")
    page.get_by_label("Yes, I will be there").check()
    page.get_by_role("button", name="Send your answer").click()
    expect(page.locator("main")).to_contain_text("We have your answer")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_chair_excludes_somebody(open_page: Pages, case: make.Case, width: int) -> None:
    place = make.make_place()
    conference = make.make_booked(case, place)
    page = signed_in(open_page, place.chair.professional.user, width)
    page.goto(f"/conferences/{conference.pk}/people/exclude/")
    page.get_by_role("button", name="Continue").click()
    look(page, f"exclude_error_{width}")
    page.get_by_label("Who is excluded?").select_option(label=case.father.name)
    page.get_by_label("Violence, threats").check()
    page.get_by_label("Why, in this case").fill("He threatened staff twice.")
    page.get_by_label("Who asked for it").fill("Ama Worker")
    type_date(page, "When they asked", timezone.localdate())
    page.get_by_label("How will their views be heard?").fill("The chair telephones him.")
    page.get_by_role("button", name="Continue").click()
    look(page, f"exclude_check_{width}")
    page.get_by_role("button", name="Decide, and put the letter with those to print").click()
    page.get_by_role("link", name=case.father.name).last.click()
    look(page, f"exclusion_{width}")
