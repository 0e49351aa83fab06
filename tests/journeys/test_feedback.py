"""A parent says how it was, on a phone, by the code on the plan; harm reaches the duty officer."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest
from django.conf import LazySettings
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts.models import User
from disclosure.domain.rendering import bytes_of
from disclosure.models import Pack
from disclosure.rendering.reading import pages_of
from feedback.models import Answer, Comment
from people.enums import Role
from tests.factories.accounts import PASSWORD
from tests.factories.feedback import make_asked, make_head
from tests.factories.people import make_staff
from tests.journeys.browser import (
    Pages,
    assert_accessible,
    assert_reflows,
    screenshot,
    sign_in,
)

pytestmark = [pytest.mark.journey, pytest.mark.django_db(transaction=True)]
HARM = "Her boyfriend hits my little brother."


def looked_at(page: Page, name: str) -> None:
    assert_accessible(page)
    assert_reflows(page)
    screenshot(page, f"feedback_{name}")


def links_in(pack: Pack) -> set[str]:
    """Where the printed square and the printed address lead."""
    with pikepdf.open(io.BytesIO(bytes_of(pack))) as pdf:
        notes = [note for page in pdf.pages for note in page.get("/Annots", [])]
        return {str(note.A.URI) for note in notes}


@pytest.mark.full
def test_a_parent_says_how_it_was_and_harm_reaches_duty(
    open_page: Pages, settings: LazySettings
) -> None:
    settings.DISCLOSURE_ALLOW_DRAFT_WORDING = True
    cache.clear()
    head, duty = make_head(), make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    asked = make_asked()
    pack = asked.pack_of(asked.mother)
    [link] = links_in(pack)
    [code] = set(re.findall(r"F\w{3}(?:-\w{4}){3}", "".join(pages_of(bytes_of(pack)))))
    assert link.endswith(f"/f/en/{code}/")
    phone = open_page(width=360, height=740)
    by_the_link(phone, link.removeprefix(settings.SITE_ADDRESS))
    by_the_typed_code(phone, code)
    staff = open_page()
    reader_sends_to_duty(staff, head)
    duty_settles(open_page(), duty)
    assert Comment.objects.get().state == "settled"


def by_the_link(phone: Page, path: str) -> None:
    phone.goto(path)
    expect(phone.get_by_text("If a child is in danger now, phone 999.")).to_be_visible()
    looked_at(phone, "phone")
    phone.get_by_role("link", name="Easy read").click()
    looked_at(phone, "phone_easy")
    phone.get_by_role("group", name="Did people listen to you?").get_by_label("No").check()
    phone.get_by_label("What should we do better?").fill("x" * 3_001)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("alert")).to_contain_text("The most is 3,000")
    looked_at(phone, "phone_wrong")
    phone.get_by_label("What should we do better?").fill(HARM)
    phone.get_by_role("button", name="Send").click()
    expect(phone.get_by_role("heading", name="Thank you")).to_be_visible()
    looked_at(phone, "phone_thanks")
    assert Answer.objects.get().scores.get().score == "no"


def by_the_typed_code(phone: Page, code: str) -> None:
    """The other parent types it, in Arabic, and sends the same once more."""
    phone.goto("/f/ar/")
    looked_at(phone, "phone_enter")
    phone.get_by_role("textbox").fill(code.lower())
    phone.get_by_role("button").click()
    looked_at(phone, "phone_arabic")
    phone.get_by_role("textbox").nth(1).fill(HARM)
    phone.locator("button[type=submit]").click()
    expect(phone.get_by_role("heading", name="لدينا هذا من قبل")).to_be_visible()
    assert Answer.objects.count() == Comment.objects.count() == 1


def reader_sends_to_duty(page: Page, head: User) -> None:
    sign_in(page, head.email, PASSWORD, then="/feedback/")
    looked_at(page, "to_read")
    for name in ("months", "paper", "paper/family", "manage", "manage/settings"):
        page.goto(f"/feedback/{name}/")
        looked_at(page, name.replace("/", "_"))
    page.goto("/feedback/")
    expect(page.get_by_text(HARM)).to_be_visible()
    page.get_by_role("button", name=re.compile("send to duty")).click()
    expect(page.get_by_text("The duty officers are told now")).to_be_visible()


def duty_settles(page: Page, duty: User) -> None:
    sign_in(page, duty.email, PASSWORD)
    page.get_by_role("link", name="1 comment that may tell of harm").click()
    looked_at(page, "for_duty")
    page.get_by_role("button", name="Find the family, say what was done").click()
    looked_at(page, "with_duty")
    page.get_by_role("button", name="Find out which family it is").click()
    expect(page.get_by_role("heading", name=re.compile("Pendlewick")).first).to_be_visible()
    page.go_back()
    page.get_by_label("What was done, and who was told").fill("Strategy discussion today.")
    page.get_by_role("button", name="Save what was done").click()
    expect(page.get_by_text("What was done is recorded")).to_be_visible()
    looked_at(page, "settled")
    page.goto("/feedback/read/")
    looked_at(page, "been_read")
