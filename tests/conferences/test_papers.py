"""A paper's clock is met when the last of its kind has gone, not before."""

import pytest
from django.urls import reverse

from audit.models import Event
from conferences.domain.closing import close_conference
from conferences.domain.correcting import sign_off_record
from conferences.domain.packs import chosen_recipients
from conferences.domain.papers import meet_what_has_gone
from disclosure.enums import HandoverWay, PackState
from disclosure.models import Handover, Pack
from people.enums import CaseRoleKind, Role
from tests.conferences.test_closing import ready_meeting
from tests.conferences.test_packs import mother_of, packs_for
from tests.factories.people import (
    make_case_role,
    make_person,
    make_relationship,
    make_staff,
)
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


def gone(pack, by):
    Pack.objects.filter(pk=pack.pk).update(state=PackState.HANDED_OVER)
    Handover.objects.create(pack=pack, way=HandoverWay.IN_PERSON, sha256="0" * 64, by=by)


@pytest.fixture
def meeting():
    found = ready_meeting()
    mother = mother_of(found)
    packs_for(found, mother, found.conference.chair.person)
    close_conference(conference=found.conference, details=found.details(), by=found.chair)
    return found


def letters(meeting):
    return Pack.objects.filter(record=meeting.conference.record, kind="decision_letter")


def test_met_when_the_last_has_gone(meeting):
    for pack in letters(meeting):
        assert meet_what_has_gone() == 0
        gone(pack, meeting.chair)
    assert meet_what_has_gone() == 1
    assert Deadline.objects.get(rule="decision_letter").met_on == today_in_london()
    assert Deadline.objects.get(rule="plan_out").met_on is None
    assert meet_what_has_gone() == 0


def test_the_record_is_owed_from_the_signature_until_the_last_has_gone(meeting):
    owed = Deadline.objects.get(rule="record")
    sign_off_record(conference=meeting.conference, by=meeting.chair)
    records = list(Pack.objects.filter(record=meeting.conference.record, kind="summary_record"))
    assert len(records) == 2
    for pack in records:
        assert meet_what_has_gone() == 0
        gone(pack, meeting.chair)
    assert meet_what_has_gone() == 1
    owed.refresh_from_db()
    assert (owed.met_on, owed.met_by) == (today_in_london(), meeting.conference.about)


def test_met_without_whoever_was_put_on_the_sheet_by_mistake(meeting, client):
    """Unticked, whoever holds nothing comes off; whom a stale page did not show stays on."""
    client.force_login(meeting.chair)
    url = reverse("conferences:packs", args=[meeting.conference.pk])
    father = make_person("Khalid Testwood")
    make_relationship(meeting.children[0].child, father, kind="father")
    for letter in letters(meeting):
        gone(letter, meeting.chair)
    stale = ticked(client.get(url).context["form"])
    packs_for(meeting, father)
    assert meet_what_has_gone() == 0
    assert client.post(url, stale).status_code == 302
    assert letters(meeting).get(recipient__person=father).state == PackState.DRAFT
    page = client.get(url)
    assert f'name="seen" value="{page.context["form"]["seen"].value()}"' in page.content.decode()
    assert page.content.decode().count("Recall it before you take them off") == 1
    fresh = ticked(page.context["form"])
    del fresh[f"wanted_{father.pk}"]
    assert client.post(url, fresh).status_code == 302
    assert letters(meeting).get(recipient__person=father).state == PackState.VOID
    assert not client.get(url).context["form"][f"wanted_{father.pk}"].value()
    assert meet_what_has_gone() == 1


def test_a_name_from_right_to_left_leaves_the_words_beside_it_in_their_order(meeting, client):
    client.force_login(meeting.chair)
    father = make_person("خالد عبدالله")
    make_relationship(meeting.children[0].child, father, kind="father")
    page = client.get(reverse("conferences:packs", args=[meeting.conference.pk])).content.decode()
    assert 'legend--s"><bdi>خالد عبدالله</bdi>, Father' in page


def unticked(meeting, client):
    """The sheet as the chair sends it without the mother, who holds nothing."""
    client.force_login(meeting.chair)
    url = reverse("conferences:packs", args=[meeting.conference.pk])
    sheet = ticked(client.get(url).context["form"])
    mother = letters(meeting).exclude(recipient__capacity="professional").get().recipient.person
    del sheet[f"wanted_{mother.pk}"]
    client.logout()
    return url, sheet, letters(meeting).get(recipient__person=mother)


@pytest.mark.parametrize("role", [None, Role.BUSINESS_SUPPORT, Role.DUTY_PRINCIPAL_OFFICER])
def test_whoever_makes_packs_voids_one_that_has_not_left(meeting, client, role):
    url, sheet, letter = unticked(meeting, client)
    by = make_staff(role) if role else meeting.chair
    client.force_login(by)
    assert client.post(url, sheet).status_code == 302
    letter.refresh_from_db()
    assert letter.state == PackState.VOID
    done = Event.objects.filter(verb="disclosure.void", subject_ids=[letter.pk])
    assert done.get().actor_id == by.pk


@pytest.mark.parametrize(
    "role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.PRINCIPAL_OFFICER, Role.HEAD_OF_SERVICE]
)
def test_whoever_only_reads_the_case_voids_none(meeting, client, role):
    """The sheet is sent by hand: they are not shown it."""
    url, sheet, letter = unticked(meeting, client)
    reader = make_staff(role)
    make_case_role(meeting.conference.family, reader, kind=CaseRoleKind.TEAM_MANAGER)
    client.force_login(reader)
    assert [client.get(url).status_code, client.post(url, sheet).status_code] == [403, 403]
    letter.refresh_from_db()
    assert letter.state == PackState.DRAFT
    assert not Event.objects.filter(verb="disclosure.void").exists()


def test_nor_does_a_stranger_or_somebody_who_has_not_signed_in(meeting, client):
    url, sheet, letter = unticked(meeting, client)
    assert client.post(url, sheet).url.startswith(reverse("account_login"))
    client.force_login(make_staff(Role.SOCIAL_WORKER))
    assert client.post(url, sheet).status_code == 403
    letter.refresh_from_db()
    assert letter.state == PackState.DRAFT


def test_who_must_not_be_told_any_more_does_not_hold_up_the_sheet(meeting, client):
    client.force_login(meeting.chair)
    url = reverse("conferences:packs", args=[meeting.conference.pk])
    father = make_person("Khalid Testwood")
    tie = make_relationship(meeting.children[0].child, father, kind="father")
    packs_for(meeting, father)
    tie.must_not_be_told = True
    tie.save()
    assert client.post(url, ticked(client.get(url).context["form"])).status_code == 302
    assert letters(meeting).get(recipient__person=father).state == PackState.VOID
    assert father.pk not in chosen_recipients(meeting.conference)


def ticked(form):
    """What a browser sends for this sheet as it stands."""
    given = {field.html_name: field.value() for field in form}
    return {name: value for name, value in given.items() if value not in (False, None)}


def test_a_letter_that_was_never_made_is_still_owed(meeting):
    letters(meeting).delete()
    assert meet_what_has_gone() == 0
