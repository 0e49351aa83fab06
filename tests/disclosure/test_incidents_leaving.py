"""The incidents this software exists to prevent (quality.md, A5-A9).

Each test has its mutant: the same scene with the safeguard taken away, in which the leak happens.
If a mutant stops leaking, its test proves nothing any more.
"""

from __future__ import annotations

import datetime as dt
from contextlib import suppress

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from audit.models import Event
from disclosure.document import Document, Fact, Section, Word
from disclosure.domain import projection
from disclosure.domain.building import build_document_pack
from disclosure.domain.checking import run_checks
from disclosure.domain.checks.pages import read_pages
from disclosure.domain.checks.structure import find_missing_marks
from disclosure.domain.clearing import open_for_clearing
from disclosure.domain.handing_over import hand_over, reason_to_hold_pack
from disclosure.domain.printing import download, make_print_job
from disclosure.domain.releasing import release
from disclosure.domain.rendering import bytes_of
from disclosure.enums import (
    Basis,
    Capacity,
    Check,
    CopyState,
    HandoverWay,
    PackKind,
    PackState,
    Restriction,
    SourceKind,
)
from disclosure.models import Pack, PassageClearance, UploadClearance
from disclosure.rendering.reading import hidden_parts, pages_of
from disclosure.rules import may_read_bytes
from people.enums import RelationshipKind, Role, SafeContact
from people.models import Person, Residence
from tests.disclosure.conftest import Household
from tests.disclosure.scenes import POLICE_WORDS, checks, found, mothers_pack, release_after_reading
from tests.factories.disclosure import (
    document_of,
    make_chair,
    make_pack,
    make_passage,
    make_recipient,
    make_record,
    make_upload,
    text_of,
)
from tests.factories.people import (
    make_address,
    make_case_role,
    make_child,
    make_conflict,
    make_family,
    make_person,
    make_relationship,
    make_residence,
    make_staff,
)


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

    def test_a_document_cleared_for_one_parent_is_not_given_to_the_other(
        self, home: Household
    ) -> None:
        upload = make_upload(home.family, "A letter to her alone.", by=home.chair)
        UploadClearance.objects.create(upload=upload, person=home.mother, granted_by=home.chair)
        other = make_recipient(home.record, home.adas_father)
        with pytest.raises(DomainError, match="has not been cleared for this document"):
            build_document_pack(recipient=other, upload=upload, by=home.chair)

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

    def test_post_that_is_not_safe_is_refused_and_held(self, home: Household) -> None:
        make_residence(home.mother)
        pack = mothers_pack(home, "Some words.")
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        handover = hand_over(pack, way=HandoverWay.POST, by=home.chair, address_confirmed=True)
        Person.objects.filter(pk=home.mother.pk).update(safe_contact=SafeContact.BY_HAND)
        sent = {"pack": pack.pk, "to_address": handover.to_address, "way": "post"}
        assert "not a safe way" in reason_to_hold_pack(sent)
        with pytest.raises(WrongState, match="not a safe way"):
            hand_over(pack, way=HandoverWay.POST, by=home.chair, address_confirmed=True)

    def test_an_unconfirmed_address_is_refused(self, home: Household) -> None:
        make_residence(home.mother)
        pack = mothers_pack(home, "Some words.")
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        with pytest.raises(DomainError, match="confirm"):
            hand_over(pack, way=HandoverWay.POST, by=home.chair)

    def test_the_address_that_is_confirmed_is_read_where_it_is_confirmed(
        self, home: Household
    ) -> None:
        make_residence(home.mother, address=make_address("1 Old Road", postcode="B1 1AA"))
        for shown in self.shown(home):
            assert "1 Old Road, B1 1AA" in shown

    def shown(self, home: Household) -> list[str]:
        """The two pages on which posting is chosen."""
        pack = mothers_pack(home, "Some words.")
        Pack.objects.update(state=PackState.RELEASED, cleared_at=timezone.now())
        job = make_print_job(packs=[pack], printer="NORTH-1", by=home.chair)
        job.copies.update(state=CopyState.FAILED)
        client = Client()
        client.force_login(home.chair)
        urls = (
            reverse("packs:preview", args=[pack.pk]),
            reverse("packs:print_failed", args=[pack.pk, 1]),
        )
        return [client.get(url).content.decode().split("<main")[1] for url in urls]

    def test_one_that_others_keep_is_neither_shown_nor_confirmed_blind(
        self, home: Household
    ) -> None:
        make_relationship(make_child(family=make_family(is_restricted=True)), home.mother)
        address = make_address("7 Hidden Mews", postcode="B21 9ZZ")
        today = timezone.localdate()
        kept = make_residence(home.mother, address=address, confirmed_on=today - dt.timedelta(1))
        for shown in self.shown(home):
            assert "is kept by the people who work with them. Hand it over in person" in shown
            assert not [words for words in ("Hidden Mews", "B21") if words in shown]
        pack = Pack.objects.get()
        posting = {"way": HandoverWay.POST, "by": home.chair, "address_confirmed": True}
        with pytest.raises(WrongState, match="Hand it over in person, or ask them"):
            hand_over(pack, **posting)
        assert not pack.handovers.exists()
        Residence.objects.filter(pk=kept.pk).update(confirmed_on=today)
        assert hand_over(pack, **posting).to_address == "7 Hidden Mews, B21 9ZZ"


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

    @pytest.mark.parametrize("language", ["en", "ar"])
    @pytest.mark.parametrize(
        "surname", ["O'D'Arcy-عبدالله", "عبدالله-O'D'Arcy", "Żurawska-Яковлева"]
    )
    def test_a_name_in_two_scripts_is_found_on_the_page_that_has_it(
        self, home: Household, surname: str, language: str
    ) -> None:
        Person.objects.filter(pk=home.mother.pk).update(family_name=surname)
        home.mother.refresh_from_db()
        pack = mothers_pack(home, "Some words. " * 700, language=language)
        assert pack.pages > 1
        assert Check.PAGE_MARKS not in checks(pack)

    @pytest.mark.parametrize(
        "printed",
        ["Ngozi O'D'Arcy", "Ngozi عبدالله", "O'D'Arcy-عبدالله", "Ngozi D'Arcy-عبدالله"],
    )
    def test_nor_is_a_page_enough_that_has_only_a_part_of_it(
        self, home: Household, printed: str
    ) -> None:
        Person.objects.filter(pk=home.mother.pk).update(family_name="O'D'Arcy-عبدالله")
        home.mother.refresh_from_db()
        pack = mothers_pack(home, "Some words.")
        assert Check.PAGE_MARKS not in checks(pack)
        [page] = pages_of(bytes_of(pack))
        others = read_pages([f"For {printed} {pack.number} Page 1 of 1"])
        assert find_missing_marks(others, pack)
        assert not find_missing_marks(read_pages([page]), pack)

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
        monkeypatch.setattr("disclosure.rules.reaches", lambda user, pack: True)
        assert open_for_clearing(pack, by=duty)[1].startswith(b"%PDF")


class TestA9MinutesTakenHome:
    """Aberdeen."""

    def test_download_is_a_permission(self, home: Household) -> None:
        """Also for the family's own worker, who may read every word of it on the screen."""
        pack = release_after_reading(mothers_pack(home, "Some words."), home)
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(home.family, worker)
        assert may_read_bytes(worker, pack)
        for reader in (worker, make_staff(Role.SOCIAL_WORKER)):
            with pytest.raises(NotAllowed):
                download(pack, by=reader)

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
        worker = make_staff(Role.SOCIAL_WORKER)
        make_case_role(home.family, worker)
        assert download(pack, by=worker).startswith(b"%PDF")


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
