"""Clearing and handing over, in a real browser, on a desk and on a telephone."""

from __future__ import annotations

import re

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.models import User
from disclosure.domain.clearing import submit
from disclosure.domain.guests import issue_guest_pass
from disclosure.enums import PackState
from disclosure.models import Handover, Pack
from notifications.models import Message
from people.enums import RelationshipKind, Role, SafeContact
from people.models import Family
from tests.factories.accounts import PASSWORD
from tests.factories.disclosure import (
    make_chair,
    make_pack,
    make_passage,
    make_recipient,
    make_record,
    make_upload,
)
from tests.factories.people import (
    confirm,
    make_child,
    make_family,
    make_person,
    make_relationship,
    make_staff,
)
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def pack(db: None) -> Pack:
    return pack_that_waits()


def pack_that_waits() -> Pack:
    """For a second person: a strange name, and a mother who has gone home."""
    family: Family = make_family("Okonkwo-Hale")
    child = make_child("Ada Okonkwo-Hale", family=family)
    mother = make_person(
        "Ngozi Okonkwo-Hale",
        email="ngozi@family.example",
        safe_contact=SafeContact.EMAIL,
    )
    confirm(mother)
    make_relationship(child, mother, kind=RelationshipKind.MOTHER)
    make_child("Jayden Whitlock")
    chair = make_chair(family)
    record = make_record(family)
    passage = make_passage(record, "Jayden was there when it happened.", audience=[mother])
    hidden = make_passage(record, "Not for her ears.")
    recipient = make_recipient(record, mother, in_the_room=False)
    return submit(make_pack(recipient, passage, hidden, by=chair), by=chair)


@pytest.fixture
def duty(db: None) -> User:
    return make_staff(Role.DUTY_PRINCIPAL_OFFICER, email="duty@chairside.example")


def looked_at(page: Page, name: str, width: int) -> None:
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"packs_{name}_{width}")


@pytest.mark.parametrize("width", [1280, 360])
def test_the_duty_officer_clears_a_pack(
    open_page: Pages, pack: Pack, duty: User, width: int
) -> None:
    page = open_page(width=width)
    sign_in(page, duty.email, PASSWORD, then="/packs/")
    looked_at(page, "queue", width)
    page.get_by_role("link", name=re.compile("Ngozi Okonkwo-Hale")).click()
    expect(page.get_by_role("mark").first).to_have_text("Jayden")
    looked_at(page, "preview", width)
    page.get_by_label("It is an ordinary word, not a name").check()
    page.get_by_role("button", name="It may stand").click()
    page.get_by_role("button", name="I have read it: clear and release").click()
    expect(page.get_by_text("is cleared and released")).to_be_visible()
    looked_at(page, "queue_empty", width)
    pack.refresh_from_db()
    assert pack.state == PackState.RELEASED


@pytest.mark.parametrize("width", [1280, 360])
def test_it_is_handed_over_and_stands_in_the_log(
    open_page: Pages, pack: Pack, duty: User, width: int
) -> None:
    Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
    page = open_page(width=width)
    sign_in(page, duty.email, PASSWORD, then=f"/packs/records/{pack.record_id}/")
    looked_at(page, "record", width)
    page.get_by_role("link", name="Ngozi Okonkwo-Hale").click()
    page.get_by_label("Handed over in person").check()
    page.get_by_label("Name as signed").fill("N. Okonkwo-Hale")
    page.get_by_role("button", name="Record the hand-over").click()
    expect(page.get_by_text("is handed over")).to_be_visible()
    page.goto(f"/packs/records/{pack.record_id}/log/")
    expect(page.get_by_text("Signed N. Okonkwo-Hale")).to_be_visible()
    looked_at(page, "log", width)
    assert Handover.objects.count() == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_a_scanned_report_is_read_by_a_second_person(
    open_page: Pages, pack: Pack, duty: User, width: int
) -> None:
    scan = make_upload(pack.record.family, "", by=pack.created_by, name="School report.pdf")
    page = open_page(width=width)
    sign_in(page, duty.email, PASSWORD, then=f"/packs/records/{pack.record_id}/documents/")
    looked_at(page, "documents", width)
    page.get_by_role("link", name="School report.pdf").click()
    picture = page.get_by_role("img", name="Page 1 of this document")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("it => it.naturalWidth") > 500
    looked_at(page, "document", width)
    page.get_by_role("button", name="I have read every page").click()
    expect(page.get_by_text("Every page read by")).to_be_visible()
    looked_at(page, "document_read", width)
    scan.refresh_from_db()
    assert scan.read_by == duty


@pytest.mark.parametrize("width", [1280, 360])
def test_a_guest_gets_one_paper(open_page: Pages, pack: Pack, duty: User, width: int) -> None:
    Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
    issue_guest_pass(pack, link="/g/{token}/", by=duty)
    link = re.search(r"/g/\S+/", Message.objects.get().body)
    assert link
    page = open_page(width=width)
    page.goto(link[0])
    looked_at(page, "guest", width)
    page.get_by_role("button", name="Send me a code").click()
    looked_at(page, "guest_code", width)
    code = re.findall(r"\b\d{6}\b", Message.objects.get(subject="Your code").body)[0]
    page.get_by_label("Code", exact=True).fill(code)
    with page.expect_download() as got:
        page.get_by_role("button", name="Get the paper").click()
    assert got.value.suggested_filename == f"{pack.number}.pdf"
