"""What leaves the building and who works in it, in a real browser: accessible, 360 pixels, done."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from conferences.domain import inviting
from conferences.domain.letters_to_print import draw_waiting
from notifications.enums import Channel, RecipientKind, State
from notifications.models import Message
from people.enums import Role, SafeContact
from people.models import Person, Residence
from tests.factories import conferences as make
from tests.factories.accounts import PASSWORD
from tests.factories.messages import make_message
from tests.factories.people import make_administrator, make_residence, make_staff, make_team
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


def looked_at(page: Page, name: str, address: str) -> None:
    page.goto(address)
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"post-{name}")


@pytest.fixture
def case() -> make.Case:
    """A mother by hand, a father by post who has moved since, an email that came back."""
    case = make.make_case()
    Person.objects.filter(pk=case.mother.pk).update(safe_contact=SafeContact.BY_HAND)
    inviting.invite_everyone(conference=make.make_booked(case), by=case.support)
    about = f"family:{case.family.pk}"
    make_message(
        about=about,
        kind="invitation",
        to_kind=RecipientKind.FAMILY,
        state=State.BOUNCED,
        last_error="The mail server said 550: no such mailbox",
    )
    make_message(about=about, kind="conference_to_book", channel=Channel.EMAIL, state=State.SENT)
    return case


@pytest.mark.parametrize("width", [1280, 360])
def test_business_support_sees_what_did_not_arrive_and_posts_the_letters(
    open_page: Pages, case: make.Case, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, case.support.email, PASSWORD)
    expect(page.get_by_role("link", name="1 message did not arrive")).to_be_visible()
    looked_at(page, f"messages-{width}", "/messages/")
    bounced = Message.objects.get(state=State.BOUNCED)
    looked_at(page, f"message-{width}", f"/messages/{bounced.pk}/")
    page.get_by_label("Why need it not go?").fill("Told by telephone")
    page.get_by_role("button", name="Cancel this message").click()
    expect(page.get_by_role("alert")).to_contain_text("Cancelled")
    Residence.objects.filter(person=case.father).update(to_on=make.days_ago(1))
    make_residence(case.father)
    looked_at(page, f"letters-{width}", "/conferences/letters-to-print/")
    page.get_by_label("Where are they printed?").select_option(index=1)
    page.get_by_role("button", name="Print the chosen letters").click()
    expect(page.get_by_role("heading", name="Print job for")).to_be_visible()
    expect(page.get_by_text("this letter must not go")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"post-run-{width}")
    expect(page.get_by_text("0 of 1 letter drawn.")).to_be_visible()
    draw_waiting()  # as a worker does: the page notices by itself
    page.get_by_role("button", name="These letters have been posted").click()
    expect(page.get_by_text("The letters are marked as posted.")).to_be_visible()
    looked_at(page, f"letters-held-{width}", "/conferences/letters-to-print/")


@pytest.mark.parametrize("width", [1280, 360])
def test_an_administrator_adds_a_person_and_takes_a_second_step_away(
    open_page: Pages, width: int
) -> None:
    administrator: User = make_administrator()
    make_team("Harbour")
    worker = make_staff(Role.SOCIAL_WORKER, name="Wendy Worker")
    page = open_page(width=width)
    sign_in(page, administrator.email, PASSWORD)
    looked_at(page, f"staff-{width}", "/staff/")
    looked_at(page, f"staff-one-{width}", f"/staff/{worker.pk}/")
    looked_at(page, f"staff-act-{width}", f"/staff/{worker.pk}/act/disable/")
    looked_at(page, f"staff-add-{width}", "/staff/add/")
    page.get_by_label("Name").fill("Ottoline Newcomer")
    page.get_by_label("Work email address").fill("ottoline@chairside.example")
    page.get_by_label("Job title").fill("Social worker")
    page.get_by_label("Role").select_option("social_worker")
    page.get_by_label("Team").select_option(label="Harbour")
    for part, value in (("Day", "2"), ("Month", "11"), ("Year", "2026")):
        page.get_by_role("group", name="First day").get_by_label(part).fill(value)
    page.get_by_role("button", name="Continue").click()
    expect(page.get_by_role("heading", name="check before you save")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"post-staff-check-{width}")
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="Ottoline Newcomer")).to_be_visible()
