"""Who comes, who goes, which part they were in: in a real browser, with the network cut as well."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from conferences.models import Attendance, Decision, Part, Participant
from disclosure.models import Passage, PassageClearance
from tests.factories.live import LiveRoom
from tests.factories.people import make_staff
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot
from tests.journeys.live_pages import (
    enter,
    line,
    status,
    wait_for_texts,
    wait_for_worker,
    wait_until_kept,
    words,
    write,
)

pytestmark = pytest.mark.journey


def person(page: Page, name: str) -> Locator:
    return page.locator(".chairside-live-person", has_text=name)


def act(page: Page, what: str, name: str) -> None:
    person(page, name).get_by_role("button", name=re.compile(f"^{what}")).click()


def chip(page: Page, text: str, whom: str) -> Locator:
    return line(page, text).get_by_role("button", name=whom, exact=True)


def press(page: Page, name: str) -> None:
    page.get_by_role("dialog").get_by_role("button", name=name, exact=True).click()


def basis(text: str, who: Participant) -> str:
    return PassageClearance.objects.standing().get(passage__text=text, person=who.person).basis


@pytest.mark.full
def test_a_late_arrival_is_offered_the_earlier_lines_and_given_none_unasked(
    open_page: Pages, room: LiveRoom
) -> None:
    page = open_page()
    enter(page, room)
    page.get_by_label("About", exact=True).select_option(label="Ty'rese (child)")
    write(page, "Said before he came.")
    write(page, "Said as he came in.")
    act(page, "Here", "Björn Lindqvist")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Björn Lindqvist was not marked as here when these were said")
    assert_accessible(page)
    # Somebody who goes on typing presses Enter: that must give nobody anything.
    page.keyboard.press("Enter")
    expect(dialog).to_be_hidden()
    write(page, "Said after he came.")
    expect(chip(page, "Said after he came.", "For: Amara, Björn, 4 professionals")).to_be_visible()
    expect(chip(page, "Said before he came.", "For: Amara, 4 professionals")).to_be_visible()
    act(page, "Earlier lines", "Björn Lindqvist")
    page.get_by_label("Said as he came in.").check()
    expect(dialog).to_contain_text(f"It is recorded with your name, {room.chair.name}.")
    screenshot(page, "live_earlier_lines")
    press(page, "Let them have the ticked lines")
    expect(chip(page, "Said as he came in.", "For: Amara, Björn, 4 professionals")).to_be_visible()
    expect(chip(page, "Said before he came.", "For: Amara, 4 professionals")).to_be_visible()
    assert basis("Said as he came in.", room.who["father"]) == "widened"
    assert basis("Said after he came.", room.who["father"]) == "present_in_part"


@pytest.mark.full
def test_an_observer_joins_only_after_the_parents_agreed(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    watcher = room.who["observer"]
    act(page, "Here", "Olu Watcher")
    expect(page.get_by_role("heading", name="Ask the parents first")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    watcher.refresh_from_db()
    assert watcher.parent_consents is None
    expect(person(page, "Olu Watcher")).to_have_attribute("data-here", "false")
    page.get_by_label("Olu Watcher Observer").select_option("remote")
    press(page, "Yes, they agree")
    expect(person(page, "Olu Watcher")).to_have_attribute("data-here", "true")
    expect(status(page)).to_have_text("Saved")
    watcher.refresh_from_db()
    assert watcher.parent_consents is True
    write(page, "The observer hears this and is given nothing.")
    expect(chip(page, "The observer hears", "For: Amara, 4 professionals")).to_be_visible()


@pytest.mark.full
def test_somebody_leaves_part_way_and_comes_back(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    page.get_by_label("About", exact=True).select_option(label="Ty'rese (child)")
    act(page, "Here", "Björn Lindqvist")
    write(page, "While he was here.")
    page.get_by_label("Björn Lindqvist Family").select_option("left")
    expect(person(page, "Björn Lindqvist")).to_have_attribute("data-here", "false")
    write(page, "While he was out.")
    act(page, "Is back", "Björn Lindqvist")
    press(page, "None: they came just now")
    write(page, "When he was back.")
    both, one = "For: Amara, Björn, 4 professionals", "For: Amara, 4 professionals"
    expect(chip(page, "While he was here.", both)).to_be_visible()
    expect(chip(page, "While he was out.", one)).to_be_visible()
    expect(chip(page, "When he was back.", both)).to_be_visible()


@pytest.mark.full
def test_the_true_time_somebody_came_can_be_given(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    act(page, "Since", "Amara Okafor-Lindqvist")
    assert_accessible(page)
    page.get_by_label("Came at").fill("00:00")
    press(page, "Save")
    expect(page.get_by_text("Give a time after the meeting began.")).to_be_visible()
    page.get_by_role("button", name="Discard").click()
    expect(page.get_by_text("Give a time after the meeting began.")).to_be_hidden()


def test_a_part_begins_without_a_network_and_its_words_wait_with_it(
    offline: Pages, room: LiveRoom
) -> None:
    page = offline()
    enter(page, room)
    wait_for_worker(page)
    page.context.set_offline(True)
    page.get_by_role("button", name="Add a part").click()
    page.get_by_label("Name of the part").fill("Time with Amara")
    expect(page.get_by_role("dialog").get_by_label("Hana Visitwell")).to_be_checked()
    expect(page.get_by_role("dialog").get_by_label("Amara Okafor-Lindqvist")).not_to_be_checked()
    assert_accessible(page)
    page.get_by_role("checkbox", name="Amara Okafor-Lindqvist (Family)").check()
    page.get_by_role("checkbox", name="Skye O'Blackboard (Fictional School or nursery)").uncheck()
    screenshot(page, "live_add_a_part")
    press(page, "Add")
    expect(page.get_by_text("No other family member is given what is said now.")).to_be_visible()
    write(page, "She is afraid of him.")
    expect(status(page)).to_have_text("Offline, kept on this device")
    words(page).press_sequentially("And he has a ke")
    kept_here = 9  # the part, the move, who is in it and who is not, the line, the half line
    wait_until_kept(page, kept_here)
    page.reload()
    expect(page.get_by_text(f"{kept_here} lines are kept on this device.")).to_be_visible()
    assert Part.objects.filter(name="Time with Amara").count() == 0
    page.context.set_offline(False)
    wait_for_texts(page, room, "She is afraid of him.")
    expect(words(page)).to_have_value("And he has a ke")
    part = Part.objects.get(name="Time with Amara", is_current=True)
    assert Passage.objects.get().part_key == part.key
    assert room.given_to(Passage.objects.get()) == {"mother", "social_worker", "health", "chair"}
    here = Attendance.objects.filter(part=part, mode="in_person", left_at=None)
    assert here.count() == 4
    expect(page.get_by_label("Part of the meeting", exact=True)).to_have_value(str(part.uuid))


@pytest.mark.full
def test_going_back_to_a_part_asks_who_came_back(open_page: Pages, room: LiveRoom) -> None:
    page = open_page(width=360)
    enter(page, room)
    page.get_by_label("Part of the meeting", exact=True).select_option(label="Professionals only")
    expect(page.get_by_role("dialog").get_by_label("Amara Okafor-Lindqvist")).to_have_count(0)
    press(page, "Go to this part")
    write(page, "Among professionals.")
    expect(chip(page, "Among professionals.", "For: Professionals only (4)")).to_be_visible()
    page.get_by_label("Part of the meeting", exact=True).select_option(label="Whole meeting")
    expect(page.get_by_label("Amara Okafor-Lindqvist (Family, was here before)")).to_be_visible()
    assert_reflows(page)
    assert_accessible(page)
    press(page, "Go to this part")
    write(page, "She has gone home.")
    expect(chip(page, "She has gone home.", "For: Professionals only (4)")).to_be_visible()
    row = Attendance.objects.get(part__name="Whole meeting", participant=room.who["mother"])
    assert row.left_at is not None


@pytest.mark.full
def test_two_people_decide_about_one_child_at_once_and_the_chair_settles_it(
    open_page: Pages, room: LiveRoom
) -> None:
    officer = make_staff("duty_principal_officer", name="Dara Duty")
    chair, other, taker = open_page(), open_page(), open_page()
    enter(chair, room)
    enter(other, room, officer)
    enter(taker, room, room.minute_taker)
    decide(chair, "NEG", "He goes hungry.")
    decide(other, "EMO", "He is frightened.")
    card(chair).get_by_role("button", name="Record the decision").click()
    expect(status(chair)).to_have_text("Saved")
    card(other).get_by_role("button", name="Record the decision").click()
    for page, who in ((chair, "Dara Duty"), (other, "You")):
        notice = card(page).get_by_text("Two people wrote this at once. Both are kept.")
        expect(notice).to_be_visible()
        expect(card(page).get_by_text(f"{who} wrote:")).to_contain_text("He is frightened.")
    expect(card(taker).get_by_text("The chair chooses which one stands.")).to_be_visible()
    expect(card(taker).get_by_role("button", name="Use this")).to_have_count(0)
    assert_accessible(chair)
    screenshot(chair, "live_two_decisions")
    chair.get_by_role("button", name="Close the conference").click()
    expect(chair.get_by_text("Two people chose differently at once")).to_be_visible()
    chair.get_by_role("link", name=re.compile("Two people chose differently")).click()
    card(chair).get_by_role("button", name="Use this").click()
    for page in (chair, other, taker):
        gone = card(page).get_by_text("Two people wrote this at once.")
        expect(gone).to_be_hidden()
        expect(card(page).get_by_label("Category")).to_have_value("EMO")
    assert Decision.objects.get().threshold_reason == "He is frightened."


def card(page: Page) -> Locator:
    return page.get_by_role("region", name="Decision for Ty'rese Okafor-Lindqvist")


def decide(page: Page, category: str, why: str) -> None:
    card(page).get_by_label("Met", exact=True).check()
    card(page).get_by_label("Why", exact=True).fill(why)
    card(page).get_by_label("Outcome").select_option("child_protection")
    card(page).get_by_label("Category").select_option(category)


@pytest.mark.full
def test_brothers_are_decided_alike_without_typing_twice(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    first, second = card(page), page.get_by_role("region", name="Decision for ليث الحسن")
    first.get_by_label("Fictional School or nursery").select_option("plan")
    first.get_by_role("button", name=re.compile("^The same for the other children")).click()
    expect(second.get_by_label("Fictional School or nursery")).to_have_value("plan")
    decide(page, "NEG", "They both go hungry.")
    first.get_by_role("button", name="Record the decision").click()
    second.get_by_role("button", name="Start from what was decided for Ty'rese").click()
    expect(second.get_by_label("Why", exact=True)).to_have_value("They both go hungry.")
    assert Decision.objects.count() <= 1  # nothing is recorded for him until the chair does
    second.get_by_label("Why", exact=True).fill("He goes hungry like his brother.")
    second.get_by_role("button", name="Record the decision").click()
    expect(status(page)).to_have_text("Saved")
    reasons = Decision.objects.order_by("child").values_list("threshold_reason", flat=True)
    assert list(reasons) == ["They both go hungry.", "He goes hungry like his brother."]


@pytest.mark.full
def test_closing_with_something_half_entered_is_stopped_once(
    open_page: Pages, room: LiveRoom
) -> None:
    page = open_page()
    enter(page, room)
    card(page).get_by_label("Fictional School or nursery").select_option("no_plan")
    card(page).get_by_label(re.compile("Disagrees with the decision.*Skye")).check()
    words(page).press_sequentially("Half a li")
    page.get_by_role("button", name="Close the conference").click()
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("The line you are writing: “Half a li”")
    expect(dialog).to_contain_text("Skye O'Blackboard thinks about Ty'rese")
    assert_accessible(page)
    press(page, "Go back and enter it")
    expect(page).to_have_url(re.compile("/live/"))
    page.get_by_role("button", name="Close the conference").click()
    page.get_by_role("link", name="Go on without it").click()
    expect(page).to_have_url(re.compile("/close/"))
