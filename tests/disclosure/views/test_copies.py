"""Copies on paper: the hub's printer, what happens when it fails, reprints and what lies there."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from bookings.domain.hub_postings import sit_at
from disclosure.domain.clearing import clear, open_for_clearing, submit
from disclosure.domain.failed_prints import choose_instead
from disclosure.domain.printing import make_print_job
from disclosure.domain.releasing import release
from disclosure.enums import HandoverWay, Instead
from disclosure.models import Handover, Pack
from disclosure.start_page import tasks
from people.domain.queries import posted
from people.enums import Role, SafeContact
from people.start_page import owed_by_name
from rehearsal.past import as_if
from tests.disclosure.conftest import Household
from tests.factories.bookings import make_hub
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.people import confirm, make_residence, make_staff
from tests.factories.timescales import make_calendar_day
from timescales.domain import current_clock, today_in_london
from timescales.enums import DayKind
from timescales.working_days import add_working_days


@pytest.fixture
def cleared(home: Household) -> Pack:
    """Released after a second person cleared it, so that it may leave in any way."""
    words = make_passage(home.record, "Some words.", audience=[home.mother])
    recipient = make_recipient(home.record, home.mother, in_the_room=False)
    pack = submit(make_pack(recipient, words, by=home.chair), by=home.chair)
    duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
    open_for_clearing(pack, by=duty)
    clear(pack, by=duty)
    return release(pack, by=duty)


@pytest.fixture
def support() -> User:
    """Business support at the North hub, whose printer has a name; the South hub has one too."""
    user, head = make_staff(Role.BUSINESS_SUPPORT), make_staff(Role.HEAD_OF_SERVICE)
    make_hub("South hub", printer="SOUTH-1")
    north = make_hub("North hub", printer="NORTH-1")
    sit_at(posting=user.postings.get(), hub=north, by=head)
    return user


def at_south(db: object = None) -> User:
    from bookings.models import Hub

    user, head = make_staff(Role.BUSINESS_SUPPORT), make_staff(Role.HEAD_OF_SERVICE)
    sit_at(posting=user.postings.get(), hub=Hub.objects.get(name="South hub"), by=head)
    return user


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: int, **query: str) -> str:
    response = client.get(reverse(f"packs:{name}", args=args), query)
    assert response.status_code == 200
    return response.content.decode()


def wanted_of(user: User) -> list[str]:
    return [task.url for task in tasks(user)]


def told_of(pack: Pack) -> set[int]:
    """Whose morning email counts it."""
    return {row.user_id for row in owed_by_name() if row.fact == f"print:{pack.pk}"}


def test_a_print_that_failed_waits_at_its_hub_until_another_way_is_chosen(
    cleared: Pack, support: User
) -> None:
    client, elsewhere = signed_in(support), at_south()
    sheet = page(client, "record", cleared.record_id)
    assert '<option value="NORTH-1" selected>North hub: NORTH-1</option>' in sheet
    assert "South hub: SOUTH-1" in sheet
    url = reverse("packs:print", args=[cleared.record_id])
    client.post(url, {"packs": [cleared.pk], "printer": "NORTH-1"})
    copy = cleared.copies.get()
    assert (copy.job.printer, copy.job.place[:4]) == ("NORTH-1", "hub:")
    assert wanted_of(support) == []
    settled = reverse("packs:copy_settled", args=[cleared.pk, 1])
    failed = reverse("packs:print_failed", args=[cleared.pk, 1])
    assert client.post(settled, {"state": "failed"})["Location"] == failed
    assert wanted_of(support) == [failed]
    assert "The printer failed: choose how" in client.get("/").content.decode()
    assert wanted_of(elsewhere) == wanted_of(make_staff(Role.SOCIAL_WORKER)) == []
    chair = cleared.record.family.case_roles.get(kind="chair").professional.user
    assert wanted_of(chair) == [failed]
    told = told_of(cleared)
    assert {support.pk, chair.pk} <= told
    assert not told & {elsewhere.pk, *(user.pk for user in posted(Role.SOCIAL_WORKER))}

    mother = cleared.recipient.person
    mother.safe_contact = SafeContact.POST
    mother.save()
    home_of_hers = make_residence(mother)
    today = today_in_london()
    tomorrow = add_working_days(today, 1, current_clock().calendar)
    make_calendar_day(tomorrow, kind=DayKind.LOCAL_CLOSURE)
    after = add_working_days(today, 2, current_clock().calendar)
    asked = client.post(failed, {"instead": "post"})
    assert "There is a problem" in asked.content.decode()
    assert client.post(failed, {"instead": "post", "address_confirmed": "on"}).status_code == 302
    copy.refresh_from_db()
    assert (copy.instead, copy.instead_on) == (Instead.POST, after)
    handover = Handover.objects.get()
    assert (handover.way, handover.note) == (HandoverWay.POST, "The printer failed")
    assert handover.to_address == str(home_of_hers.address)
    assert wanted_of(support) == list(told_of(cleared)) == []
    letters = reverse("conferences:letters")
    assert (
        f"To post on {after:%A} {after.day} {after:%B %Y}" in client.get(letters).content.decode()
    )
    assert "letter to print" not in client.get("/").content.decode()
    with as_if(after):
        client = signed_in(support)
        assert "To post on" not in client.get(letters).content.decode()
        assert "1 letter to print" in client.get("/").content.decode()
    assert "instead: post, the next working day" in page(client, "log", cleared.record_id)
    assert "This is settled: post" in page(client, "print_failed", cleared.pk, 1)
    with pytest.raises(WrongState, match="This is settled"):
        choose_instead(copy, instead=Instead.SHOWN_ON_SCREEN, by=support)


def test_a_link_goes_out_at_once_and_a_reprint_settles_it_too(cleared: Pack, support: User) -> None:
    make_print_job(packs=[cleared], printer="NORTH-1", by=support)
    cleared.copies.update(state="failed")
    copy = cleared.copies.get()
    with pytest.raises(NotAllowed):
        choose_instead(copy, instead=Instead.SHOWN_ON_SCREEN, by=make_staff(Role.SOCIAL_WORKER))
    make_print_job(packs=[cleared], printer="NORTH-1", by=support, reason="It failed")
    assert wanted_of(support) == []
    again = cleared.copies.get(copy_number=2)
    cleared.copies.filter(pk=again.pk).update(state="failed")
    mother = cleared.recipient.person
    mother.safe_contact, mother.email = SafeContact.EMAIL, "ngozi@family.example"
    mother.save()
    confirm(mother)
    choose_instead(again, instead=Instead.SECURE_LINK, link="https://x/{token}/", by=support)
    assert cleared.guest_passes.count() == 1
    assert (again.instead, again.instead_on) == (Instead.SECURE_LINK, today_in_london())


def test_reprints_and_uncollected_copies_are_counted_with_the_list_behind(
    cleared: Pack, support: User, home: Household
) -> None:
    for reason in ("", "It jammed."):
        make_print_job(packs=[cleared], printer="NORTH-1", by=support, reason=reason)
    cleared.copies.filter(copy_number=1).update(state="uncollected")
    sheet = page(signed_in(home.chair), "record", cleared.record_id)
    assert "Reprints: 1. Left uncollected: 1." in sheet
    assert "It jammed." in sheet
    head = signed_in(make_staff(Role.HEAD_OF_SERVICE))
    counted = page(head, "copies")
    assert counted.count("North hub") >= 1
    copy = cleared.copies.get(copy_number=2)
    month = f"{timezone.localtime(copy.job.at):%Y-%m}"
    behind = page(head, "copies", what="reprints", month=month, hub=copy.job.place)
    assert "copy 2</a>" in behind
    assert "copy 1</a>" not in behind
    lying = page(head, "copies", what="uncollected", month=month, hub=copy.job.place)
    assert "copy 1</a>" in lying
    assert page(head, "copies", what="nonsense", month="2026-99").count("<li><a") == 0
