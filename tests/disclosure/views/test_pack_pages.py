"""The pages of packs: who may open them, what they show, what is never kept by a browser."""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from accounts.models import User
from audit.models import Event
from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import open_for_clearing, submit
from disclosure.domain.guests import issue_guest_pass
from disclosure.domain.releasing import release
from disclosure.domain.wording_review import sign_wording
from disclosure.enums import PackState
from disclosure.models import Handover, Pack, Passage, PassageTranslation, Upload
from disclosure.rendering.reading import pages_of
from disclosure.text import fold
from disclosure.wording import TRANSLATIONS
from notifications.models import Message
from people.enums import CaseRoleKind, Role, SafeContact
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.disclosure import (
    make_pack,
    make_passage,
    make_pdf,
    make_recipient,
    make_record,
    make_upload,
    text_of,
)
from tests.factories.people import confirm, make_case_role, make_child, make_staff


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page(client: Client, name: str, *args: Any, status: int = 200) -> str:
    response = client.get(reverse(f"packs:{name}", args=args))
    assert response.status_code == status, response.content.decode()[:500]
    assert response["Cache-Control"] == "no-store"
    return response.content.decode()


def post(client: Client, name: str, *args: Any, status: int = 302, **data: Any) -> str:
    response = client.post(reverse(f"packs:{name}", args=args), data)
    assert response.status_code == status, response.content.decode()[:500]
    return response.content.decode()


def assert_kept_and_run_nowhere(response: HttpResponse) -> None:
    assert response["Cache-Control"] == "no-store"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"


def photograph() -> bytes:
    """A JPEG that says in its own data where it was taken."""
    picture, kept = Image.new("RGB", (20, 10), "green"), io.BytesIO()
    told = Image.Exif()
    told[0x010E] = "Ottershaw Lane 12"
    picture.save(kept, "JPEG", exif=told)
    return kept.getvalue()


@pytest.fixture
def duty(home: Household) -> User:
    return make_staff(Role.DUTY_PRINCIPAL_OFFICER)


@pytest.fixture
def queued(home: Household) -> Pack:
    """Waits for a second person: its recipient has gone home, and a strange name is in it."""
    make_child("Jayden Whitlock")
    passage = make_passage(home.record, "Jayden was there.", audience=[home.mother])
    hidden = make_passage(home.record, "Not for her ears.", audience=[home.adas_father])
    recipient = make_recipient(home.record, home.mother, in_the_room=False)
    pack = make_pack(recipient, passage, hidden, by=home.chair)
    return submit(pack, by=home.chair)


@pytest.fixture
def released(home: Household) -> Pack:
    passage = make_passage(home.record, "Some words.", audience=[home.mother])
    pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
    open_for_clearing(pack, by=home.chair)
    return release(pack, by=home.chair)


class TestClearing:
    def test_from_the_queue_to_released(self, queued: Pack, duty: User) -> None:
        client = signed_in(duty)
        # Whoever clears sees who gets what (quality.md, A2).
        waiting = page(client, "queue")
        assert "Ngozi Okonkwo-Hale</span>: Outline plan" in waiting
        assert queued.number in waiting
        shown = page(client, "preview", queued.pk)
        heading = shown.split("<h1")[1].split("</h1>")[0]
        assert "For " in heading
        assert "Ngozi Okonkwo-Hale" in heading
        assert "<mark>Jayden</mark> was there." in shown
        finding = queued.findings.get()
        reason = {f"finding-{finding.pk}-reason": "ordinary_word"}
        post(client, "clear_finding", queued.pk, finding.pk, **reason)
        page(client, "preview", queued.pk)
        post(client, "clear", queued.pk)
        queued.refresh_from_db()
        assert queued.state == PackState.RELEASED
        assert queued.number not in page(client, "queue").split("<main")[1].split("<h1")[1]

    def test_what_is_left_out_and_why_is_shown(self, queued: Pack, duty: User) -> None:
        shown = page(signed_in(duty), "preview", queued.pk)
        assert "Not for her ears." in shown
        assert "Not cleared for this person" in shown

    def test_a_tap_without_opening_is_refused(self, queued: Pack, duty: User) -> None:
        queued.findings.update(cleared_at=timezone.now(), cleared_by=duty)
        client = signed_in(duty)
        post(client, "clear", queued.pk)
        queued.refresh_from_db()
        assert queued.state == PackState.AWAITING_CLEARANCE
        shown = page(client, "preview", queued.pk)
        assert "Open the pack and read it first." in shown

    def test_a_reason_is_asked_for_and_what_was_typed_stays(self, queued: Pack, duty: User) -> None:
        client = signed_in(duty)
        page(client, "preview", queued.pk)
        finding = queued.findings.get()
        shown = post(client, "clear_finding", queued.pk, finding.pk, status=200)
        assert "There is a problem" in shown
        shown = post(client, "send_back", queued.pk, status=200, reason="")
        assert "There is a problem" in shown

    def test_the_queue_is_for_clearers(self, queued: Pack) -> None:
        page(signed_in(make_staff(Role.SOCIAL_WORKER)), "queue", status=403)

    def test_the_queue_is_audited(self, queued: Pack, duty: User) -> None:
        page(signed_in(duty), "queue")
        event = Event.objects.get(verb="disclosure.queue")
        assert (event.action, event.subject_ids) == ("listed", [queued.pk])

    def test_whoever_releases_it_reads_in_english_that_its_words_are_a_draft(
        self, home: Household, queued: Pack, duty: User
    ) -> None:
        warning = "are a draft translation. Nobody has reviewed them yet."
        assert warning not in page(signed_in(duty), "preview", queued.pk)
        passage = make_passage(home.record, "Some words.", audience=[home.adas_father])
        reader = make_recipient(home.record, home.adas_father, language="pl")
        pack = make_pack(reader, passage, by=home.chair)
        shown = page(signed_in(home.chair), "preview", pack.pk)
        release_it = shown.split(">Release it<")[1]
        assert f"of this paper in Polish (Polski) {warning}" in release_it
        signing = {"reviewer": "Zofia Kowalska", "qualification": "Translator", "by": home.chair}
        sign_wording(language="pl", **signing)
        assert warning not in page(signed_in(home.chair), "preview", pack.pk)

    def test_a_manager_may_release_anyway_with_a_reason(self, queued: Pack) -> None:
        client = signed_in(make_staff(Role.HEAD_OF_SERVICE))
        assert "Release without a second person" in page(client, "preview", queued.pk)
        post(client, "release_anyway", queued.pk, reason="The taxi is waiting.")
        shown = page(client, "log", queued.record_id)
        assert "The taxi is waiting." in shown

    def test_the_chair_reads_and_releases(self, home: Household) -> None:
        passage = make_passage(home.record, "Some words.", audience=[home.mother])
        pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
        client = signed_in(home.chair)
        post(client, "release", pack.pk)
        pack.refresh_from_db()
        assert pack.state == PackState.DRAFT
        shown = page(client, "preview", pack.pk)
        # Read, check, release, hand over: in this order down the page.
        order = ("Page 1 of 1<", ">What the checks found<", "I have read it: release", ">Hand it")
        assert sorted(order, key=shown.index) == list(order)
        post(client, "release", pack.pk)
        pack.refresh_from_db()
        assert pack.state == PackState.RELEASED


class TestLeaving:
    def test_handed_over_with_a_signature(self, released: Pack, home: Household) -> None:
        client = signed_in(home.chair)
        sent = post(client, "hand_over", released.pk, status=200, way="secure_link")
        assert "There is a problem" in sent  # a link is handed over by sending it
        asked = post(client, "hand_over", released.pk, status=200, way="in_person")
        assert "There is a problem" in asked
        post(client, "hand_over", released.pk, way="in_person", signed_name="N. Hale")
        assert Handover.objects.get().signed_name == "N. Hale"
        assert 'Signed <span dir="auto">N. Hale</span>' in page(client, "log", released.record_id)

    def test_printed_as_one_job(self, released: Pack) -> None:
        client = signed_in(make_staff(Role.BUSINESS_SUPPORT))
        assert released.number in page(client, "record", released.record_id)
        post(client, "print", released.record_id, packs=[released.pk], printer="North hub")
        job = released.copies.get().job
        page(client, "print_job", job.pk)
        response = client.get(reverse("packs:print_job_pdf", args=[job.pk]))
        assert (response["Content-Type"], response["Cache-Control"]) == (
            "application/pdf",
            "no-store",
        )
        post(client, "copy_settled", released.pk, 1, state="destroyed")
        assert released.copies.get().state == "destroyed"

    def test_nothing_chosen_is_an_error_in_words(self, released: Pack) -> None:
        client = signed_in(make_staff(Role.BUSINESS_SUPPORT))
        shown = post(client, "print", released.record_id, status=200, printer="North hub")
        assert "Choose at least one pack to print." in shown

    def test_download_is_a_permission_and_named_by_number(self, released: Pack) -> None:
        url = reverse("packs:download", args=[released.pk])
        assert signed_in(make_staff(Role.HEAD_OF_SERVICE)).get(url).status_code == 403
        response = signed_in(make_staff(Role.BUSINESS_SUPPORT)).get(url)
        assert response["Content-Disposition"] == f'attachment; filename="{released.number}.pdf"'
        assert response["Cache-Control"] == "no-store"

    def test_recalled_with_a_reason(self, released: Pack, home: Household) -> None:
        client = signed_in(home.chair)
        post(client, "recall", released.pk, reason="The date is wrong.")
        assert "The date is wrong." in page(client, "preview", released.pk)

    def test_an_interpreter_is_recorded(self, released: Pack, home: Household) -> None:
        client = signed_in(home.chair)
        post(client, "interpreter", released.pk, interpreter="Zehra Fictional")
        assert "Zehra Fictional" in page(client, "preview", released.pk)


class TestReading:
    def test_the_very_pages_can_be_looked_at(self, released: Pack, home: Household) -> None:
        url = reverse("packs:page_picture", args=[released.pk, 1])
        response = signed_in(home.chair).get(url)
        assert response.content.startswith(b"\x89PNG")
        assert response["Cache-Control"] == "no-store"
        missing = reverse("packs:page_picture", args=[released.pk, 9])
        assert signed_in(home.chair).get(missing).status_code == 404

    @pytest.mark.parametrize("name", ["preview", "record", "log", "documents"])
    def test_strangers_to_the_family_are_refused(
        self, released: Pack, home: Household, name: str
    ) -> None:
        pk = released.pk if name == "preview" else released.record_id
        page(signed_in(make_staff(Role.PRINCIPAL_OFFICER)), name, pk, status=403)
        assert Client().get(reverse(f"packs:{name}", args=[pk])).status_code == 302

    @pytest.mark.parametrize("name", ["record", "log", "documents"])
    def test_an_empty_record_says_so(self, home: Household, name: str) -> None:
        assert "No " in page(signed_in(home.chair), name, home.record.pk)

    def test_what_does_not_exist_is_not_found(self, home: Household) -> None:
        page(signed_in(home.chair), "preview", 987654, status=404)
        page(signed_in(home.chair), "print_job", 987654, status=404)


class TestDocuments:
    @pytest.fixture
    def scan(self, home: Household) -> Upload:
        """A page that is a picture, brought by a social worker of the case."""
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(home.family, worker)
        file = SimpleUploadedFile("report.pdf", make_pdf(""))
        data = {"file": file, "source_kind": "document", "restriction": "none"}
        post(signed_in(worker), "documents", home.record.pk, **data)
        return Upload.objects.get()

    def test_shown_read_by_another_and_given_to_one_person(
        self, home: Household, scan: Upload
    ) -> None:
        client = signed_in(home.chair)
        recipient = make_recipient(home.record, home.mother)
        assert "Somebody must read it" in page(client, "documents", home.record.pk)
        assert "I have read every page" in page(client, "document", home.record.pk, scan.pk)
        post(client, "document_read", home.record.pk, scan.pk)
        assert "Every page read by" in page(client, "document", home.record.pk, scan.pk)
        post(client, "document_give", home.record.pk, scan.pk, to=recipient.pk)
        pack = Pack.objects.get(upload=scan)
        assert "A second person must clear this pack" in page(client, "preview", pack.pk)

    def test_a_run_of_ticks_without_opening_is_refused(self, home: Household, scan: Upload) -> None:
        """Opened by somebody else, or another document opened, is not opened."""
        duty = signed_in(make_staff(Role.DUTY_PRINCIPAL_OFFICER))
        other = make_upload(home.family, "", by=home.chair)
        page(signed_in(home.chair), "document", home.record.pk, scan.pk)
        page(duty, "document", home.record.pk, other.pk)
        post(duty, "document_read", home.record.pk, scan.pk)
        scan.refresh_from_db()
        assert scan.read_at is None
        shown = page(duty, "document", home.record.pk, scan.pk)
        assert "Open the document and read every page first." in shown
        post(duty, "document_read", home.record.pk, scan.pk)
        scan.refresh_from_db()
        assert scan.read_at is not None

    def test_whoever_added_it_never_says_it_was_read(self, home: Household) -> None:
        mine = make_upload(home.family, "", by=home.chair)
        client = signed_in(home.chair)
        assert "I have read every page" not in page(client, "document", home.record.pk, mine.pk)
        post(client, "document_read", home.record.pk, mine.pk, status=403)
        mine.refresh_from_db()
        assert mine.read_at is None

    def test_its_pages_are_pictures_of_ours_and_run_nothing(
        self, home: Household, scan: Upload
    ) -> None:
        url = reverse("packs:document_page", args=[home.record.pk, scan.pk, 1])
        response = signed_in(home.chair).get(url)
        assert (response["Content-Type"], response.content[:4]) == ("image/png", b"\x89PNG")
        assert_kept_and_run_nowhere(response)
        reads = Event.objects.filter(verb="disclosure.upload_picture", subject_ids=[scan.pk])
        assert reads.get().actor_id == home.chair.pk
        missing = reverse("packs:document_page", args=[home.record.pk, scan.pk, 2])
        assert signed_in(home.chair).get(missing).status_code == 404

    def test_a_photograph_loses_where_it_was_taken(self, home: Household) -> None:
        content = photograph()
        photo = make_upload(home.family, by=home.chair, name="p.jpg", content=content)
        page(signed_in(home.chair), "document", home.record.pk, photo.pk)
        url = reverse("packs:document_page", args=[home.record.pk, photo.pk, 1])
        shown = signed_in(home.chair).get(url).content
        assert b"Ottershaw Lane" in content
        assert b"Ottershaw Lane" not in shown
        assert shown.startswith(b"\x89PNG")

    def test_what_cannot_be_shown_says_so(self, home: Household) -> None:
        broken = b"\x89PNG\r\n\x1a\n" + b"0" * 40
        photo = make_upload(home.family, by=home.chair, name="p.png", content=broken)
        client = signed_in(home.chair)
        url = reverse("packs:document_page", args=[home.record.pk, photo.pk, 1])
        assert client.get(url).status_code == 404

    def test_the_file_itself_is_saved_never_opened(self, home: Household, scan: Upload) -> None:
        url = reverse("packs:document_file", args=[home.record.pk, scan.pk])
        response = signed_in(home.chair).get(url)
        name = f'attachment; filename="document-{scan.pk}.pdf"'
        assert response["Content-Disposition"] == name
        assert home.chair.name in pages_of(response.content)[0]
        assert_kept_and_run_nowhere(response)
        assert Event.objects.filter(verb="disclosure.download_upload", action="downloaded").exists()

    def test_a_sealed_document_is_nowhere(self, home: Household, scan: Upload) -> None:
        Upload.objects.update(sealed_at=timezone.now())
        client = signed_in(home.chair)
        for name in ("document", "document_file"):
            page(client, name, home.record.pk, scan.pk, status=404)
        for name in ("document_read", "document_give"):
            post(client, name, home.record.pk, scan.pk, status=404)

    def test_another_familys_document_is_not_found_here(
        self, home: Household, scan: Upload
    ) -> None:
        other = make_record()
        make_case_role(other.family, home.chair, kind=CaseRoleKind.CHAIR)
        page(signed_in(home.chair), "document", other.pk, scan.pk, status=404)

    def test_a_file_that_is_not_what_it_says_is_refused_in_words(self, home: Household) -> None:
        file = SimpleUploadedFile("report.pdf", b"\x89PNG\r\n\x1a\n" + b"0" * 50)
        data = {"file": file, "source_kind": "document", "restriction": "none"}
        shown = post(signed_in(home.chair), "documents", home.record.pk, status=200, **data)
        assert "This file is not what it says" in shown


class TestTranslating:
    def urdu_pack(self, home: Household) -> Pack:
        passage = make_passage(home.record, "The nurse will call.", audience=[home.mother])
        recipient = make_recipient(home.record, home.mother, language="ur")
        return make_pack(recipient, passage, by=home.chair)

    def test_the_words_typed_stand_beside_the_english(self, home: Household) -> None:
        pack = self.urdu_pack(home)
        client = signed_in(home.chair)
        assert "The nurse will call." in page(client, "translate", pack.pk)
        data = {str(Passage.objects.get().uuid): "نرس آئے گی۔", "translator": "Zehra Fictional"}
        post(client, "translate", pack.pk, **data)
        run_checks(pack.pk)
        pack.refresh_from_db()
        text = fold(text_of(pack))
        assert fold("نرس") in text
        assert "the nurse will call." in text

    def test_a_wrong_translation_is_put_right(self, home: Household) -> None:
        pack = self.urdu_pack(home)
        client, key = signed_in(home.chair), str(Passage.objects.get().uuid)
        signed = {"translator": "Zehra Fictional"}
        post(client, "translate", pack.pk, **signed, **{key: "دکان آئے گی۔"})
        assert "دکان آئے گی۔" in page(client, "translate", pack.pk)
        post(client, "translate", pack.pk, **signed, **{key: "نرس آئے گی۔"})
        post(client, "translate", pack.pk, **signed, **{key: "نرس آئے گی۔"})  # nothing new
        run_checks(pack.pk)
        pack.refresh_from_db()
        text = fold(text_of(pack))
        assert fold("دکان") not in text
        assert fold("نرس") in text
        kept = PassageTranslation.objects.order_by("pk").values_list("text", flat=True)
        assert list(kept) == ["دکان آئے گی۔", "نرس آئے گی۔"]

    def test_a_pack_that_has_left_is_issued_again(self, home: Household) -> None:
        pack = self.urdu_pack(home)
        Pack.objects.update(state=PackState.HANDED_OVER, released_at=timezone.now())
        data = {str(Passage.objects.get().uuid): "نرس آئے گی۔", "translator": "Zehra Fictional"}
        post(signed_in(home.chair), "translate", pack.pk, **data)
        again = Pack.objects.get(replaces=pack)
        assert (again.version, again.state) == (2, PackState.DRAFT)

    def test_who_translated_it_is_asked(self, home: Household) -> None:
        pack = self.urdu_pack(home)
        data = {str(Passage.objects.get().uuid): "نرس آئے گی۔"}
        shown = post(signed_in(home.chair), "translate", pack.pk, status=200, **data)
        assert "نرس آئے گی۔" in shown
        assert "There is a problem" in shown


class TestWordingAndSealing:
    def test_a_translation_is_signed_by_name(self, home: Household) -> None:
        client = signed_in(make_staff(Role.HEAD_OF_SERVICE))
        assert page(client, "wordings").count("Draft") >= len(TRANSLATIONS)
        post(client, "wording", "ur", reviewer="A. Reader", qualification="DPSI 12")
        assert "A. Reader" in page(client, "wording", "ur")
        page(signed_in(home.chair), "wordings", status=403)

    def test_sealing_lists_what_must_come_back(self, released: Pack) -> None:
        officer = signed_in(make_staff(Role.DATA_OFFICER))
        passage = Passage.objects.get()
        assert passage.text in page(officer, "seal", passage.uuid)
        post(officer, "seal", passage.uuid, reason="Another family's.")
        shown = page(officer, "breach", passage.breaches.get().pk)
        assert released.number in shown
        assert passage.text not in shown
        assert passage.text in page(officer, "sealed")

    def test_and_that_it_must_be_made_again_and_where(
        self, released: Pack, home: Household
    ) -> None:
        held, unused = Passage.objects.get(), make_passage(home.record, "In no pack.")
        officer = signed_in(make_staff(Role.DATA_OFFICER))
        says, where = "none of these is made again by itself", f"/families/{home.family.pk}/"
        for passage, is_owed in ((unused, False), (held, True)):
            post(officer, "seal", passage.uuid, reason="Another family's.")
            shown = page(officer, "breach", passage.breaches.get().pk)
            assert (says in shown, f'href="{where}">Open the case' in shown) == (is_owed, is_owed)

    def test_a_recalled_pack_with_sealed_words_is_closed_to_others(
        self, released: Pack, home: Household
    ) -> None:
        officer = signed_in(make_staff(Role.DATA_OFFICER))
        post(officer, "seal", Passage.objects.get().uuid, reason="Another family's.")
        page(signed_in(home.chair), "preview", released.pk, status=403)
        page(signed_in(home.chair), "translate", released.pk, status=403)
        page(officer, "preview", released.pk)


class TestGuest:
    @pytest.fixture
    def link(self, released: Pack, home: Household) -> str:
        Pack.objects.update(cleared_at=timezone.now())
        Person.objects.filter(pk=home.mother.pk).update(
            email="ngozi@family.example",
            safe_contact=SafeContact.EMAIL,
        )
        confirm(Person.objects.get(pk=home.mother.pk))
        released.refresh_from_db()
        issue_guest_pass(released, link="https://testserver/g/{token}/", by=home.chair)
        found = re.search(r"/g/[^/]+/", Message.objects.get().body)
        assert found
        return found[0]

    def test_a_guest_asks_for_a_code_and_gets_one_paper(self, link: str) -> None:
        guest = Client()
        assert "Send me a code" in guest.get(link).content.decode()
        guest.post(f"{link}code/")
        body = Message.objects.filter(subject="Your code").get().body
        code = re.findall(r"\b\d{6}\b", body)[0]
        response = guest.post(link, {"code": code})
        assert (response.content[:4], response["Cache-Control"]) == (b"%PDF", "no-store")

    def test_a_wrong_code_is_said_in_words(self, link: str) -> None:
        guest = Client()
        guest.post(f"{link}code/")
        assert "That is not the code we sent" in guest.post(link, {"code": "0"}).content.decode()

    def test_the_page_names_nobody_before_the_code(self, link: str) -> None:
        shown = Client().get(link).content.decode()
        assert "Ngozi" not in shown
        assert "P-0" not in shown

    @pytest.mark.django_db
    def test_a_made_up_link_says_no_more_than_that(self) -> None:
        response = Client().get("/g/made-up/")
        assert response.status_code == 403
        assert "does not work any more" in response.content.decode()


def test_staff_send_the_link_from_the_page(released: Pack, home: Household) -> None:
    Pack.objects.update(cleared_at=timezone.now())
    Person.objects.filter(pk=home.mother.pk).update(
        email="ngozi@family.example",
        safe_contact=SafeContact.EMAIL,
    )
    confirm(Person.objects.get(pk=home.mother.pk))
    post(signed_in(home.chair), "send_link", released.pk)
    assert re.search(r"http://testserver/g/[\w-]{40,}/", Message.objects.get().body)
