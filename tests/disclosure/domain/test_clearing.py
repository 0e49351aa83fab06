"""Who clears: rules, order, and what a run of taps cannot do."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.db import connection
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from disclosure.domain.building import build_document_pack, build_packs
from disclosure.domain.clearing import (
    clear,
    clear_finding,
    how_many_wait,
    open_for_clearing,
    queue_for,
    send_back,
    submit,
)
from disclosure.domain.documents import clear_upload
from disclosure.domain.handing_over import hand_over, settle_copy
from disclosure.domain.printing import make_print_job, print_job_bytes
from disclosure.domain.records import close_record, reopen_record
from disclosure.domain.releasing import recall, release, release_without_clearance
from disclosure.domain.translating import translate_passage
from disclosure.domain.wording_review import sign_wording
from disclosure.enums import Basis, CopyState, HandoverWay, Language, PackKind, PackState
from disclosure.models import Pack, Passage, PassageClearance
from disclosure.presenters.packs import waited
from disclosure.rendering.reading import pages_of
from disclosure.rules import reasons_for_second_person
from disclosure.tasks import prepare_pack
from people.enums import Role
from people.models import Family
from tests.disclosure.conftest import Household
from tests.factories.disclosure import (
    document_of,
    make_pack,
    make_passage,
    make_recipient,
    make_upload,
    operation,
    send,
)
from tests.factories.people import make_child, make_family, make_named_access, make_staff


@pytest.fixture
def duty(db: None) -> User:
    return make_staff(Role.DUTY_PRINCIPAL_OFFICER)


def pack_for_mother(home: Household, text: str = "Some words.", **fields: Any) -> Pack:
    kind = fields.pop("kind", PackKind.OUTLINE_PLAN)
    basis = fields.pop("basis", Basis.PRESENT_IN_PART)
    passage = make_passage(home.record, text, audience=[home.mother], basis=basis)
    recipient = make_recipient(home.record, home.mother, **fields)
    return make_pack(recipient, passage, by=home.chair, kind=kind)


class TestTheChairAlone:
    def test_may_release_after_reading_what_was_said_in_their_presence(
        self, home: Household
    ) -> None:
        pack = pack_for_mother(home)
        assert reasons_for_second_person(pack) == []
        open_for_clearing(pack, by=home.chair)
        assert release(pack, by=home.chair).state == PackState.RELEASED

    def test_but_not_unread(self, home: Household) -> None:
        with pytest.raises(WrongState, match="Open the pack and read it first"):
            release(pack_for_mother(home), by=home.chair)

    def test_and_nobody_else_in_their_place(self, home: Household) -> None:
        worker = make_staff(Role.SOCIAL_WORKER)
        with pytest.raises(NotAllowed):
            release(pack_for_mother(home), by=worker)

    def test_nor_a_second_person_who_has_read_it_and_not_cleared_it(
        self, home: Household, duty: User
    ) -> None:
        pack = pack_for_mother(home)
        open_for_clearing(pack, by=duty)
        with pytest.raises(WrongState, match="released by the chair"):
            release(pack, by=duty)


class TestASecondPersonIsNeeded:
    @pytest.mark.parametrize(
        ("change", "reason"),
        [
            ({"in_the_room": False}, "The person is not in the room."),
            ({"way": HandoverWay.SECURE_LINK}, "It is not handed over in person."),
            (
                {"kind": PackKind.SUMMARY_RECORD},
                "It is the record of the conference or an attached document.",
            ),
            ({"basis": Basis.WIDENED}, "Not all of it was said in this person's presence."),
        ],
    )
    def test_by_what_the_pack_is(
        self, home: Household, change: dict[str, Any], reason: str
    ) -> None:
        assert reasons_for_second_person(pack_for_mother(home, **change)) == [reason]

    def test_after_a_hit(self, home: Household) -> None:
        make_child("Jayden Whitlock")
        pack = pack_for_mother(home, "Jayden was there.")
        assert reasons_for_second_person(pack) == ["The checks found something."]

    def test_in_a_restricted_family(self, home: Household) -> None:
        make_named_access(home.family, home.chair)
        Family.objects.filter(pk=home.family.pk).update(is_restricted=True)
        pack = pack_for_mother(home)
        assert reasons_for_second_person(pack) == ["The family is restricted."]

    def test_where_somebody_is_protected(self, home: Household) -> None:
        home.bens_father.is_protected = True
        home.bens_father.save()
        pack = pack_for_mother(home)
        assert reasons_for_second_person(pack) == ["Somebody in the family is protected."]

    def test_and_the_chair_cannot_release_until_then(self, home: Household, duty: User) -> None:
        pack = pack_for_mother(home, in_the_room=False)
        open_for_clearing(pack, by=home.chair)
        with pytest.raises(WrongState, match="A second person must clear"):
            release(pack, by=home.chair)
        submit(pack, by=home.chair)
        open_for_clearing(pack, by=duty)
        clear(pack, by=duty)
        assert release(pack, by=home.chair).state == PackState.RELEASED


class TestTheSecondPerson:
    def queued(self, home: Household, text: str = "Some words.") -> Pack:
        return submit(pack_for_mother(home, text, in_the_room=False), by=home.chair)

    @pytest.mark.parametrize("role", [Role.SOCIAL_WORKER, Role.TEAM_MANAGER, Role.DATA_OFFICER])
    def test_is_a_trained_one(self, home: Household, role: Role) -> None:
        with pytest.raises(NotAllowed):
            open_for_clearing(self.queued(home), by=make_staff(role))

    def test_is_not_whoever_wrote_it(self, home: Household, duty: User) -> None:
        pack = self.queued(home)
        Passage.objects.update(author=duty)
        with pytest.raises(NotAllowed):
            open_for_clearing(pack, by=duty)

    def test_must_answer_every_hit_with_a_reason(self, home: Household, duty: User) -> None:
        make_child("Jayden Whitlock")
        pack = self.queued(home, "Jayden was there.")
        open_for_clearing(pack, by=duty)
        with pytest.raises(WrongState, match="1 thing"):
            clear(pack, by=duty)
        with pytest.raises(DomainError, match="Say why"):
            clear_finding(pack.findings.get(), by=duty, reason="  ")
        clear_finding(pack.findings.get(), by=duty, reason="Her own cousin.")
        assert clear(pack, by=duty).state == PackState.CLEARED
        assert release(pack, by=duty).state == PackState.RELEASED

    def test_may_send_it_back_and_it_does_not_come_round_by_itself(
        self, home: Household, duty: User
    ) -> None:
        pack = self.queued(home)
        open_for_clearing(pack, by=duty)
        send_back(pack, by=duty, reason="Too long.")
        close_record(home.record, by=home.chair)
        prepare_pack(pack.pk)
        pack.refresh_from_db()
        assert pack.state == PackState.DRAFT

    def test_is_asked_again_when_the_words_change(self, home: Household, duty: User) -> None:
        pack = self.queued(home)
        open_for_clearing(pack, by=duty)
        clear(pack, by=duty)
        passage = Passage.objects.get()
        passage.text, passage.version = "Other words.", 2
        passage.save()
        document = document_of(passage)
        build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)
        pack.refresh_from_db()
        assert (pack.state, pack.cleared_at, pack.version) == (PackState.DRAFT, None, 1)
        with pytest.raises(WrongState):
            release(pack, by=duty)

    def test_the_queue_is_in_order_and_the_wait_is_measured(
        self, home: Household, duty: User
    ) -> None:
        pack = self.queued(home)
        assert list(queue_for(duty)) == [pack]
        pack.awaiting_since = timezone.now() - dt.timedelta(minutes=12)
        assert waited(pack) == "12 minutes"
        assert list(queue_for(make_staff(Role.SOCIAL_WORKER))) == []

    @pytest.mark.parametrize(
        ("changed", "said"),
        [
            ({"cleared_at": 30}, "30 minutes"),
            (
                {"released_at": 20, "released_without_clearance_reason": "A taxi waits."},
                "40 minutes",
            ),
            ({"state": PackState.VOID}, ""),
            ({"state": PackState.HANDED_OVER}, ""),  # in the room after all
            (
                {"state": PackState.RELEASED, "released_at": 90},
                "1 hour",
            ),  # for the room; now it is wanted by post, and waits
        ],
    )
    def test_the_wait_ends_with_the_queue(
        self, home: Household, changed: dict[str, Any], said: str
    ) -> None:
        """Minutes ago; in the queue for an hour."""
        pack, now = self.queued(home), timezone.now()
        pack.awaiting_since = now - dt.timedelta(hours=1)
        for name, value in changed.items():
            ago = now - dt.timedelta(minutes=value) if isinstance(value, int) else value
            setattr(pack, name, ago)
        assert waited(pack) == said


class TestWithoutASecondPerson:
    def test_a_manager_may_with_a_reason_that_shows(self, home: Household) -> None:
        pack = submit(pack_for_mother(home, in_the_room=False), by=home.chair)
        head = make_staff(Role.HEAD_OF_SERVICE)
        with pytest.raises(DomainError, match="cannot wait"):
            release_without_clearance(pack, by=head, reason="")
        release_without_clearance(pack, by=head, reason="The taxi is waiting.")
        event = Event.objects.get(verb="disclosure.release_without_clearance")
        assert (event.reason, event.actor_id) == ("The taxi is waiting.", head.pk)
        duty = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        assert list(queue_for(duty)) == []  # nobody need clear it any more
        asked = how_many_wait(duty)
        assert asked is not None
        with connection.cursor() as cursor:
            cursor.execute(*asked)
            assert cursor.fetchone()[0] == 0

    def test_nobody_else_may(self, home: Household, duty: User) -> None:
        pack = submit(pack_for_mother(home, in_the_room=False), by=home.chair)
        with pytest.raises(NotAllowed):
            release_without_clearance(pack, by=duty, reason="The taxi is waiting.")


class TestVersions:
    def test_building_again_changes_nothing(self, home: Household) -> None:
        pack = pack_for_mother(home)
        before = Event.objects.count()
        document = document_of(Passage.objects.get())
        [again] = build_packs(
            record=home.record, documents_for=lambda who: [document], by=home.chair
        )
        assert (again.pk, again.is_checked, Event.objects.count()) == (pack.pk, True, before)

    def test_after_release_new_words_make_a_new_version(self, home: Household) -> None:
        pack = released(home)
        passage = Passage.objects.get()
        passage.text, passage.version = "Corrected words.", 2
        passage.save()
        second = make_pack(pack.recipient, passage, by=home.chair)
        assert (second.version, second.replaces) == (2, pack)
        pack.refresh_from_db()
        assert pack.state == PackState.RELEASED

    def test_nothing_to_give_is_no_pack(self, home: Household) -> None:
        pack = pack_for_mother(home)
        PassageClearance.objects.update(revoked_at=timezone.now())
        document = document_of(Passage.objects.get())
        packs = build_packs(record=home.record, documents_for=lambda who: [document], by=home.chair)
        pack.refresh_from_db()
        assert (packs, pack.state) == ([], PackState.VOID)


def released(home: Household, **fields: Any) -> Pack:
    pack = pack_for_mother(home, **fields)
    open_for_clearing(pack, by=home.chair)
    return release(pack, by=home.chair)


class TestLeaving:
    def test_released_for_the_room_it_cannot_be_posted(self, home: Household, duty: User) -> None:
        pack = released(home)
        with pytest.raises(WrongState, match="for the room only"):
            hand_over(pack, way=HandoverWay.POST, by=duty, address_confirmed=True)

    def test_an_unreleased_pack_cannot_leave(self, home: Household) -> None:
        with pytest.raises(WrongState, match="has not been released"):
            hand_over(
                pack_for_mother(home),
                way=HandoverWay.IN_PERSON,
                by=home.chair,
                signed_name="N. Hale",
            )

    def test_a_print_job_gives_each_person_a_fresh_sheet(self, home: Household) -> None:
        pack = released(home)
        support = make_staff(Role.BUSINESS_SUPPORT)
        job = make_print_job(packs=[pack], printer="North hub", by=support)
        pages = pages_of(print_job_bytes(job, by=support))
        assert "Cover sheet" in pages[0]
        assert "Copy 1" in pages[2]
        assert len(pages) in (3, 4)  # the blank back of the last sheet has no text
        assert not pages[1].strip()

    def test_a_reprint_is_counted_and_needs_a_reason(self, home: Household) -> None:
        pack = released(home)
        support = make_staff(Role.BUSINESS_SUPPORT)
        make_print_job(packs=[pack], printer="North hub", by=support)
        with pytest.raises(DomainError, match="printed before"):
            make_print_job(packs=[pack], printer="North hub", by=support)
        job = make_print_job(packs=[pack], printer="North hub", by=support, reason="It jammed.")
        copy = job.copies.get()
        settle_copy(copy, state=CopyState.UNCOLLECTED, by=support)
        assert (copy.copy_number, pack.copies.filter(state="uncollected").count()) == (2, 1)

    def test_a_recalled_pack_cannot_be_printed(self, home: Household) -> None:
        pack = released(home)
        support = make_staff(Role.BUSINESS_SUPPORT)
        job = make_print_job(packs=[pack], printer="North hub", by=support)
        recall(pack, by=home.chair, reason="Wrong date.")
        with pytest.raises(WrongState, match="recalled"):
            print_job_bytes(job, by=support)

    def test_collecting_settles_the_copy(self, home: Household) -> None:
        pack = released(home)
        make_print_job(packs=[pack], printer="North hub", by=make_staff(Role.BUSINESS_SUPPORT))
        hand_over(pack, way=HandoverWay.IN_PERSON, by=home.chair, signed_name="N. Hale")
        assert pack.copies.get().state == CopyState.COLLECTED


class TestDraftWording:
    def test_production_releases_no_draft_translation(self, home: Household, settings: Any) -> None:
        settings.DISCLOSURE_ALLOW_DRAFT_WORDING = False
        pack = pack_for_mother(home, language="pl")
        open_for_clearing(pack, by=home.chair)
        with pytest.raises(WrongState, match="is a draft"):
            release(pack, by=home.chair)
        head = make_staff(Role.HEAD_OF_SERVICE)
        sign_wording(language="pl", reviewer="A. Reader", qualification="DPSI 1", by=head)
        prepare_pack(pack.pk)
        pack.refresh_from_db()
        open_for_clearing(pack, by=home.chair)
        assert release(pack, by=home.chair).state == PackState.RELEASED


class TestRecords:
    def test_closing_sends_what_needs_it_to_the_queue(self, home: Household) -> None:
        alone = pack_for_mother(home)
        passage = make_passage(home.record, audience=[home.adas_father])
        absent = make_recipient(home.record, home.adas_father, in_the_room=False)
        other = make_pack(absent, passage, by=home.chair)
        close_record(home.record, by=home.chair)
        for pack in (alone, other):
            prepare_pack(pack.pk)
            pack.refresh_from_db()
        assert (alone.state, other.state) == (PackState.DRAFT, PackState.AWAITING_CLEARANCE)

    def test_reopening_ends_with_the_first_pack_that_leaves(self, home: Household) -> None:
        close_record(home.record, by=home.chair)
        reopen_record(home.record, by=home.chair, reason="A child's view was missed.")
        close_record(home.record, by=home.chair)
        released(home)
        with pytest.raises(WrongState, match="Add a correction"):
            reopen_record(home.record, by=home.chair, reason="Again.")


def test_another_familys_clearer_sees_nothing_of_it(home: Household) -> None:
    other = make_family()
    assert make_child(family=other).family_id != home.family.pk
    pack = pack_for_mother(home)
    chair_elsewhere = make_staff(Role.PRINCIPAL_OFFICER)
    with pytest.raises(NotAllowed):
        open_for_clearing(pack, by=chair_elsewhere)


class TestWhoeverWroteAnyOfItIsNoSecondPerson:
    def test_the_writer_of_a_decision(self, home: Household, duty: User) -> None:
        def decide(payload: Any, **_: Any) -> dict[str, Any]:
            return dict(payload)

        pack = pack_for_mother(home, in_the_room=False)
        send(home.record, operation("decision.set"), by=duty, handlers={"decision.set": decide})
        with pytest.raises(NotAllowed):
            open_for_clearing(pack, by=duty)

    def test_the_translator(self, home: Household, duty: User) -> None:
        pack = pack_for_mother(home, language="pl", in_the_room=False)
        [uuid] = pack.passage_uuids
        translate_passage(
            Passage.objects.get(uuid=uuid),
            language=Language.POLISH,
            text="Kilka słów.",
            translator="M. Kowalska",
            by=duty,
        )
        with pytest.raises(NotAllowed):
            open_for_clearing(pack, by=duty)

    def test_whoever_brought_the_document(self, home: Household, duty: User) -> None:
        upload = make_upload(home.family, "A report of the school about attendance.", by=duty)
        clear_upload(upload, person=home.mother, by=home.chair)
        recipient = make_recipient(home.record, home.mother)
        pack = build_document_pack(recipient=recipient, upload=upload, by=home.chair)
        assert duty.pk in pack.author_ids()
