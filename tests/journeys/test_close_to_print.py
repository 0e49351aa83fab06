"""The chair decides, closes and gives each person their plan, in a real browser."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
from pathlib import Path

import pytest
from django.core.management import call_command
from playwright.sync_api import Page, expect

from accounts.models import User
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.domain.rendering import bytes_of, waiting
from disclosure.models import Pack
from disclosure.rules import reasons_for_second_person
from disclosure.tasks import prepare_pack
from plans.models import Plan
from rehearsal.staff import PASSWORD
from tests.factories.meetings import open_day
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)
from timescales.domain import current_clock, today_in_london
from timescales.working_days import add_working_days

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def conference(transactional_db: None) -> Conference:
    """A made-up conference in session, where much has been said and nothing decided."""
    call_command("load_rehearsal", children=8, years=0, seed=1, verbosity=0)
    found = Conference.objects.filter(state=ConferenceState.IN_SESSION).first()
    assert found is not None
    return found


def looked_at(page: Page, name: str) -> None:
    assert_accessible(page)
    screenshot(page, f"close_{name}")
    page.set_viewport_size({"width": 360, "height": 800})
    assert_reflows(page)
    screenshot(page, f"close_{name}_360")
    page.set_viewport_size({"width": 1280, "height": 900})


def chair_of(conference: Conference) -> User:
    assert conference.chair is not None
    assert conference.chair.user is not None
    return conference.chair.user


def type_date(page: Page, legend: str, day: dt.date) -> None:
    group = page.get_by_role("group", name=legend)
    for label, value in (("Day", day.day), ("Month", day.month), ("Year", day.year)):
        group.get_by_label(label).fill(str(value))


def agree_and_decide(page: Page, conference: Conference) -> None:
    """One action with an owner and a date, then the decision for the one child."""
    page.goto(f"/conferences/{conference.pk}/live/")
    page.get_by_label("Write under").select_option(label="The outline plan")
    page.get_by_label("About", exact=True).select_option(label="All the family")
    page.get_by_label("Who does it").select_option(index=2)
    in_a_fortnight = today_in_london() + dt.timedelta(days=14)
    page.get_by_label("By when", exact=True).fill(in_a_fortnight.isoformat())
    page.get_by_label("Words").fill("Book the dentist and go along.")
    page.get_by_label("Words").press("Enter")
    expect(page.get_by_text("Book the dentist and go along.")).to_be_visible()
    for heard in page.get_by_label(re.compile("^How .+ was heard$")).all():
        heard.select_option("PN6")
    for section in page.get_by_role("button", name="Record the decision").all():
        form = section.locator("xpath=ancestor::form")
        form.get_by_label("Met", exact=True).check()
        form.get_by_label("Why", exact=True).fill("Harm is likely without a plan.")
        form.get_by_label("Outcome").select_option(label="Child protection plan")
        form.get_by_label("Category").first.select_option(label="Neglect")
        form.get_by_label("Lead worker").select_option(index=1)
        section.click()
    expect(page.get_by_text("Saved", exact=True)).to_be_visible()


def test_from_the_decision_to_the_print_job(
    open_page: Pages, conference: Conference, tmp_path: Path
) -> None:
    page = open_page()
    sign_in(page, chair_of(conference).email, PASSWORD)
    agree_and_decide(page, conference)
    close_it(page, conference)
    choose_recipients(page)
    for pack_id in list(waiting()):
        prepare_pack(pack_id)
    packs = list(Pack.objects.filter(record=conference.record, kind="outline_plan"))
    release_those_in_the_room(page, conference, packs)
    assert_each_is_its_own(packs, tmp_path)


def close_it(page: Page, conference: Conference) -> None:
    page.get_by_role("button", name="Close the conference").click()
    expect(page.get_by_role("heading", name="Close the conference")).to_be_visible()
    looked_at(page, "before")
    page.get_by_role("button", name="Close the conference").click()
    expect(page.get_by_role("alert")).to_contain_text("Set the date of the next review")
    clock = current_clock()
    today = today_in_london()
    type_date(page, "Date of the next review conference", open_day(today + dt.timedelta(days=70)))
    type_date(page, "Date of the first core group", add_working_days(today, 7, clock.calendar))
    page.get_by_label("Time of the first core group").fill("10:30am")
    page.get_by_label("Where the core group will meet").fill("Storybrook Primary School")
    page.get_by_role("button", name="Close the conference").click()
    expect(page.get_by_text("The conference is closed")).to_be_visible()
    looked_at(page, "closed")
    conference.refresh_from_db()
    assert conference.state == ConferenceState.CLOSED
    assert Plan.objects.open().filter(record=conference.record).count() == (
        conference.children.count()
    )


def choose_recipients(page: Page) -> None:
    page.get_by_role("button", name="Give each person their pack").click()
    looked_at(page, "recipients")
    page.get_by_role("button", name="Make the packs").click()
    expect(page.get_by_text("The packs are being made ready")).to_be_visible()


def release_those_in_the_room(page: Page, conference: Conference, packs: list[Pack]) -> None:
    page.get_by_role("button", name="Read, release, print and hand over").click()
    looked_at(page, "sheet")
    for pack in packs:
        page.goto(f"/packs/{pack.pk}/")
        release = page.get_by_role("button", name="I have read it: release")
        if release.count():
            release.click()
            # The button is gone as soon as the page is left: wait for the answer itself.
            expect(page.get_by_text(f"{pack.number} is released.")).to_be_visible()
    in_the_room = [pack for pack in packs if pack.recipient.in_the_room]
    held_up = {pack.number: reasons_for_second_person(pack) for pack in in_the_room}
    assert held_up == {pack.number: [] for pack in in_the_room}
    released = Pack.objects.filter(pk__in=[p.pk for p in packs], released_at__isnull=False)
    assert set(released) == set(in_the_room) != set()
    page.goto(f"/packs/records/{conference.record_id}/")
    looked_at(page, "released")


def assert_each_is_its_own(packs: list[Pack], folder: Path) -> None:
    """The text layer of each PDF names its recipient on every page, and nobody else's pack."""
    for pack in packs:
        pack.refresh_from_db()
        path = folder / f"{pack.pk}.pdf"
        path.write_bytes(bytes_of(pack))
        text = subprocess.run(
            ["pdftotext", "-layout", str(path), "-"], capture_output=True, text=True, check=True
        ).stdout
        assert f"For {pack.recipient.person.name}" in text
        assert pack.number in text
        assert not [other for other in packs if other != pack and other.number in text]
        assert "Police were called" not in text
