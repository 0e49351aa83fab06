"""A guest: one person, one pack, one code; everything else ends the pass."""

from __future__ import annotations

import datetime as dt
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from disclosure.domain import guests, one_time
from disclosure.domain.guests import (
    NO_LONGER,
    collect,
    find_pass,
    issue_guest_pass,
    send_code,
)
from disclosure.domain.handing_over import hand_over, reason_to_hold_pack
from disclosure.domain.releasing import recall
from disclosure.enums import Capacity, HandoverWay, PackState
from disclosure.models import GuestPass, Handover, Pack, PackAccess
from disclosure.wording import translated, words
from notifications.domain import deliver_waiting
from notifications.enums import Channel
from notifications.models import Message
from people.enums import SafeContact
from people.models import Person, Professional, Relationship
from tests.disclosure.conftest import Household
from tests.factories.disclosure import make_pack, make_passage, make_recipient
from tests.factories.people import (
    confirm,
    make_address,
    make_child,
    make_person,
    make_professional,
    make_relationship,
    make_residence,
)

LINK = "https://chairside.example/g/{token}/"


@pytest.fixture
def pack(home: Household) -> Pack:
    """Cleared and released, for a mother whose email is confirmed and safe."""
    home.mother.email = "ngozi@family.example"
    home.mother.safe_contact = SafeContact.EMAIL
    home.mother.telephone = "07700 900123"
    home.mother.save()
    confirm(home.mother)
    passage = make_passage(home.record, "Private words.", audience=[home.mother])
    pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
    pack.state, pack.cleared_at = PackState.RELEASED, timezone.now()
    pack.save()
    return pack


def issued(pack: Pack, by: User) -> str:
    issue_guest_pass(pack, link=LINK, by=by)
    body = Message.objects.get(subject="A paper for you").body
    found = re.search(r"/g/([^/]+)/", body)
    assert found
    return found[1]


def code_of() -> str:
    body = Message.objects.filter(subject="Your code").latest("pk").body
    return re.findall(r"\b\d{6}\b", body)[0]


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 1_000_000:06}"


def test_the_right_code_gives_the_pack_once(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    code = code_of()
    got, content = collect(token, code=f" {code[:3]} {code[3:]}")
    assert (got.pk, content[:4]) == (pack.pk, b"%PDF")
    with pytest.raises(DomainError):
        collect(token, code=code)
    assert Handover.objects.get().way == "secure_link"
    assert PackAccess.objects.get(way="guest").guest == GuestPass.objects.get()


def test_no_message_says_what_it_is_about(home: Household, pack: Pack) -> None:
    send_code(issued(pack, home.chair))
    for message in Message.objects.all():
        text = f"{message.subject} {message.body}"
        for private in ("Ngozi", "Okonkwo", "Ada", "child protection", "conference", "plan"):
            assert private not in text
        assert message.attachments == []


def test_only_hashes_are_kept(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    held = str(GuestPass.objects.values().get())
    assert token not in held
    assert code_of() not in held


def test_five_wrong_codes_end_the_pass(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    code = code_of()
    for _ in range(5):
        with pytest.raises(DomainError):
            collect(token, code=wrong(code))
    with pytest.raises(NotAllowed):
        collect(token, code=code)


def test_codes_are_rate_limited(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    with pytest.raises(WrongState, match="Wait a minute"):
        send_code(token)
    for _ in range(4):
        GuestPass.objects.update(code_sent_at=timezone.now() - dt.timedelta(minutes=2))
        send_code(token)
    GuestPass.objects.update(code_sent_at=timezone.now() - dt.timedelta(minutes=2))
    with pytest.raises(WrongState, match="too many"):
        send_code(token)


def test_an_old_code_does_not_work(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    GuestPass.objects.update(code_sent_at=timezone.now() - dt.timedelta(minutes=11))
    with pytest.raises(DomainError):
        collect(token, code=code_of())


@pytest.mark.parametrize(
    "ended",
    [
        {"expires_at": timezone.now() - dt.timedelta(days=1)},
        {"revoked_at": timezone.now()},
    ],
)
def test_an_ended_link_does_not_work(
    home: Household, pack: Pack, ended: dict[str, dt.datetime]
) -> None:
    token = issued(pack, home.chair)
    GuestPass.objects.update(**ended)
    with pytest.raises(NotAllowed):
        find_pass(token)


@pytest.mark.parametrize("asks", ["get", "post"])
def test_links_that_never_were_fill_the_audit_no_further(db: None, asks: str) -> None:
    """Of those that were, the first tries are recorded, wherever they come from: see below."""
    stranger = Client(REMOTE_ADDR="192.0.2.41")
    for number in range(25):
        address = f"/g/made-up-{number}/" + ("" if asks == "get" else "code/")
        assert getattr(stranger, asks)(address).status_code == 403
    tried = Event.objects.using("audit").filter(verb="disclosure.find_pass")
    assert tried.filter(address="192.0.2.41").count() == 20


def test_nor_does_the_holder_of_a_link_that_was_taken_back(home: Household, pack: Pack) -> None:
    link = f"/g/{issued(pack, home.chair)}/"
    GuestPass.objects.update(revoked_at=timezone.now())
    for number in range(25):
        assert Client(REMOTE_ADDR=f"192.0.2.{number}").get(link).status_code == 403
    tried = Event.objects.using("audit").filter(verb="disclosure.find_pass")
    assert [event.subject_ids for event in tried] == [[GuestPass.objects.get().pk]] * 20


def test_nor_the_holder_of_a_right_code_for_a_pack_that_is_kept_back(
    home: Household, pack: Pack
) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    Relationship.objects.filter(person=home.mother).update(must_not_be_told=True)
    for _ in range(25):
        with pytest.raises(NotAllowed):
            collect(token, code=code_of())
    assert Event.objects.using("audit").filter(verb="disclosure.collect").count() == 20


def test_a_recall_ends_the_link_and_withdraws_the_message(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    recall(pack, by=home.chair, reason="Wrong date.")
    with pytest.raises(NotAllowed):
        find_pass(token)
    assert Message.objects.get().state == "withdrawn"


@pytest.mark.parametrize(
    "change",
    [
        {"safe_contact": SafeContact.BY_HAND},
        {"email": "another@family.example"},
        {"email": ""},
    ],
)
def test_only_to_an_address_that_is_confirmed_and_safe(
    home: Household, pack: Pack, change: dict[str, object]
) -> None:
    type(home.mother).objects.filter(pk=home.mother.pk).update(**change)
    with pytest.raises(WrongState):
        issue_guest_pass(pack, link=LINK, by=home.chair)


def test_a_link_is_not_sent_to_an_email_that_came_back(home: Household, pack: Pack) -> None:
    """It was confirmed before she gave another one, and nobody has made sure of it since."""
    old, mother = home.mother.email, Person.objects.get(pk=home.mother.pk)
    mother.email = "new@family.example"
    mother.save()
    confirm(mother)
    pack.refresh_from_db()
    assert issued(pack, home.chair)
    mother.email = old
    mother.save()
    pack.refresh_from_db()
    with pytest.raises(WrongState, match="has not been confirmed"):
        issue_guest_pass(pack, link=LINK, by=home.chair)


def test_a_pack_released_for_the_room_cannot_be_sent(home: Household, pack: Pack) -> None:
    Pack.objects.update(cleared_at=None)
    with pytest.raises(WrongState, match="for the room only"):
        issue_guest_pass(pack, link=LINK, by=home.chair)


def test_a_new_link_ends_the_old_one(home: Household, pack: Pack) -> None:
    old = issued(pack, home.chair)
    issue_guest_pass(pack, link=LINK, by=home.chair)
    with pytest.raises(NotAllowed):
        find_pass(old)


def test_a_guest_is_never_told_why_the_paper_is_kept_back(home: Household, pack: Pack) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    Relationship.objects.filter(person=home.mother).update(must_not_be_told=True)
    with pytest.raises(NotAllowed) as refusal:
        collect(token, code=code_of())
    assert refusal.value.message == NO_LONGER
    assert not Handover.objects.exists()


@pytest.mark.parametrize(
    "change", [{"safe_contact": SafeContact.POST}, {"email": "new@family.example"}]
)
def test_an_email_that_is_no_longer_safe_gets_neither_link_nor_paper(
    home: Household, pack: Pack, change: dict[str, str]
) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    Person.objects.filter(pk=home.mother.pk).update(**change)
    deliver_waiting()
    assert set(Message.objects.values_list("state", flat=True)) == {"held"}
    with pytest.raises(NotAllowed):
        collect(token, code=code_of())
    assert not Handover.objects.exists()


def test_tries_sent_all_at_once_are_counted_one_by_one(
    home: Household, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    token = issued(pack, home.chair)
    send_code(token)
    read_before_the_others_were_counted = find_pass(token)
    GuestPass.objects.update(wrong_codes=5)
    monkeypatch.setattr(guests, "find_pass", lambda token: read_before_the_others_were_counted)
    with pytest.raises(NotAllowed):
        collect(token, code=code_of())


class TestByText:
    """To a confirmed mobile telephone of somebody who may be reached that way."""

    LINK = "https://chairside.example/g/{token}/"

    @pytest.fixture(autouse=True)
    def texts(self, settings: Settings) -> None:
        way = "notifications.channels.folder.Folder"
        settings.OUTBOX_WAYS = {**settings.OUTBOX_WAYS, "sms": way}

    def text(self, home: Household, pack: Pack) -> Message:
        home.mother.safe_contact = SafeContact.PHONE
        home.mother.save()
        pack.refresh_from_db()
        issue_guest_pass(pack, link=self.LINK, by=home.chair, channel=Channel.SMS)
        return Message.objects.latest("pk")

    def test_link_and_code_go_to_the_telephone_and_say_nothing(
        self, home: Household, pack: Pack
    ) -> None:
        link = self.text(home, pack)
        token = re.search(r"/g/([^/]+)/", link.body)
        assert token
        send_code(token[1])
        code = Message.objects.latest("pk")
        for message in (link, code):
            assert (message.channel, message.to_address) == ("sms", "07700 900123")
            assert not [word for word in ("Ngozi", "Ada", "plan") if word in message.body]
        assert code.not_after_at - timezone.now() <= dt.timedelta(minutes=10)
        got, _ = collect(token[1], code=re.findall(r"\b\d{6}\b", code.body)[0])
        assert got.pk == pack.pk

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"safe_contact": SafeContact.EMAIL}, "not a safe way"),
            ({"telephone": "07700 900124"}, "has not been confirmed"),
            ({"telephone": ""}, "No telephone number is known for Ngozi"),
        ],
    )
    def test_not_to_one_that_is_unconfirmed_or_unsafe(
        self, home: Household, pack: Pack, change: dict[str, object], why: str
    ) -> None:
        Person.objects.filter(pk=home.mother.pk).update(
            **{"safe_contact": SafeContact.PHONE, **change}
        )
        pack.refresh_from_db()
        with pytest.raises(WrongState, match=why):
            issue_guest_pass(pack, link=self.LINK, by=home.chair, channel=Channel.SMS)

    def test_not_to_a_landline_or_one_shared_with_a_risk(self, home: Household, pack: Pack) -> None:
        partner = make_person("Dean Hazard", telephone="+44 7700 900123")
        make_relationship(pack.record.family.children.first(), partner, poses_risk=True)
        with pytest.raises(WrongState, match="poses a risk"):
            self.text(home, pack)
        home.mother.telephone = "0113 496 0001"
        home.mother.save()
        confirm(home.mother)
        with pytest.raises(WrongState, match="not a mobile"):
            self.text(home, pack)

    def test_not_where_the_service_sends_no_texts(
        self, home: Household, pack: Pack, settings: Settings
    ) -> None:
        settings.OUTBOX_WAYS = {"email": settings.OUTBOX_WAYS["email"], "sms": ""}
        with pytest.raises(WrongState, match="cannot send text messages"):
            self.text(home, pack)


def test_a_guest_is_written_to_in_their_language(home: Household, pack: Pack) -> None:
    pack.recipient.language = "pl"
    pack.recipient.save()
    issue_guest_pass(pack, link=LINK, by=home.chair)
    message = Message.objects.get()
    assert message.subject == "Dokument dla Ciebie"
    assert "Otwórz ten link" in message.body


@pytest.mark.parametrize(
    "message",
    [guests.NO_LONGER, one_time.WRONG_CODE, one_time.TOO_MANY, one_time.TOO_SOON],
)
def test_whatever_a_guest_is_told_is_fixed_wording_in_each_language(message: str) -> None:
    message = message.format(ask="your social worker")
    told = {translated(message, language) for language in ("en", "pl", "ur", "ar")}
    assert len(told) == 4


def test_the_pages_of_a_link_are_in_the_language_of_the_paper(
    home: Household, pack: Pack, settings: Any
) -> None:
    link, client = f"/g/{issued(pack, home.chair)}/", Client()
    pack.recipient.language = "ur"
    pack.recipient.save()
    urdu, english = words("ur"), words("en")

    def shown(status: int = 200, **data: str) -> str:
        answer = client.post(link, data) if data else client.get(link)
        assert answer.status_code == status
        return answer.content.decode()

    first = shown()
    assert '<html lang="ur" class="govuk-template" dir="rtl"' in first
    assert urdu["guest.page.private.email"] in first
    assert urdu["draft"] in first
    client.post(f"{link}code/")
    wrong_one = shown(code="000000")
    assert urdu["page.problem"] in wrong_one
    assert urdu["guest.wrong_code"] in wrong_one
    again = client.post(f"{link}code/", follow=True)
    assert (again.status_code, again.redirect_chain) == (200, [(link, 302)])
    assert urdu["guest.too_soon"] in again.content.decode()
    assert urdu["guest.page.code"] in again.content.decode()  # the one just sent can be typed
    # Where nobody has signed the words, production says it in English.
    settings.DISCLOSURE_ALLOW_DRAFT_WORDING = False
    unsigned = shown()
    assert english["guest.page.sent.email"] in unsigned
    assert '<html lang="en" class="govuk-template" dir="ltr"' in unsigned
    settings.DISCLOSURE_ALLOW_DRAFT_WORDING = True
    pack.guest_passes.update(revoked_at=timezone.now())
    gone = shown(status=403)
    assert all(words(language)["guest.no_longer"] in gone for language in ("en", "pl", "ur", "ar"))


def test_a_professional_has_it_at_work_whatever_is_agreed_with_their_own_family(
    home: Household,
) -> None:
    nurse = home.nurse
    own = {"email": nurse.work_email, "safe_contact": SafeContact.NONE}
    Person.objects.filter(pk=nurse.pk).update(**own)
    make_relationship(make_child(), nurse.person)
    make_residence(nurse.person, address=make_address("9 Elm Row", postcode="B20 4YY"))
    confirm(Person.objects.get(pk=nurse.pk))
    passage = make_passage(home.record, "For her.", audience=[nurse.person])
    sheet = make_recipient(home.record, nurse.person, capacity=Capacity.PROFESSIONAL)
    pack = make_pack(sheet, passage, by=home.chair)
    Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
    with pytest.raises(WrongState, match="has not been confirmed"):
        issue_guest_pass(pack, link=LINK, by=home.chair)
    confirm(nurse.person, at_work=True)
    issue_guest_pass(pack, link=LINK, by=home.chair)
    assert Message.objects.get().to_address == nurse.work_email
    posting = {"way": HandoverWay.POST, "by": home.chair, "address_confirmed": True}
    with pytest.raises(WrongState, match="No work address"):
        hand_over(pack, **posting)
    Professional.objects.filter(pk=nurse.pk).update(work_address="1 Clinic Way\nZZ1 1ZZ")
    sent = {"pack": pack.pk, "way": "post", "to_address": hand_over(pack, **posting).to_address}
    assert sent["to_address"] == "1 Clinic Way\nZZ1 1ZZ"
    assert reason_to_hold_pack(sent) == ""
    make_residence(home.adas_father, address=make_address("1 Clinic Way", postcode="zz1 1zz"))
    Relationship.objects.filter(person=home.adas_father).update(poses_risk=True)
    assert "poses a risk" in reason_to_hold_pack(sent)
    Professional.objects.filter(pk=nurse.pk).update(work_address="2 Clinic Way")
    assert "address has changed" in reason_to_hold_pack(sent)
    # Where somebody who poses a risk works, they read the office's box.
    make_professional(person=home.adas_father, work_email=nurse.work_email)
    with pytest.raises(WrongState, match="poses a risk"):
        issue_guest_pass(pack, link=LINK, by=home.chair)
