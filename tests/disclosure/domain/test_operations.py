"""The live room's saves: once each, in order, no word lost, default deny."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from django.utils import timezone

from accounts.errors import DomainError, NotAllowed
from accounts.models import User
from audit.models import Event
from disclosure.domain.operations import apply
from disclosure.domain.queries import changes_since
from disclosure.enums import Basis, OperationStatus, Restriction
from disclosure.models import Operation, Passage, PassageClearance, Record
from people.models import Person
from tests.disclosure.conftest import Household
from tests.factories.accounts import make_user
from tests.factories.disclosure import add_operation, make_record, operation, send
from tests.factories.people import make_child, make_person, make_relationship


def audience(passage: Passage) -> set[Person]:
    return {row.person for row in PassageClearance.objects.standing().filter(passage=passage)}


def add(home: Household, text: str = "Some words.", **payload: Any) -> Passage:
    [result] = send(
        home.record, add_operation(text, **payload), by=home.chair, present=home.everyone
    )
    assert result.status == OperationStatus.APPLIED, result.message
    return Passage.objects.get(uuid=result.passage)


def refused(home: Household, sent: Mapping[str, Any]) -> str:
    [result] = send(home.record, sent, by=home.chair, present=home.everyone)
    assert result.status == OperationStatus.REFUSED
    assert Operation.objects.count() == 0
    return result.message


class TestOnce:
    def test_the_same_operation_twice_is_one_passage(self, home: Household) -> None:
        sent = add_operation("Said once.")
        first, second = (send(home.record, sent, by=home.chair)[0] for _ in range(2))
        assert (first.status, second.status) == (OperationStatus.APPLIED, OperationStatus.DUPLICATE)
        assert (second.seq, second.passage) == (first.seq, first.passage)
        assert Passage.objects.count() == 1

    def test_twice_in_one_batch_is_one_passage(self, home: Household) -> None:
        sent = add_operation("Said once.")
        results = send(home.record, sent, sent, by=home.chair)
        assert [r.status for r in results] == [OperationStatus.APPLIED, OperationStatus.DUPLICATE]
        assert Passage.objects.count() == 1

    def test_numbers_follow_each_other_over_batches(self, home: Household) -> None:
        first = send(home.record, add_operation(), add_operation(), by=home.chair)
        second = send(home.record, add_operation(), by=home.chair)
        assert [result.seq for result in [*first, *second]] == [1, 2, 3]

    def test_a_failure_half_way_leaves_nothing_of_the_batch(self, home: Household) -> None:
        def breaks(payload: Any, **kwargs: Any) -> dict[str, Any]:
            raise RuntimeError("the worker died")

        with pytest.raises(RuntimeError):
            send(
                home.record,
                add_operation(),
                operation("scale.set"),
                by=home.chair,
                handlers={"scale.set": breaks},
            )
        assert Operation.objects.count() == 0
        assert Passage.objects.count() == 0

    def test_one_audit_event_for_a_batch_and_no_words_in_it(self, home: Household) -> None:
        send(home.record, add_operation("secretmark"), add_operation(), by=home.chair)
        event = Event.objects.get(verb="disclosure.apply")
        assert event.detail == {"operations": [[1, "passage.add"], [2, "passage.add"]]}
        assert sorted(event.child_ids) == sorted([home.ada.pk, home.ben.pk])


class TestTwoPeopleAtOnce:
    def test_both_texts_are_kept_and_linked(self, home: Household) -> None:
        passage = add(home, "The first text.", about=[home.ada.pk])
        edits = [
            operation("passage.edit", passage=str(passage.uuid), base_version=1, text=text)
            for text in ("Hers.", "His.")
        ]
        first, second = send(home.record, *edits, by=home.chair)
        assert (first.status, second.status) == (OperationStatus.APPLIED, OperationStatus.CONFLICT)
        beside = Passage.objects.get(uuid=second.passage)
        passage.refresh_from_db()
        assert (passage.text, beside.text, beside.conflict_with) == ("Hers.", "His.", passage)
        assert audience(beside) == audience(passage)
        assert set(beside.about.all()) == {home.ada.person}

    def test_an_edit_of_a_removed_passage_keeps_the_words(self, home: Household) -> None:
        passage = add(home, "The first text.")
        where = {"passage": str(passage.uuid)}
        send(home.record, operation("passage.remove", **where), by=home.chair)
        edit = operation("passage.edit", **where, base_version=1, text="Typed offline.")
        [result] = send(home.record, edit, by=home.chair)
        assert result.status == OperationStatus.CONFLICT
        assert Passage.objects.live().get().text == "Typed offline."

    def test_the_same_words_typed_twice_are_no_conflict(self, home: Household) -> None:
        passage = add(home, "One.")
        edits = [
            operation("passage.edit", passage=str(passage.uuid), base_version=1, text="Two.")
            for _ in range(2)
        ]
        results = send(home.record, *edits, by=home.chair)
        assert {result.status for result in results} == {OperationStatus.APPLIED}
        assert Passage.objects.count() == 1

    def test_history_keeps_old_and_new(self, home: Household) -> None:
        passage = add(home, "Old.")
        edit = operation("passage.edit", passage=str(passage.uuid), base_version=1, text="New.")
        send(home.record, edit, by=home.chair)
        added, edited = passage.operations.order_by("seq")
        assert added.payload["new"] == "Old."
        assert (edited.payload["old"], edited.payload["new"]) == ("Old.", "New.")


class TestDefaultAudience:
    def test_whole_family_words_reach_whoever_belongs_to_every_child(self, home: Household) -> None:
        assert audience(add(home)) == {home.mother, home.nurse.person}
        assert audience(add(home, about=[home.mother.pk])) == {home.mother, home.nurse.person}
        half_brother = make_child("Kit Hale", family=home.family)
        assert audience(add(home)) == {home.nurse.person}
        make_relationship(half_brother, home.mother)
        Person.objects.filter(pk=home.ben.pk).update(merged_into=home.ada.person)
        make_relationship(half_brother, home.adas_father)
        heard = audience(add(home))
        assert heard == {home.mother, home.adas_father, home.nurse.person}

    def test_every_child_means_every_child_the_meeting_is_for(self, home: Household) -> None:
        present = [person.pk for person in home.everyone]
        [result] = apply(
            home.record,
            [add_operation()],
            by=home.chair,
            audience_for=lambda part, at: present,
            children=[home.ada.pk],
        )
        heard = audience(Passage.objects.get(uuid=result.passage))
        assert heard == {home.mother, home.adas_father, home.nurse.person}

    def test_words_about_one_child_reach_only_that_childs_network(self, home: Household) -> None:
        heard = audience(add(home, about=[home.ada.pk]))
        assert heard == {home.mother, home.adas_father, home.nurse.person}

    def test_nobody_absent_is_given_anything(self, home: Household) -> None:
        [result] = send(home.record, add_operation(), by=home.chair, present=[home.mother])
        passage = Passage.objects.get(uuid=result.passage)
        assert audience(passage) == {home.mother}

    def test_a_stranger_in_the_room_is_given_nothing(self, home: Household) -> None:
        stranger = make_person("Layla Bystander")
        [result] = send(home.record, add_operation(), by=home.chair, present=[stranger])
        assert audience(Passage.objects.get(uuid=result.passage)) == set()

    def test_restricted_words_reach_professionals_alone(self, home: Household) -> None:
        passage = add(home, source_kind="police")
        assert passage.restriction == Restriction.RESTRICTED
        [row] = PassageClearance.objects.filter(passage=passage)
        assert (row.person, row.basis) == (home.nurse.person, Basis.DEFAULT_PROFESSIONAL)

    def test_one_who_must_not_be_told_is_given_nothing(self, home: Household) -> None:
        home.ada.relationships.filter(person=home.adas_father).update(must_not_be_told=True)
        assert home.adas_father not in audience(add(home, about=[home.ada.pk]))
        assert home.adas_father not in audience(add(home))

    def test_saying_anew_whom_it_is_about_takes_it_from_the_others(self, home: Household) -> None:
        passage = add(home, audience=[person.pk for person in home.everyone])
        PassageClearance.objects.update(basis=Basis.PRESENT_IN_PART)
        change = operation("about.set", passage=str(passage.uuid), about=[home.ben.pk])
        send(home.record, change, by=home.chair, present=home.everyone)
        assert audience(passage) == {home.mother, home.bens_father, home.nurse.person}


class TestChangingTheAudience:
    def test_widening_is_kept_with_its_name(self, home: Household) -> None:
        passage = add(home, about=[home.ada.pk])
        people = [home.bens_father.pk]
        widen = operation("audience.widen", passage=str(passage.uuid), people=people)
        send(home.record, widen, by=home.chair)
        row = PassageClearance.objects.get(passage=passage, person=home.bens_father)
        assert (row.basis, row.granted_by) == (Basis.WIDENED, home.chair)

    def test_narrowing_revokes_and_keeps_the_row(self, home: Household) -> None:
        passage = add(home)
        narrow = operation("audience.narrow", passage=str(passage.uuid), people=[home.mother.pk])
        send(home.record, narrow, by=home.chair)
        row = PassageClearance.objects.get(passage=passage, person=home.mother)
        assert (row.revoked_at is not None, row.revoked_by) == (True, home.chair)

    def test_a_stranger_cannot_be_added(self, home: Household) -> None:
        stranger = make_person("Layla Bystander")
        message = refused(home, add_operation(audience=[stranger.pk]))
        assert message == ("This person does not belong to this family, so may not be given it.")

    def test_nor_speak_in_the_record_of_another_family(self, home: Household) -> None:
        stranger = make_person("Layla Bystander")
        make_relationship(make_child("Idris Bystander"), stranger)
        assert refused(home, add_operation(said_by=stranger.pk)) == "The speaker is not known here."

    def test_a_restricted_passage_cannot_be_widened_to_family(self, home: Household) -> None:
        sent = add_operation(source_kind="strategy_meeting", audience=[home.mother.pk])
        assert refused(home, sent) == ("This passage is restricted: Ngozi may not be given it.")

    def test_one_who_must_not_be_told_cannot_be_added(self, home: Household) -> None:
        home.ben.relationships.filter(person=home.bens_father).update(must_not_be_told=True)
        sent = add_operation(about=[home.ben.pk], audience=[home.bens_father.pk])
        assert refused(home, sent) == "Łukasz must not be told about this child."


class TestBadInput:
    def test_a_paste_of_200_kb_is_kept_and_more_is_refused(self, home: Household) -> None:
        assert len(add(home, "a" * 200 * 1024).text) == 200 * 1024
        [result] = send(home.record, add_operation("é" * 200 * 1024), by=home.chair)
        assert (result.status, result.message) == (
            OperationStatus.REFUSED,
            "This text is too long: the limit is 200 KB. Split it, or upload a file.",
        )

    def test_nul_lone_surrogates_and_overrides_do_no_harm(self, home: Household) -> None:
        passage = add(home, "A\x00B \ud800 \u202eevil\u202c\r\nسلام‌ها")
        passage.refresh_from_db()
        assert passage.text == "AB \ufffd evil\nسلام‌ها"

    @pytest.mark.parametrize(
        "sent",
        [
            {"uuid": "not one", "kind": "passage.add", "payload": {}},
            {"uuid": str(uuid.uuid4()), "kind": "passage.add", "payload": "text"},
            {"uuid": str(uuid.uuid4()), "kind": "passage.add", "payload": {"text": "x"}},
            {"uuid": str(uuid.uuid4()), "kind": "unknown.kind", "payload": {}},
            add_operation("   \n "),
            add_operation(about=[987654321]),
            add_operation(about="everyone"),
            add_operation(source_kind="rumour"),
            add_operation(upload=str(uuid.uuid4())),
            operation("passage.edit", passage=str(uuid.uuid4()), base_version=1, text="x"),
        ],
    )
    def test_what_cannot_be_read_is_refused_in_words(
        self, home: Household, sent: dict[str, Any]
    ) -> None:
        assert refused(home, sent).endswith(".")

    def test_another_familys_child_cannot_be_what_it_is_about(self, home: Household) -> None:
        message = refused(home, add_operation(about=[make_child().pk]))
        assert message == "A passage can only be about people of this family."

    def test_a_refusal_does_not_stop_the_others(self, home: Household) -> None:
        results = send(home.record, add_operation(""), add_operation(), by=home.chair)
        assert [r.status for r in results] == [OperationStatus.REFUSED, OperationStatus.APPLIED]
        assert Operation.objects.get().seq == 1


class TestPermission:
    def test_somebody_who_cannot_see_the_family_cannot_write(self, home: Household) -> None:
        with pytest.raises(NotAllowed):
            send(home.record, add_operation(), by=make_user())

    def test_and_is_told_of_no_change(self, home: Household) -> None:
        add(home)
        assert changes_since(home.record, 0, by=make_user()).passages == []

    def test_a_passage_of_another_record_is_out_of_reach(self, home: Household) -> None:
        passage = add(home)
        other = make_record(home.family)
        edit = operation("passage.edit", passage=str(passage.uuid), base_version=1, text="x")
        [result] = send(other, edit, by=home.chair)
        assert result.status == OperationStatus.REFUSED

    def test_a_number_used_in_another_record_tells_nothing_of_it(self, home: Household) -> None:
        sent = add_operation("Words of one family.")
        send(home.record, sent, by=home.chair)
        other = make_record(home.family)
        [result] = send(other, sent, by=home.chair)
        assert (result.status, result.passage) == (OperationStatus.REFUSED, "")


class TestClosedRecord:
    def test_only_a_correction_may_be_added(self, home: Household) -> None:
        passage = add(home, "Wrong date.")
        Record.objects.filter(pk=home.record.pk).update(closed_at=timezone.now())
        plain, addendum = send(
            home.record,
            add_operation(),
            add_operation("It was Tuesday.", addendum_to=str(passage.uuid)),
            by=home.chair,
        )
        assert plain.message == "The record is closed. Add a correction instead."
        assert Passage.objects.get(uuid=addendum.passage).addendum_to == passage

    def test_a_correction_reaches_nobody_its_words_were_kept_from(self, home: Household) -> None:
        passage = add(home)
        narrow = operation(
            "audience.narrow", passage=str(passage.uuid), people=[home.adas_father.pk]
        )
        send(home.record, narrow, by=home.chair)
        Record.objects.filter(pk=home.record.pk).update(closed_at=timezone.now())
        correction = add_operation("Not so.", addendum_to=str(passage.uuid))
        [result] = send(home.record, correction, by=home.chair, present=home.everyone)
        given = PassageClearance.objects.filter(passage__uuid=result.passage)
        kept = PassageClearance.objects.standing().filter(passage=passage)
        assert set(given.values_list("person", flat=True)) == set(
            kept.values_list("person", flat=True)
        )
        assert home.mother.pk in set(given.values_list("person", flat=True))
        # Typed after the meeting: nobody heard it, so the chair alone may not release it.
        assert set(given.values_list("basis", flat=True)) == {Basis.WIDENED}


class TestHandlers:
    def test_an_upper_apps_kind_shares_the_log(self, home: Household) -> None:
        def arrive(
            payload: Mapping[str, Any], *, record: Record, by: User, at: datetime
        ) -> dict[str, Any]:
            return {"person": payload["person"], "present": True}

        sent = operation("attendance.arrive", person=home.mother.pk)
        [result] = send(home.record, sent, by=home.chair, handlers={"attendance.arrive": arrive})
        [told] = changes_since(home.record, 0, by=home.chair).operations
        assert (result.seq, told["seq"], told["kind"]) == (1, 1, "attendance.arrive")
        assert told["payload"] == {"person": home.mother.pk, "present": True}

    def test_its_refusal_rolls_back_what_it_wrote(self, home: Household) -> None:
        def writes_then_refuses(payload: Any, **kwargs: Any) -> dict[str, Any]:
            make_person("Left Behind")
            raise DomainError("Not now.")

        [result] = send(
            home.record,
            operation("scale.set"),
            by=home.chair,
            handlers={"scale.set": writes_then_refuses},
        )
        assert result.message == "Not now."
        assert not Person.objects.filter(family_name="Behind").exists()


class TestChangesSince:
    def test_each_changed_passage_once_as_it_is_now(self, home: Household) -> None:
        passage = add(home, "Old.", about=[home.ada.pk])
        edit = operation("passage.edit", passage=str(passage.uuid), base_version=1, text="New.")
        send(home.record, edit, by=home.chair)
        changes = changes_since(home.record, 0, by=home.chair)
        [told] = changes.passages
        assert (changes.seq, told["seq"], told["text"], told["version"]) == (2, 2, "New.", 2)
        assert told["about"] == [home.ada.pk]
        heard = {home.mother.pk, home.adas_father.pk, home.nurse.pk}
        assert set(told["audience"]) == heard

    def test_nothing_new_is_nothing(self, home: Household) -> None:
        add(home)
        changes = changes_since(home.record, 1, by=home.chair)
        assert (changes.seq, changes.passages, changes.operations) == (1, [], [])

    @pytest.mark.parametrize("count", [1, 3])
    def test_the_same_queries_for_any_number(
        self, home: Household, count: int, django_assert_num_queries: Any
    ) -> None:
        for _ in range(count):
            add(home)
        with django_assert_num_queries(1):
            changes_since(home.record, 0, by=home.chair)

    @pytest.mark.parametrize(("count", "queries"), [(1, 12), (3, 22)])
    def test_a_save_takes_the_same_queries_whatever_the_record_holds(
        self, home: Household, count: int, queries: int, django_assert_num_queries: Any
    ) -> None:
        for _ in range(count):
            add(home)
        sent = [add_operation() for _ in range(count)]
        with django_assert_num_queries(queries):
            send(home.record, *sent, by=home.chair, present=home.everyone)
