"""The incidents this software exists to prevent (quality.md, A1-A4; A5-A9 are beside).

Each test has its mutant: the same scene with the safeguard taken away, in which the leak happens.
If a mutant stops leaking, its test proves nothing any more.
"""

from __future__ import annotations

import io
from contextlib import suppress
from importlib import import_module

import pikepdf
import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import NotAllowed, WrongState
from disclosure.domain import projection
from disclosure.domain.building import build_document_pack
from disclosure.domain.checking import find, run_checks
from disclosure.domain.checks.pages import Hit
from disclosure.domain.checks.standing import MAY_BE_SHARED
from disclosure.domain.clearing import clear, clear_finding, open_for_clearing, submit
from disclosure.domain.documents import clear_upload
from disclosure.domain.handing_over import hand_over
from disclosure.domain.releasing import release, release_without_clearance
from disclosure.domain.rendering import bytes_of
from disclosure.enums import (
    Capacity,
    Check,
    HandoverWay,
    PackState,
    Restriction,
    SourceKind,
)
from disclosure.models import Finding, Pack, Upload
from people.enums import Role
from people.models import Address, Person
from tests.disclosure.conftest import Household
from tests.disclosure.scenes import POLICE_WORDS, checks, found, mothers_pack, release_after_reading
from tests.factories.disclosure import (
    make_pack,
    make_passage,
    make_pdf,
    make_recipient,
    make_scan,
    make_upload,
    text_of,
)
from tests.factories.people import (
    make_address,
    make_child,
    make_family,
    make_relationship,
    make_residence,
    make_staff,
)


class TestA1StrategyMeetingTextInAnotherFamilysPlan:
    """Birmingham Children's Trust, reprimand of 2024."""

    @pytest.fixture
    def neighbour(self, home: Household) -> Person:
        child = make_child("Jayden Whitlock", family=make_family("Whitlock"))
        return child.person

    def strategy_passage_reaches_mother(self, home: Household) -> bool:
        passage = make_passage(
            home.record,
            POLICE_WORDS,
            audience=[home.mother],  # somebody cleared it by mistake
            source_kind=SourceKind.STRATEGY_MEETING,
            restriction=Restriction.RESTRICTED,
        )
        other = make_passage(home.record, "Nursery is going well.", audience=[home.mother])
        pack = make_pack(make_recipient(home.record, home.mother), passage, other, by=home.chair)
        return "intelligence" in text_of(pack)

    def test_a_restricted_source_cannot_enter_a_family_pack(self, home: Household) -> None:
        assert not self.strategy_passage_reaches_mother(home)

    def test_mutant_without_the_source_rule(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("disclosure.models.Passage.is_restricted", False)
        assert self.strategy_passage_reaches_mother(home)

    def test_even_then_the_check_finds_it_and_nobody_can_clear_it(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(projection, "why_not", lambda uuid, reader: None)
        self.strategy_passage_reaches_mother(home)
        pack = Pack.objects.get()
        assert Check.RESTRICTED_SOURCE in checks(pack)
        manager = make_staff(Role.HEAD_OF_SERVICE)
        with pytest.raises(WrongState, match="cannot leave"):
            release_without_clearance(pack, by=manager, reason="They are waiting.")

    def test_pasted_text_is_found_by_the_neighbours_name(
        self, home: Household, neighbour: Person
    ) -> None:
        pack = mothers_pack(home, "We know that Jayden\nWhitlock’s arm was broken.")
        assert found(pack) == {("name", "Jayden Whitlock")}
        with pytest.raises(WrongState, match="found 1 thing"):
            release(pack, by=home.chair)

    def test_the_writer_cannot_clear_the_hit(self, home: Household, neighbour: Person) -> None:
        writer = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        passage = make_passage(
            home.record, "Jayden was there.", audience=[home.mother], author=writer
        )
        pack = make_pack(make_recipient(home.record, home.mother), passage, by=home.chair)
        submit(pack, by=home.chair)
        with pytest.raises(NotAllowed, match="second person"):
            clear_finding(pack.findings.get(), by=writer, reason="It is fine.")

    def test_pasted_words_of_a_restricted_passage_are_found(self, home: Household) -> None:
        make_passage(
            home.record,
            POLICE_WORDS,
            source_kind=SourceKind.POLICE,
            restriction=Restriction.RESTRICTED,
        )
        pack = mothers_pack(home, "As we heard, " + POLICE_WORDS.lower())
        assert checks(pack) == {Check.COPIED}

    def test_mutant_without_the_name_check(
        self, home: Household, neighbour: Person, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("disclosure.domain.checks.names.find_names", lambda *args: [])
        pack = mothers_pack(home, "We know that Jayden Whitlock’s arm was broken.")
        assert release_after_reading(pack, home).state == PackState.RELEASED


class TestA2OneAssessmentSentToThreePeople:
    """Nottinghamshire and Achieving for Children, 2023."""

    def words_for_ben_reach_adas_father(self, home: Household) -> bool:
        for_ada = make_passage(home.record, "Ada wants to swim.", audience=[home.adas_father])
        for_ben = make_passage(home.record, "Ben wets the bed.", audience=[home.bens_father])
        recipient = make_recipient(home.record, home.adas_father)
        return "bed" in text_of(make_pack(recipient, for_ada, for_ben, by=home.chair))

    def test_each_recipient_has_a_pack_of_their_own(self, home: Household) -> None:
        assert not self.words_for_ben_reach_adas_father(home)

    def test_mutant_with_one_clearance_for_all(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(projection, "why_not", lambda uuid, reader: None)
        assert self.words_for_ben_reach_adas_father(home)

    def two_absent_parents(self, home: Household) -> tuple[Pack, Pack]:
        passage = make_passage(home.record, audience=[home.adas_father, home.bens_father])
        packs = [
            make_pack(
                make_recipient(home.record, person, in_the_room=False), passage, by=home.chair
            )
            for person in (home.adas_father, home.bens_father)
        ]
        for pack in packs:
            submit(pack, by=home.chair)
        return packs[0], packs[1]

    def test_clearing_for_one_never_clears_for_another(self, home: Household) -> None:
        first, second = self.two_absent_parents(home)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        open_for_clearing(first, by=duty)
        clear(first, by=duty)
        second.refresh_from_db()
        assert second.state == PackState.AWAITING_CLEARANCE
        with pytest.raises(WrongState, match="A second person must clear"):
            release(second, by=home.chair)

    def test_clearing_without_opening_is_refused(self, home: Household) -> None:
        first, second = self.two_absent_parents(home)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        open_for_clearing(first, by=duty)
        with pytest.raises(WrongState, match="Open the pack and read it first"):
            clear(second, by=duty)

    def test_having_opened_other_bytes_does_not_count(self, home: Household) -> None:
        first, _ = self.two_absent_parents(home)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        open_for_clearing(first, by=duty)
        Pack.objects.filter(pk=first.pk).update(sha256="0" * 64, checked_sha256="0" * 64)
        with pytest.raises(WrongState, match="Open the pack and read it first"):
            clear(first, by=duty)

    def test_mutant_without_opening(self, home: Household, monkeypatch: pytest.MonkeyPatch) -> None:
        first, _ = self.two_absent_parents(home)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        clearance, _ = open_for_clearing(first, by=home.chair)
        monkeypatch.setattr("disclosure.domain.clearing._opened", lambda pack, by: clearance)
        assert clear(first, by=duty).state == PackState.CLEARED


class TestA3ProtectedAddressInsideAnAttachment:
    """Wakefield, 2022 to 2023."""

    @pytest.fixture
    def refuge(self, home: Household) -> str:
        address = make_address("7 Larkspur Close\nElsewhere", postcode="B19 3XX")
        make_residence(home.mother, address=address, is_protected=True)
        return "7 Larkspur Close"

    def pack_with_report(self, home: Household, text: str) -> Pack:
        upload = make_upload(home.family, text, by=home.chair)
        clear_upload(upload, person=home.adas_father, by=home.chair)
        recipient = make_recipient(home.record, home.adas_father)
        pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        run_checks(pack.pk)
        pack.refresh_from_db()
        return pack

    @pytest.mark.parametrize(
        "written",
        [
            "7 Larkspur Close",
            "7, LARKSPUR Cl.",
            "at b193xx",
            "B19\n3xx",
            "postcode B 19 3XX B19 3XX",
        ],
    )
    def test_the_bytes_of_the_report_are_searched(
        self, home: Household, refuge: str, written: str
    ) -> None:
        pack = self.pack_with_report(home, f"The family has moved to {written} since then.")
        assert checks(pack) & {Check.ADDRESS, Check.POSTCODE}

    def test_metadata_of_the_report_does_not_come_along(self, home: Household, refuge: str) -> None:
        upload = upload_with_metadata(home, "7 Larkspur Close")
        clear_upload(upload, person=home.adas_father, by=home.chair)
        recipient = make_recipient(home.record, home.adas_father)
        pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        run_checks(pack.pk)
        pack.refresh_from_db()
        assert "Larkspur" not in text_of(pack)
        assert checks(pack) == set()

    def test_an_image_only_report_needs_a_person_who_read_it(self, home: Household) -> None:
        upload = make_upload(home.family, "", by=home.chair)
        assert upload.is_image_only
        with pytest.raises(WrongState, match="cannot be searched"):
            clear_upload(upload, person=home.adas_father, by=home.chair)

    def test_and_each_such_page_is_a_finding_of_its_own(self, home: Household) -> None:
        Upload.objects.update(is_image_only=False)
        upload = make_upload(home.family, "", by=home.chair)
        upload.read_at = timezone.now()
        upload.save()
        clear_upload(upload, person=home.adas_father, by=home.chair)
        recipient = make_recipient(home.record, home.adas_father)
        pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        run_checks(pack.pk)
        pack.refresh_from_db()
        assert checks(pack) == {Check.IMAGE_ONLY}

    @pytest.mark.parametrize(("covers", "is_scan"), [(1.0, True), (0.6, True), (0.4, False)])
    def test_a_scan_with_words_stamped_on_it_is_still_a_picture(
        self, home: Household, covers: float, is_scan: bool
    ) -> None:
        """The address lies in the picture, whatever the header says."""
        scan = make_scan("Fictional Moorshire Council, Confidential, page 3 of 9", covers=covers)
        upload = make_upload(home.family, content=scan, by=home.chair)
        assert upload.is_image_only == is_scan
        upload.read_at = timezone.now()
        upload.save()
        clear_upload(upload, person=home.adas_father, by=home.chair)
        recipient = make_recipient(home.record, home.adas_father)
        pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        run_checks(pack.pk)
        found_there = {(row.check_name, row.text, row.page) for row in pack.findings.all()}
        scanned = {(Check.IMAGE_ONLY, "A page with a large picture", 1)}
        assert found_there == (scanned if is_scan else set())

    def test_what_the_file_carries_besides_its_pages_is_searched_too(
        self, home: Household, refuge: str
    ) -> None:
        """However it came there: the metadata, a bookmark, an attached file, the file's name."""
        pack = mothers_pack(home, "Some words.", capacity=Capacity.PROFESSIONAL)
        pack.recipient.person = home.adas_father
        kept = io.BytesIO()
        with pikepdf.open(io.BytesIO(bytes_of(pack))) as pdf:
            pdf.docinfo["/Keywords"] = refuge
            with pdf.open_outline() as outline:
                outline.root.append(pikepdf.OutlineItem("They live at B19 3XX", 0))
            pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, b"A note")
            pdf.save(kept)
        hits = {(hit.check, hit.text, hit.page) for hit in find(pack, kept.getvalue())}
        assert hits >= {
            (Check.ADDRESS, "7 Larkspur", 0),
            (Check.POSTCODE, "B19 3XX", 0),
            (Check.HIDDEN_CONTENT, "an attached file", 0),
        }

    def test_mutant_that_searches_only_what_was_typed(
        self, home: Household, refuge: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("disclosure.domain.checking.pages_of", lambda pdf: [])
        pack = self.pack_with_report(home, f"The family has moved to {refuge} since then.")
        assert not checks(pack) & {Check.ADDRESS, Check.POSTCODE}
        assert "Larkspur" in text_of(pack)


def upload_with_metadata(home: Household, secret: str) -> Upload:
    kept = io.BytesIO()
    with pikepdf.open(io.BytesIO(make_pdf("A report about school, long enough to read."))) as pdf:
        pdf.docinfo["/Author"] = secret
        pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec(pdf, secret.encode())
        pdf.save(kept)
    return make_upload(home.family, by=home.chair, content=kept.getvalue())


class TestA4NewAddressInFreeTextPostedToTheSharedOne:
    """Charnwood, 2023."""

    def shared_home(self, home: Household) -> None:
        home.ada.relationships.filter(person=home.adas_father).update(poses_risk=True)
        make_residence(home.mother, address=make_address("4 Shared Row", postcode="B20 1AA"))
        make_residence(home.adas_father, address=make_address("4 shared  row", postcode="b201aa"))

    def test_a_protected_postcode_typed_in_free_text_is_found(self, home: Household) -> None:
        address = make_address("9 Hidden Mews", postcode="B21 9ZZ")
        make_residence(home.mother, address=address, is_protected=True)
        passage = make_passage(
            home.record, "She moved to B219ZZ, telephone later.", audience=[home.adas_father]
        )
        recipient = make_recipient(home.record, home.adas_father)
        pack = make_pack(recipient, passage, by=home.chair)
        assert found(pack) == {("postcode", "B219ZZ")}

    def test_so_is_a_refuge_that_has_a_name_and_no_number(self, home: Household) -> None:
        refuge = make_address("Hope House\nMill Lane", postcode="B21 9ZZ")
        make_residence(home.mother, address=refuge, is_protected=True)
        words = "They are at Hope House on Mill Lane now."
        passage = make_passage(home.record, words, audience=[home.adas_father])
        pack = make_pack(make_recipient(home.record, home.adas_father), passage, by=home.chair)
        assert found(pack) == {("address", "Hope House"), ("address", "Mill Lane")}

    def test_posting_to_a_shared_address_is_a_finding_nobody_can_clear(
        self, home: Household
    ) -> None:
        self.shared_home(home)
        pack = mothers_pack(home, "Some words.", way=HandoverWay.POST)
        assert checks(pack) == {Check.SHARED_ADDRESS}
        assert not pack.findings.get().can_be_cleared

    @pytest.mark.parametrize(
        "lines", ["4, Shared Row", "4 Shared Rw", "4 Shared Row\nElsewhere", "Flat 1\n4 Shared Row"]
    )
    def test_so_it_is_where_the_address_was_typed_otherwise(
        self, home: Household, lines: str
    ) -> None:
        self.shared_home(home)
        Address.objects.filter(residences__person=home.adas_father).update(lines=lines)
        assert checks(mothers_pack(home, "Some words.", way=HandoverWay.POST)) == {
            Check.SHARED_ADDRESS
        }

    def test_the_house_next_door_is_another_one(self, home: Household) -> None:
        self.shared_home(home)
        Address.objects.filter(residences__person=home.adas_father).update(lines="6 Shared Row")
        assert checks(mothers_pack(home, "Some words.", way=HandoverWay.POST)) == set()

    def test_the_finding_shows_nobody_where_they_live(self, home: Household) -> None:
        """Of somebody whom another, restricted family keeps from all who work with this one."""
        shut = make_child(family=make_family(is_restricted=True))
        make_relationship(shut, home.mother)
        make_residence(home.mother, address=make_address("7 Hidden Mews", postcode="B20 1AA"))
        make_residence(home.adas_father, address=make_address("The Lodge", postcode="B20 1AA"))
        home.ada.relationships.filter(person=home.adas_father).update(poses_risk=True)
        pack = mothers_pack(home, "Some words.", way=HandoverWay.POST)
        assert found(pack) == {(Check.SHARED_ADDRESS, MAY_BE_SHARED)}
        client = Client()
        client.force_login(home.chair)
        page = client.get(reverse("packs:preview", args=[pack.pk]))
        assert page.status_code == 200
        shown = page.content.decode()
        assert MAY_BE_SHARED in shown
        assert not [words for words in ("Hidden Mews", "B20") if words in shown]

    def test_nor_does_one_from_before_the_update(self, home: Household) -> None:
        pack = mothers_pack(home, "Some words.")
        same = {"pack": pack, "sha256": pack.sha256, "page": 0, "text": "7 Hidden Mews"}
        Finding.objects.create(**same, check_name=Check.SHARED_ADDRESS)
        Finding.objects.create(**same, check_name=Check.ADDRESS)
        update = import_module("disclosure.migrations.0011_no_home_in_a_finding")
        with connection.cursor() as cursor:
            cursor.execute(update.SAY_IT_WITHOUT)
        assert found(pack) == {
            (Check.SHARED_ADDRESS, MAY_BE_SHARED),
            (Check.ADDRESS, "7 Hidden Mews"),
        }

    def posted(self, home: Household) -> bool:
        pack = mothers_pack(home, "Some words.")
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        with suppress(WrongState):
            hand_over(pack, way=HandoverWay.POST, by=duty, address_confirmed=True)
        return pack.handovers.exists()

    def test_and_handing_over_by_post_is_refused(self, home: Household) -> None:
        self.shared_home(home)
        assert not self.posted(home)

    def test_mutant_without_the_shared_address_check(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        self.shared_home(home)
        nothing: list[Hit] = []
        name = "disclosure.domain.handing_over.find_shared_address"
        monkeypatch.setattr(name, lambda pack, belonging: nothing)
        assert self.posted(home)
