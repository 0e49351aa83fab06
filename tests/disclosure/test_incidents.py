"""The incidents this software exists to prevent (quality.md, A1-A9).

Each test has its mutant: the same scene with the safeguard taken away, in which the leak happens.
If a mutant stops leaking, its test proves nothing any more.
"""

from __future__ import annotations

import datetime as dt
import io
from contextlib import suppress

import pikepdf
import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from disclosure.checks.pages import Hit
from disclosure.document import Document, Fact, Section, Word
from disclosure.domain import projection
from disclosure.domain.building import build_document_pack
from disclosure.domain.checking import run_checks
from disclosure.domain.clearing import clear, clear_finding, open_for_clearing, submit
from disclosure.domain.handing_over import hand_over, reason_to_hold_pack
from disclosure.domain.printing import download
from disclosure.domain.releasing import release, release_without_clearance
from disclosure.domain.rendering import bytes_of
from disclosure.domain.uploads import clear_upload
from disclosure.enums import (
    Basis,
    Capacity,
    Check,
    HandoverWay,
    PackKind,
    PackState,
    Restriction,
    SourceKind,
)
from disclosure.models import Pack, PassageClearance, Upload, UploadClearance
from disclosure.rendering.reading import hidden_parts, pages_of
from people.enums import RelationshipKind, Role
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.disclosure import (
    document_of,
    make_chair,
    make_pack,
    make_passage,
    make_pdf,
    make_recipient,
    make_record,
    make_upload,
    text_of,
)
from tests.factories.people import (
    make_address,
    make_child,
    make_conflict,
    make_family,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
)

POLICE_WORDS = (
    "Police hold intelligence that the boy next door was hurt in the same house last May."
)


def found(pack: Pack) -> set[tuple[str, str]]:
    return {(row.check_name, row.text) for row in pack.findings.filter(sha256=pack.sha256)}


def checks(pack: Pack) -> set[str]:
    return {name for name, _ in found(pack)}


def mothers_pack(home: Household, text: str, **fields: object) -> Pack:
    passage = make_passage(home.record, text, audience=[home.mother])
    return make_pack(make_recipient(home.record, home.mother, **fields), passage, by=home.chair)


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
        monkeypatch.setattr("disclosure.checks.names.find_names", lambda *args: [])
        pack = mothers_pack(home, "We know that Jayden Whitlock’s arm was broken.")
        assert release_after_reading(pack, home).state == PackState.RELEASED


def release_after_reading(pack: Pack, home: Household) -> Pack:
    open_for_clearing(pack, by=home.chair)
    return release(pack, by=home.chair)


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

    def test_posting_to_a_shared_address_is_a_finding_nobody_can_clear(
        self, home: Household
    ) -> None:
        self.shared_home(home)
        pack = mothers_pack(home, "Some words.", way=HandoverWay.POST)
        assert checks(pack) == {Check.SHARED_ADDRESS}
        assert not pack.findings.get().can_be_cleared

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


class TestA5FieldPrintedByDefault:
    """Telford & Wrekin: foster carers' address."""

    def carers_address_reaches_mother(self, home: Household, source: str) -> bool:
        fact = Fact(Word("fact.address"), "Cornflower Cottage", source)
        section = Section(Word("section.about"), facts=(fact,))
        seen = make_passage(home.record, audience=[home.mother])
        [words] = document_of(seen).sections
        document = Document(PackKind.OUTLINE_PLAN, (section, words))
        recipient = make_recipient(home.record, home.mother)
        return "Cornflower" in text_of(make_pack(recipient, document=document, by=home.chair))

    def test_an_unclassified_field_is_invisible(self, home: Household) -> None:
        assert not self.carers_address_reaches_mother(home, "people.Carer.address")
        assert {row["why"] for row in Pack.objects.get().left_out} == {"unclassified"}

    def test_a_protected_field_reaches_its_owner_alone(self, home: Household) -> None:
        assert not self.carers_address_reaches_mother(home, "people.Address.lines")

    def test_mutant_that_prints_by_default(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(projection, "_why_not_fact", lambda *args: None)
        assert self.carers_address_reaches_mother(home, "people.Carer.address")


class TestA6AnotherFamilysLetterAmongThePapers:
    """Midlothian."""

    def given_out(self, home: Household) -> bool:
        other = make_family("Whitlock")
        upload = make_upload(other, "A letter to the other family.", by=make_chair(other))
        UploadClearance.objects.create(upload=upload, person=home.mother, granted_by=home.chair)
        recipient = make_recipient(home.record, home.mother)
        with suppress(DomainError):
            build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        return Pack.objects.exists()

    def test_a_document_of_another_family_is_refused(self, home: Household) -> None:
        assert not self.given_out(home)

    def test_mutant_without_the_refusal_is_still_found_by_the_check(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        name = "disclosure.domain.building._check_may_be_given"
        monkeypatch.setattr(name, lambda upload, recipient: None)
        assert self.given_out(home)
        run_checks(Pack.objects.get().pk)
        assert Check.WRONG_FAMILY in checks(Pack.objects.get())

    def test_a_passage_of_another_family_never_enters(self, home: Household) -> None:
        other = make_record(make_family("Whitlock"))
        strange = make_passage(other, "Whitlock words.", audience=[home.mother])
        ours = make_passage(home.record, "Our words.", audience=[home.mother])
        recipient = make_recipient(home.record, home.mother)
        assert "Whitlock" not in text_of(make_pack(recipient, strange, ours, by=home.chair))

    def test_minutes_to_a_former_home_are_held_at_the_moment_of_sending(
        self, home: Household
    ) -> None:
        make_residence(home.mother, address=make_address("1 Old Road", postcode="B1 1AA"))
        pack = mothers_pack(home, "Some words.")
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        handover = hand_over(pack, way=HandoverWay.POST, by=home.chair, address_confirmed=True)
        sent = {"pack": pack.pk, "to_address": handover.to_address, "way": "post"}
        assert reason_to_hold_pack(sent) == ""
        home.mother.residences.update(to_on=timezone.localdate() - dt.timedelta(days=1))
        make_residence(home.mother, address=make_address("2 New Road", postcode="B2 2BB"))
        assert "address has changed" in reason_to_hold_pack(sent)

    def test_an_unconfirmed_address_is_refused(self, home: Household) -> None:
        make_residence(home.mother)
        pack = mothers_pack(home, "Some words.")
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        with pytest.raises(DomainError, match="confirm"):
            hand_over(pack, way=HandoverWay.POST, by=home.chair)


class TestA7PrinterMixUps:
    """Powys, Plymouth, Norfolk."""

    def test_every_page_says_whose_it_is_and_of_how_many(self, home: Household) -> None:
        pack = mothers_pack(home, "A long paragraph of words. " * 700)
        pages = pages_of(bytes_of(pack))
        assert len(pages) == pack.pages >= 4
        for number, page in enumerate(pages, start=1):
            for mark in (pack.number, "Ngozi Okonkwo-Hale", f"Page {number} of {pack.pages}"):
                assert mark in page
        assert Check.PAGE_MARKS not in checks(pack)

    def test_mutant_without_the_marks_is_caught(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        blank = {"for": "", "number": "", "version": "", "before": "", "between": "", "after": ""}
        monkeypatch.setattr("disclosure.rendering.page.marks", lambda pack: blank)
        assert Check.PAGE_MARKS in checks(mothers_pack(home, "Some words."))

    def test_handing_over_in_person_needs_a_signature(self, home: Household) -> None:
        pack = release_after_reading(mothers_pack(home, "Some words."), home)
        with pytest.raises(DomainError, match="sign"):
            hand_over(pack, way=HandoverWay.IN_PERSON, by=home.chair)
        hand_over(pack, way=HandoverWay.IN_PERSON, by=home.chair, signed_name="N. Hale")
        assert pack.handovers.get().signed_name == "N. Hale"


class TestA8StaffOpenThoseTheyKnow:
    """Redcar & Cleveland."""

    def test_a_declared_conflict_is_a_hard_block(self, home: Household) -> None:
        pack = mothers_pack(home, "Some words.")
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        make_conflict(home.family, duty)
        with pytest.raises(NotAllowed):
            open_for_clearing(pack, by=duty)
        refusal = Event.objects.using("audit").get(actor_id=duty.pk)
        assert (refusal.action, refusal.verb) == ("refused", "disclosure.open_for_clearing")

    def test_mutant_that_asks_only_for_the_role(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = mothers_pack(home, "Some words.")
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        make_conflict(home.family, duty)
        monkeypatch.setattr("disclosure.rules.sees", lambda user, pack: True)
        assert open_for_clearing(pack, by=duty)[1].startswith(b"%PDF")


class TestA9MinutesTakenHome:
    """Aberdeen."""

    def test_download_is_a_permission(self, home: Household) -> None:
        pack = release_after_reading(mothers_pack(home, "Some words."), home)
        worker = make_staff(Role.SOCIAL_WORKER)
        with pytest.raises(NotAllowed):
            download(pack, by=worker)

    def test_it_is_watermarked_audited_and_logged(self, home: Household) -> None:
        pack = release_after_reading(mothers_pack(home, "Some words."), home)
        support = make_staff(Role.BUSINESS_SUPPORT, name="Fenella Dockray")
        pages = pages_of(download(pack, by=support))
        assert all("Fenella Dockray" in page for page in pages)
        assert Event.objects.filter(verb="disclosure.download", actor_id=support.pk).exists()
        assert pack.accesses.filter(way="download", by=support).exists()

    def test_mutant_without_the_permission(
        self, home: Household, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        pack = release_after_reading(mothers_pack(home, "Some words."), home)
        name = "disclosure.domain.printing.may_print"
        monkeypatch.setattr(name, lambda user, pack: True)
        monkeypatch.setattr("disclosure.domain.printing.may_read_bytes", lambda user, pack: True)
        assert download(pack, by=make_staff(Role.SOCIAL_WORKER)).startswith(b"%PDF")


class TestWithholdingHarmsToo:
    """A professional cleared for a passage always receives it, in the same cases."""

    @pytest.mark.parametrize("source", [SourceKind.STRATEGY_MEETING, SourceKind.POLICE])
    def test_restricted_words_reach_a_cleared_professional(
        self, home: Household, source: SourceKind
    ) -> None:
        nurse = home.nurse.person
        passage = make_passage(
            home.record,
            POLICE_WORDS,
            audience=[nurse],
            basis=Basis.DEFAULT_PROFESSIONAL,
            source_kind=source,
            restriction=Restriction.RESTRICTED,
        )
        recipient = make_recipient(home.record, nurse, capacity=Capacity.PROFESSIONAL)
        pack = make_pack(recipient, passage, by=home.chair)
        assert "intelligence" in text_of(pack)
        assert pack.left_out == []

    def test_each_passage_cleared_for_them_is_there_whoever_it_is_about(
        self, home: Household
    ) -> None:
        nurse = home.nurse.person
        passages = [
            make_passage(home.record, f"Mark{n}.", audience=[nurse], about=about)
            for n, about in enumerate([[home.ada], [home.ben], [], [home.mother]])
        ]
        recipient = make_recipient(home.record, nurse, capacity=Capacity.PROFESSIONAL)
        text = text_of(make_pack(recipient, *passages, by=home.chair))
        assert all(f"Mark{n}." in text for n in range(4))


class TestMustNotBeTold:
    def test_a_pack_built_before_the_order_cannot_leave_after_it(self, home: Household) -> None:
        passage = make_passage(
            home.record, "Ada swims.", audience=[home.adas_father], about=[home.ada]
        )
        recipient = make_recipient(home.record, home.adas_father)
        pack = make_pack(recipient, passage, by=home.chair)
        open_for_clearing(pack, by=home.chair)
        home.ada.relationships.filter(person=home.adas_father).update(must_not_be_told=True)
        with pytest.raises(WrongState):
            release(pack, by=home.chair)
        assert Check.MUST_NOT_BE_TOLD in checks(pack)

    def test_a_clearance_revoked_after_building_stops_the_release(self, home: Household) -> None:
        pack = mothers_pack(home, "Some words.")
        open_for_clearing(pack, by=home.chair)
        PassageClearance.objects.update(revoked_at=timezone.now())
        with pytest.raises(WrongState):
            release(pack, by=home.chair)
        assert Check.NOT_CLEARED in checks(pack)


def test_nothing_hidden_leaves_with_a_pack(home: Household) -> None:
    pack = mothers_pack(home, "Some words.")
    hidden = hidden_parts(bytes_of(pack))
    assert hidden.surprises == ()
    assert "Okonkwo" not in hidden.metadata
    assert home.chair.name not in hidden.metadata


def test_a_stepfather_in_another_family_is_found_by_what_he_is_called(home: Household) -> None:
    child = make_child("Wren Castellane")
    make_relationship(
        child,
        make_person("Bartholomew Castellane", known_as="Barty"),
        kind=RelationshipKind.STEP_PARENT,
    )
    pack = mothers_pack(home, "It was Barty who called. The wren sang.")
    assert found(pack) == {("name", "Barty")}
