"""Ten minutes without a network, in which the session ends: nothing lost, nothing doubled."""

from __future__ import annotations

import datetime as dt

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import expect

from disclosure.models import Operation, Passage
from tests.factories.live import LiveRoom
from tests.journeys.browser import Pages
from tests.journeys.live_pages import (
    enter,
    give_password,
    line,
    status,
    texts,
    wait_for_texts,
    wait_until_kept,
    words,
    write,
)

pytestmark = [pytest.mark.journey, pytest.mark.full]
SAID = [f"Said in minute {minute}, without a network." for minute in range(1, 11)]


def test_ten_minutes_without_a_network_and_the_session_gone(offline: Pages, room: LiveRoom) -> None:
    """The clock is the page's own, so that its patience runs out as it would."""
    offline.complaints.forgive("403 (Forbidden)")  # the old form token: a fresh one is asked for
    page = offline()
    page.clock.install(time=dt.datetime.now(dt.UTC))
    enter(page, room)
    write(page, "Said before.")
    wait_for_texts(page, room, "Said before.")
    wait_until_kept(page, 0)
    page.context.set_offline(True)
    for number, text in enumerate(SAID, start=1):
        write(page, text)
        page.clock.run_for(60_000)
        expect(status(page)).to_have_text("Offline, kept on this device")
        told = "1 change" if number == 1 else f"{number} changes"
        expect(page.get_by_text(f"{told} waiting to be sent.")).to_be_visible()
        if number == 5:
            Session.objects.all().delete()
    words(page).press_sequentially("And half a li")
    wait_until_kept(page, len(SAID) + 1)
    assert texts(room) == ["Said before."]
    page.context.set_offline(False)
    page.clock.run_for(60_000)
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_visible()
    expect(status(page)).to_have_text("Signed out, kept on this device")
    assert texts(room) == ["Said before."]
    with page.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again (opens a new tab)").click()
    offline.complaints.listen_to(opened.value)
    give_password(opened.value, room.chair)
    expect(opened.value.get_by_text("You are signed in").first).to_be_visible()
    page.clock.run_for(60_000)
    expect(page.get_by_role("heading", name="You have been signed out")).to_be_hidden()
    wait_for_texts(page, room, "Said before.", *SAID)
    expect(status(page)).to_have_text("Saved")
    expect(words(page)).to_have_value("And half a li")
    for text in SAID:
        expect(line(page, text)).to_have_count(1)
    assert Passage.objects.count() == len(SAID) + 1
    assert Operation.objects.count() == len(SAID) + 1
    assert set(Passage.objects.values_list("author", flat=True)) == {room.chair.pk}
