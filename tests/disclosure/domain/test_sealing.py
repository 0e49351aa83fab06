"""A sealed passage is out of every screen, pack, history view and export."""

from __future__ import annotations

import datetime as dt

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.enums import Action
from audit.models import Event
from disclosure.domain.carrying import carry_over
from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.documents import give_document
from disclosure.domain.printing import download
from disclosure.domain.queries import changes_since
from disclosure.domain.releasing import release
from disclosure.domain.sealing import (
    seal_passage,
    seal_upload,
    sealed_passages,
    sealed_uploads,
)
from disclosure.enums import PackState
from disclosure.models import Breach, Pack, Passage, Record, Upload
from disclosure.rules import may_download_document, may_read_bytes, may_read_document
from people.enums import Role
from tests.disclosure.conftest import Household
from tests.disclosure.domain.test_uploads import word_file
from tests.factories.disclosure import (
    add_operation,
    make_pack,
    make_passage,
    make_recipient,
    make_record,
    make_upload,
    operation,
    send,
)
from tests.factories.people import make_posting, make_staff


@pytest.fixture
def passage(home: Household) -> Passage:
    added = add_operation("Misfiled words.")
    [result] = send(home.record, added, by=home.chair, present=[home.mother])
    return Passage.objects.get(uuid=result.passage)


def seal(passage: Passage) -> None:
    seal_passage(passage, by=make_staff(Role.DATA_OFFICER), reason="Another family's.")


def test_screens_lose_it(home: Household, passage: Passage) -> None:
    seal(passage)
    changes = changes_since(home.record, 1, by=home.chair)
    assert changes.passages == [{"uuid": str(passage.uuid), "seq": 2, "sealed": True}]
    assert changes_since(home.record, 0, by=home.chair).operations == []
    assert "Misfiled" not in str(changes_since(home.record, 0, by=home.chair))


def test_nobody_can_change_it_any_more(home: Household, passage: Passage) -> None:
    seal(passage)
    edit = operation("passage.edit", passage=str(passage.uuid), base_version=1, text="x")
    [result] = send(home.record, edit, by=home.chair)
    assert result.message == "This passage is no longer in this record."


def test_a_conflicting_copy_is_sealed_with_it(home: Household, passage: Passage) -> None:
    edit = operation("passage.edit", passage=str(passage.uuid), base_version=9, text="Misfiled 2.")
    send(home.record, edit, by=home.chair)
    seal(passage)
    assert Passage.objects.unsealed().count() == 0


def test_a_copy_carried_to_another_record_is_sealed_with_it(
    home: Household, passage: Passage
) -> None:
    plan = make_record(home.record.family, label="Plan")
    copy = carry_over(passages=[passage], into=plan, by=home.chair)[passage.pk]
    seal(copy)
    assert Passage.objects.unsealed().count() == 0
    assert plan.operations.filter(kind="passage.seal").count() == 1


def test_packs_that_held_it_are_voided_or_recalled(home: Household, passage: Passage) -> None:
    mothers = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
    open_for_clearing(mothers, by=home.chair)
    release(mothers, by=home.chair)
    officer = make_staff(Role.DATA_OFFICER)
    breach = seal_passage(passage, by=officer, reason="Another family's.")
    mothers.refresh_from_db()
    assert (list(breach.packs.all()), mothers.state) == ([mothers], PackState.RECALLED)
    support = make_staff(Role.BUSINESS_SUPPORT)
    assert not may_read_bytes(support, mothers)
    assert may_read_bytes(officer, mothers)
    with pytest.raises((NotAllowed, WrongState)):
        download(mothers, by=support)


def test_only_the_data_officer_sees_the_words(home: Household, passage: Passage) -> None:
    seal(passage)
    officer = make_staff(Role.DATA_OFFICER)
    assert [row.text for row in sealed_passages(by=officer)] == ["Misfiled words."]
    with pytest.raises(NotAllowed):
        sealed_passages(by=home.chair)


def test_not_everybody_may_seal_and_a_reason_is_needed(home: Household, passage: Passage) -> None:
    with pytest.raises(NotAllowed):
        seal_passage(passage, by=home.chair, reason="Another family's.")
    with pytest.raises(DomainError, match="Say why"):
        seal_passage(passage, by=make_staff(Role.DATA_OFFICER), reason=" ")


def test_what_corrects_it_is_sealed_with_it_and_a_correction_alone(
    home: Household, passage: Passage
) -> None:
    def corrected(text: str) -> Passage:
        return make_passage(home.record, text, addendum_to=passage)

    wrong, other = corrected("Another family's, too."), corrected("Misfiled words, again.")
    seal(wrong)
    assert set(Passage.objects.unsealed()) == {passage, other}
    seal(passage)
    assert not Passage.objects.unsealed().exists()


@pytest.fixture
def document(home: Household) -> Upload:
    return make_upload(home.family, "Another family's report.", by=home.chair)


def seal_it(document: Upload, home: Household, by: User) -> Breach:
    return seal_upload(document, record=home.record, by=by, reason="Another family's.")


def test_a_misfiled_document_goes_with_what_was_taken_from_it_and_its_packs(
    home: Household, document: Upload
) -> None:
    taken = make_passage(home.record, "From the report.", upload=document)
    kept = make_passage(home.record, "Said in the meeting.")
    recipient = make_recipient(home.record, home.mother)
    pack = give_document(document, recipient=recipient, by=home.chair)
    officer = make_staff(Role.DATA_OFFICER)
    breach = seal_it(document, home, officer)
    pack.refresh_from_db()
    assert pack.state == PackState.VOID
    assert (list(breach.uploads.all()), list(breach.packs.all())) == ([document], [pack])
    assert list(breach.passages.all()) == [taken]
    assert list(Passage.objects.unsealed()) == [kept]
    document.refresh_from_db()
    assert not may_read_document(home.chair, document)
    assert may_read_document(officer, document)
    assert list(sealed_uploads(by=officer)) == [document]
    with pytest.raises(NotAllowed):
        sealed_uploads(by=home.chair)


def test_what_is_sealed_is_not_sealed_again(
    home: Household, document: Upload, passage: Passage
) -> None:
    officer = make_staff(Role.DATA_OFFICER)
    seal_it(document, home, officer)
    seal_passage(passage, by=officer, reason="Another family's.")
    with pytest.raises(WrongState, match="sealed already"):
        seal_it(document, home, officer)
    with pytest.raises(WrongState, match="sealed already"):
        seal_passage(passage, by=officer, reason="Another family's.")
    assert Breach.objects.count() == 2


def test_nobody_gives_out_or_quotes_a_sealed_document_whoever_else_they_are(
    home: Household, document: Upload
) -> None:
    both = make_staff(Role.DATA_OFFICER)
    make_posting(both, Role.DUTY_PRINCIPAL_OFFICER)
    recipient = make_recipient(home.record, home.mother)
    give_document(document, recipient=recipient, by=both)
    seal_it(document, home, both)
    client = Client()
    client.force_login(both)
    args = [home.record.pk, document.pk]
    shown = client.get(reverse("packs:document", args=args)).content.decode()
    assert "Give this document" not in shown
    for step in ("document_give", "document_read"):
        assert client.post(reverse(f"packs:{step}", args=args)).status_code == 404
    packs = Pack.objects.count()
    with pytest.raises(WrongState, match="nobody may be given"):  # opened before it was sealed
        give_document(document, recipient=recipient, by=home.chair)
    quoted = add_operation("From the report.", upload=str(document.uuid))
    [result] = send(home.record, quoted, by=home.chair, present=[home.mother])
    assert (result.status, Pack.objects.count()) == ("refused", packs)


def test_the_data_officer_reads_a_sealed_word_document_as_the_file_it_is(home: Household) -> None:
    word = make_upload(home.family, by=home.chair, name="report.docx", content=word_file())
    officer = make_staff(Role.DATA_OFFICER)
    seal_it(word, home, officer)
    word.refresh_from_db()
    assert may_download_document(officer, word)
    assert not may_download_document(home.chair, word)


def test_the_newest_meeting_stands_first_and_who_may_not_seal_opened_nothing(
    home: Household,
) -> None:
    earlier = make_record(home.family)
    long_ago = timezone.now() - dt.timedelta(days=90)
    Record.objects.filter(pk=earlier.pk).update(opened_at=long_ago)
    make_passage(earlier, "Said in spring.")
    make_passage(home.record, "Said today.")
    page = reverse("packs:misfiled", args=[home.family.pk])
    client = Client()
    client.force_login(make_staff(Role.DATA_OFFICER))
    listed = client.get(page).content.decode()
    assert listed.index("Said today.") < listed.index("Said in spring.")
    opened = Event.objects.filter(verb="disclosure.misfiled", action=Action.OPENED)
    number = opened.count()
    client.force_login(home.chair)
    assert client.get(page).status_code == 403
    assert opened.count() == number


def test_not_everybody_may_seal_a_document(home: Household, document: Upload) -> None:
    with pytest.raises(NotAllowed):
        seal_it(document, home, home.chair)


def test_a_sealed_document_is_found_by_the_data_officer_alone(
    home: Household, document: Upload
) -> None:
    officer = make_staff(Role.DATA_OFFICER)
    client = Client()
    client.force_login(officer)
    listed = client.get(reverse("packs:misfiled", args=[home.family.pk])).content.decode()
    to_seal = reverse("packs:seal_document", args=[home.record.pk, document.pk])
    assert f'href="{to_seal}"' in listed
    answer = client.post(to_seal, {"reason": "Another family's."})
    assert answer.url == reverse("packs:breach", args=[Breach.objects.get().pk])
    assert "The document is sealed" in client.get(answer.url).content.decode()
    page = reverse("packs:document", args=[home.record.pk, document.pk])
    assert f'href="{page}"' in client.get(reverse("packs:sealed")).content.decode()
    assert client.get(page).status_code == 200
    client.force_login(home.chair)
    assert client.get(page).status_code == 404
