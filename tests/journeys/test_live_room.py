"""The live room in a real browser: no word is lost, and the screen says so truthfully."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Page, expect

from conferences.models import Decision
from disclosure.models import Passage
from tests.factories.live import LiveRoom
from tests.full_disk import full_disk
from tests.journeys.browser import Pages, assert_accessible, assert_reflows, screenshot
from tests.journeys.live_pages import (
    change_to,
    enter,
    give_password,
    kept,
    line,
    new_tab,
    status,
    texts,
    wait_for_texts,
    wait_for_worker,
    wait_until_kept,
    words,
    write,
)

pytestmark = pytest.mark.journey


@pytest.mark.parametrize("width", [1280, 360])
def test_is_accessible_and_reflows(open_page: Pages, room: LiveRoom, width: int) -> None:
    page = open_page(width=width)
    enter(page, room)
    write(page, "Ty'rese saw his dad shout and break the door.")
    page.get_by_label("Write under").select_option("plan")
    page.get_by_label("Who does it").select_option(label="Sorrel Worker (Children's social care)")
    page.get_by_label("By when", exact=True).fill("2099-01-05")
    write(page, "Sorrel will visit every week and see the boys on their own.")
    expect(status(page)).to_have_text("Saved")
    expect(page.get_by_text("Sorrel by 5 January 2099")).to_be_visible()
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"live_room_{width}")
    line(page, "Ty'rese saw").get_by_role("button", name=re.compile("^For:")).click()
    assert_accessible(page)
    page.get_by_role("button", name="Cancel").click()
    line(page, "Ty'rese saw").get_by_role("button", name=re.compile("^Edit")).click()
    assert_accessible(page)


@pytest.mark.full
@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("address", ["board/", "bundle/", "live/from-paper/"])
def test_its_other_pages_are_accessible(
    open_page: Pages, room: LiveRoom, width: int, address: str
) -> None:
    page = open_page(width=width)
    enter(page, room)
    page.goto(f"/conferences/{room.conference.pk}/{address}")
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"live_{address.replace('/', '_')}{width}")


def test_two_browsers_see_each_others_words(open_page: Pages, room: LiveRoom) -> None:
    chair, taker = open_page(), open_page()
    enter(chair, room)
    enter(taker, room, room.minute_taker)
    write(chair, "From the chair: “نعم”, she said.")
    expect(line(taker, "From the chair: “نعم”, she said.")).to_be_visible()
    write(taker, "From the minute-taker.")
    expect(line(chair, "From the minute-taker.")).to_be_visible()
    chair.get_by_label("Björn Lindqvist Family").select_option("remote")
    expect(taker.get_by_label("Björn Lindqvist Family")).to_have_value("remote")


@pytest.mark.full
def test_a_screen_asks_for_others_words_twice_a_second(open_page: Pages, room: LiveRoom) -> None:
    """By its own clock, so that a busy machine changes nothing: half a second, and they are here.

    What is left of the two seconds belongs to the network and the server.
    """
    chair, taker = open_page(), open_page()
    enter(chair, room)
    taker.clock.install()
    enter(taker, room, room.minute_taker)
    taker.clock.pause_at(dt.datetime.now(dt.UTC) + dt.timedelta(seconds=5))
    for text in ("He was hungry.", "She rang the school."):
        write(chair, text)
        expect(status(chair)).to_have_text("Saved")
        with taker.expect_response("**/live/changes?**"):
            taker.clock.run_for(500)
        drawn_by_its_own_clock(taker, text)


def drawn_by_its_own_clock(page: Page, text: str) -> None:
    """The page's clock stands still, and its script may not have read the answer yet when it is
    moved: so it is moved by tenths of a second, a second in all."""
    for _ in range(10):
        page.clock.run_for(100)
        if line(page, text).is_visible():
            return
    expect(line(page, text)).to_be_visible()


@pytest.mark.full
def test_two_people_editing_one_line_are_shown_both_texts(open_page: Pages, room: LiveRoom) -> None:
    room.say("He was hungry.")
    chair, taker = open_page(), open_page()
    enter(chair, room)
    enter(taker, room, room.minute_taker)
    for page in (chair, taker):
        line(page, "He was hungry.").get_by_role("button", name=re.compile("^Edit")).click()
    change_to(chair, "He was hungry on Monday.")
    expect(taker.get_by_text("Somebody else changed this line")).to_be_visible()
    change_to(taker, "He was hungry and cold.")
    for page in (chair, taker):
        expect(line(page, "He was hungry on Monday.")).to_be_visible()
        expect(line(page, "He was hungry and cold.")).to_be_visible()
        expect(page.get_by_text("Two people changed this line at once")).to_be_visible()


def test_offline_the_words_stay_and_the_screen_says_so(offline: Pages, room: LiveRoom) -> None:
    page = offline()
    enter(page, room)
    page.context.set_offline(True)
    write(page, "Said while the network was gone.")
    expect(status(page)).to_have_text("Offline, kept on this device")
    expect(page.get_by_text("1 change waiting to be sent.")).to_be_visible()
    assert texts(room) == []
    page.context.set_offline(False)
    expect(status(page)).to_have_text("Saved")
    wait_for_texts(page, room, "Said while the network was gone.")
    wait_until_kept(page, 0)


def test_a_full_disk_is_said_and_the_words_stay(offline: Pages, room: LiveRoom) -> None:
    offline.complaints.forgive("507 (Insufficient Storage)")
    page = offline()
    enter(page, room)
    write(page, "Said before.")
    wait_for_texts(page, room, "Said before.")
    with full_disk("disclosure_operation"):
        write(page, "Said while the disk was full.")
        expect(status(page)).to_have_text("Not saved, kept on this device")
        expect(page.get_by_text("Chairside’s disk is full, so this is not saved")).to_be_visible()
        page.wait_for_timeout(1200)  # two questions are answered meanwhile, and nothing is saved
        expect(status(page)).to_have_text("Not saved, kept on this device")
        assert texts(room) == ["Said before."]
        page.reload()
        expect(status(page)).to_have_text("Not saved, kept on this device")
    expect(status(page)).to_have_text("Saved")
    wait_for_texts(page, room, "Said before.", "Said while the disk was full.")
    wait_until_kept(page, 0)


@pytest.mark.full
def test_what_is_kept_on_the_device_cannot_be_read_there(offline: Pages, room: LiveRoom) -> None:
    page = offline()
    enter(page, room)
    page.context.set_offline(True)
    write(page, "A secret line.")
    words(page).press_sequentially("Half a secr")
    wait_until_kept(page, 2)
    for columns, ciphertext in kept(page):
        assert columns == "at,conference,data,id,iv,period,person"
        assert "secr" not in ciphertext
    stored = page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")
    assert "secr" not in stored


def test_a_reload_offline_says_how_many_lines_are_kept_and_goes_on(
    offline: Pages, room: LiveRoom
) -> None:
    page = offline()
    enter(page, room)
    wait_for_worker(page)
    page.context.set_offline(True)
    write(page, "First line.")
    write(page, "Second line.")
    words(page).press_sequentially("And half a li")
    wait_until_kept(page, 3)
    page.reload()
    expect(page.get_by_text("3 lines are kept on this device.")).to_be_visible()
    assert "Okafor" not in page.content()
    assert "First line" not in page.content()
    page.context.set_offline(False)
    expect(words(page)).to_have_value("And half a li")
    wait_for_texts(page, room, "First line.", "Second line.")


@pytest.mark.full
def test_a_closed_tab_loses_no_character(offline: Pages, room: LiveRoom) -> None:
    page = offline()
    enter(page, room)
    page.context.set_offline(True)
    write(page, "Entered before the tab was closed.")
    words(page).press_sequentially("Typed, never entered: Ży")
    wait_until_kept(page, 2)
    context = page.context
    page.close()
    context.set_offline(False)
    again = new_tab(offline, context)
    again.goto(f"/conferences/{room.conference.pk}/live/")
    expect(words(again)).to_have_value("Typed, never entered: Ży")
    wait_for_texts(again, room, "Entered before the tab was closed.")


def test_an_expired_session_loses_nothing(offline: Pages, room: LiveRoom) -> None:
    page = offline()
    enter(page, room)
    Session.objects.all().delete()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(status(page)).to_have_text("Signed out, kept on this device")
    assert_accessible(page)
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again (opens a new tab)").click()
    offline.complaints.listen_to(opened.value)
    give_password(opened.value, room.chair)
    expect(opened.value.get_by_text("You are signed in").first).to_be_visible()
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_hidden()
    write(page, "Said after signing in again.")
    wait_for_texts(page, room, "Said after signing in again.")


@pytest.mark.full
def test_words_written_as_the_session_ends_are_sent_by_the_same_person(
    offline: Pages, room: LiveRoom
) -> None:
    page = offline()
    enter(page, room)
    page.context.set_offline(True)
    write(page, "Written by the chair.")
    wait_until_kept(page, 1)
    Session.objects.all().delete()
    page.close()
    context = page.context
    context.set_offline(False)
    other = new_tab(offline, context)
    enter(other, room, room.minute_taker)
    assert texts(room) == []
    assert len(kept(other)) == 1
    context.clear_cookies()
    other.close()
    mine = new_tab(offline, context)
    enter(mine, room)
    wait_for_texts(mine, room, "Written by the chair.")
    assert Passage.objects.get().author == room.chair


@pytest.mark.full
def test_signing_out_with_unsent_words_is_stopped(offline: Pages, room: LiveRoom) -> None:
    page = offline()
    enter(page, room)
    words(page).press_sequentially("Half a line")
    wait_until_kept(page, 1)
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("heading", name="You have unsent words")).to_be_visible()
    assert_accessible(page)
    page.get_by_role("button", name="Stay and send").click()
    words(page).press("Enter")
    wait_for_texts(page, room, "Half a line")
    wait_until_kept(page, 0)
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url(lambda url: "/live/" not in url)


def test_by_keyboard_alone(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    page.keyboard.press("F8")
    page.keyboard.type("Typed by keyboard.")
    page.keyboard.press("Enter")
    expect(line(page, "Typed by keyboard.")).to_be_visible()
    chip = page.locator(".chairside-live-composer [data-audience]")
    expect(chip).to_have_text("For: Amara, 4 professionals")
    page.keyboard.press("F2")
    expect(chip).to_have_text("For: Professionals only (4)")
    page.keyboard.type("For professionals.")
    page.keyboard.press("Enter")
    private = line(page, "For professionals.")
    expect(private.get_by_role("button", name="For: Professionals only (4)")).to_be_visible()
    page.keyboard.press("Alt+3")
    page.keyboard.type("Nana helps every day.")
    page.keyboard.press("Enter")
    good = page.locator("[data-heading=working_well] [data-passage]")
    expect(good).to_contain_text("Nana helps every day.")
    page.keyboard.press("F9")
    expect(page.get_by_label("Idris Between")).to_be_focused()
    page.keyboard.press("?")
    page.get_by_role("button", name="Keyboard help").focus()
    page.keyboard.press("?")
    expect(page.get_by_role("heading", name="Keyboard")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Keyboard help")).to_be_focused()


def test_long_words_are_warned_about_and_added_all_the_same(
    open_page: Pages, room: LiveRoom
) -> None:
    page = open_page()
    enter(page, room)
    meter = page.locator("#composer-meter")
    words(page).fill("The cat sat on the mat.")
    expect(meter).to_have_text("Reading age about 5 (Flesch-Kincaid, English). Good.")
    long_words = "The father frightened the children yesterday evening."
    words(page).fill(long_words)
    warning = (
        "Reading age about 16 (Flesch-Kincaid, English). "
        "Try shorter words and sentences: aim for 9."
    )
    expect(meter).to_have_text(warning)
    expect(words(page)).to_have_accessible_description(re.compile(re.escape(warning)))
    words(page).press("Enter")
    expect(line(page, long_words)).to_be_visible()
    expect(meter).to_be_empty()
    wait_for_texts(page, room, long_words)


@pytest.mark.full
def test_widening_is_a_deliberate_act_with_a_name(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    write(page, "He was hungry.")
    line(page, "He was hungry.").get_by_role("button", name=re.compile("^For: Amara")).click()
    page.get_by_label("Björn Lindqvist (father)").check()
    notice = page.get_by_text(f"It is recorded with your name, {room.chair.name}.")
    expect(notice).to_be_visible()
    page.get_by_role("button", name="Save").click()
    chip = line(page, "He was hungry.").get_by_role("button", name=re.compile("Björn"))
    expect(chip).to_be_visible()


@pytest.mark.full
def test_a_part_for_professionals_is_marked_and_gives_the_family_nothing(
    open_page: Pages, room: LiveRoom
) -> None:
    page = open_page()
    enter(page, room)
    page.get_by_label("Part of the meeting", exact=True).select_option(label="Professionals only")
    page.get_by_role("button", name="Go to this part").click()
    expect(page.get_by_text("No family member is given what is said now.")).to_be_visible()
    write(page, "Said among professionals.")
    chip = line(page, "Said among professionals.").get_by_role(
        "button", name="For: Professionals only (4)"
    )
    expect(chip).to_be_visible()


def test_a_decision_is_made_for_a_child(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    card = page.get_by_role("region", name="Decision for Ty'rese Okafor-Lindqvist")
    card.get_by_label("Fictional School or nursery").select_option("no_plan")
    card.get_by_label("Met", exact=True).check()
    why = card.get_by_label("Why", exact=True)
    expect(why).to_have_accessible_description("The family will read this")
    why.fill("He has been hurt twice.")
    card.get_by_label("Outcome").select_option("child_protection")
    card.get_by_role("button", name="Record the decision").click()
    expect(card.get_by_text("Choose the category of the plan.")).to_be_visible()
    card.get_by_label("Category").select_option("PHY")
    card.get_by_label("Lead worker").select_option(label="Sorrel Worker (Children's social care)")
    card.get_by_role("button", name="Record the decision").click()
    expect(
        card.get_by_text("the chair's reason, because agencies disagree", exact=False)
    ).to_be_visible()
    decision = Decision.objects.get()
    assert (decision.category, decision.threshold_reason) == ("PHY", "He has been hurt twice.")


@pytest.mark.full
def test_a_half_made_decision_survives_a_reload(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    card = page.get_by_role("region", name="Decision for Ty'rese Okafor-Lindqvist")
    card.get_by_label("Not met").check()
    card.get_by_label("Why", exact=True).press_sequentially("Because he is sa")
    wait_until_kept(page, 1)
    page.reload()
    expect(card.get_by_label("Why", exact=True)).to_have_value("Because he is sa")
    expect(card.get_by_label("Not met")).to_be_checked()


@pytest.mark.full
def test_risk_outside_the_home_changes_the_headings(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    card = page.get_by_role("region", name="Decision for Ty'rese Okafor-Lindqvist")
    card.get_by_label("The risk is outside the home").check()
    heading = page.get_by_role("heading", name="What is happening outside the home that worries us")
    expect(heading).to_be_visible()


@pytest.mark.full
def test_markup_somebody_typed_stays_words(open_page: Pages, room: LiveRoom) -> None:
    page = open_page()
    enter(page, room)
    write(page, "<img src=x onerror=alert(1)> & <b>bold</b>")
    expect(line(page, "<img src=x onerror=alert(1)> & <b>bold</b>")).to_be_visible()
    assert page.locator("[data-passage] img, [data-passage] b").count() == 0


@pytest.mark.full
def test_without_scripts_the_page_offers_paper(open_page: Pages, room: LiveRoom) -> None:
    page = open_page(java_script_enabled=False)
    page.goto(f"/accounts/login/?next=/conferences/{room.conference.pk}/live/")
    give_password(page, room.chair)
    expect(page.get_by_text("The live room needs JavaScript")).to_be_visible()
    expect(page.get_by_role("link", name="print the paper bundle")).to_be_visible()
