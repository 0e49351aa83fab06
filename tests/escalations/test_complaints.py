"""A complaint about a conference: its stages, its clocks; and the decision stands throughout."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from conferences.domain.complaining import last_day_to_complain
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, Decision
from escalations.domain.clocks import clock_of
from escalations.domain.complaint_panels import (
    Sitting,
    ask_for_panel,
    close_complaint,
    may_be_held_again,
    reconvene,
    record_panel,
    withdraw_complaint,
)
from escalations.domain.complaint_steps import occasion
from escalations.domain.complaints import (
    answer_complaint,
    pass_on,
    receive_complaint,
)
from escalations.domain.listing import Wanted, complaints_for, due_today
from escalations.domain.queries import complaints_waiting_for
from escalations.domain.waiting import owed
from escalations.enums import Complainant, ComplaintState, Finding, Ground
from escalations.models import Complaint
from notifications.models import Message
from people.enums import Role
from people.models import Relationship
from plans.models import Plan
from tests.factories.disclosure import make_record
from tests.factories.escalations import (
    Challenge,
    closed_conference,
    complaint_about,
    make_challenge,
    make_complaint,
)
from tests.factories.people import make_agency, make_child, make_person, make_staff
from timescales.domain import today_in_london
from timescales.models import Deadline

pytestmark = pytest.mark.django_db
TOLD = "By letter, today"
DAY = dt.timedelta(days=1)


@pytest.fixture
def case() -> Challenge:
    return make_challenge()


def panel_of(*names: str) -> list[Sitting]:
    return [Sitting(name, make_agency()) for name in names or ("Orla Penrose", "Idris Bell")]


def decided(case: Challenge, complaint: Complaint, finding: Finding) -> Complaint:
    complaint = ask_for_panel(complaint=complaint, why="Not content.", by=case.head)
    return record_panel(
        complaint=complaint,
        held_on=today_in_london(),
        members=panel_of(),
        finding=finding,
        words="They were not told about the report.",
        told=TOLD,
        by=case.head,
    )


def review(case: Challenge, state: ConferenceState = ConferenceState.BOOKED) -> Conference:
    record = make_record(case.family)
    return Conference.objects.create(
        family=case.family, kind=ConferenceKind.REVIEW, state=state, record=record
    )


class TestReceiving:
    def test_it_is_kept_in_their_words_and_its_chair_has_a_limit(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        assert complaint.state == ComplaintState.WITH_CHAIR
        assert complaint.words == "Nobody listened to us."
        assert complaint.children_concerned() == [case.child.pk]
        clock = clock_of(occasion(complaint, complaint.state))
        assert clock is not None
        assert clock.rule == "complaint_chair"
        message = Message.objects.get(kind="complaint_to_answer")
        assert message.to_address == case.chair.email
        assert "Okonkwo" not in message.subject + message.body

    def test_where_whoever_chaired_has_left_the_heads_answer(self, case: Challenge) -> None:
        """A duty officer stood in, and sees the family no more once the duty has ended."""
        stood_in = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        head = make_staff(Role.HEAD_OF_SERVICE)
        conference = closed_conference(case, chair=stood_in.professional)
        receive_complaint(received=complaint_about(conference), by=case.head)
        assert [each.conference for each in complaints_waiting_for(stood_in)] == [conference]
        assert complaints_waiting_for(head) == []
        stood_in.postings.all().delete()
        assert [each.conference for each in complaints_waiting_for(head)] == [conference]
        assert head.pk in {each.user_id for each in owed()}
        later = closed_conference(case, days_ago=5, chair=stood_in.professional)
        read_anew = Conference.objects.get(pk=later.pk)
        receive_complaint(received=complaint_about(read_anew), by=case.head)
        about = f"complaint:{Complaint.objects.latest('pk').pk}"
        told = Message.objects.filter(kind="complaint_to_answer", about=about)
        assert set(told.values_list("to_address", flat=True)) == {head.email, case.head.email}

    def test_sent_twice_it_is_one_complaint(self, case: Challenge) -> None:
        received = complaint_about(closed_conference(case))
        once = receive_complaint(received=received, by=case.head)
        assert receive_complaint(received=received, by=case.head) == once

    @pytest.mark.parametrize(
        ("fields", "field"),
        [
            ({"grounds": []}, "grounds"),
            ({"grounds": ["made_up"]}, "grounds"),
            ({"children": []}, "children"),
            ({"words": " "}, "words"),
            ({"made_as": "stranger"}, "made_as"),
            ({"made_as": Complainant.NOMINEE}, "nominee"),
            ({"received_on": today_in_london() - 90 * DAY}, "received_on"),
        ],
    )
    def test_what_is_missing_is_named(
        self, case: Challenge, fields: dict[str, Any], field: str
    ) -> None:
        with pytest.raises(DomainError) as refused:
            make_complaint(case, **fields)
        assert refused.value.field == field

    def test_it_is_about_this_family_and_this_conference(self, case: Challenge) -> None:
        for fields, field in (
            ({"made_by": make_person()}, "made_by"),
            ({"children": [make_child(family=case.family)]}, "children"),
        ):
            with pytest.raises(DomainError) as refused:
                make_complaint(case, **fields)
            assert refused.value.field == field

    def test_after_the_last_day_it_is_taken_only_with_a_reason(self, case: Challenge) -> None:
        conference = closed_conference(case, days_ago=60)
        assert last_day_to_complain(conference) == conference.day + 28 * DAY
        with pytest.raises(DomainError, match="after the last day"):
            receive_complaint(received=complaint_about(conference), by=case.head)
        received = complaint_about(conference, late_because="She was in hospital.")
        complaint = receive_complaint(received=received, by=case.head)
        assert complaint.late_because == "She was in hospital."

    def test_not_before_the_conference_has_decided(self, case: Challenge) -> None:
        conference = closed_conference(case, state=ConferenceState.IN_SESSION)
        with pytest.raises(WrongState):
            receive_complaint(received=complaint_about(conference), by=case.head)

    def test_the_social_worker_does_not_take_it(self, case: Challenge) -> None:
        received = complaint_about(closed_conference(case))
        with pytest.raises(NotAllowed):
            receive_complaint(received=received, by=case.worker)


class TestStages:
    def test_the_chair_answers_and_it_is_closed(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        with pytest.raises(DomainError, match="how and when"):
            answer_complaint(complaint=complaint, answer="Sorry.", told=" ", by=case.chair)
        answered = answer_complaint(
            complaint=complaint, answer="I am sorry.", told=TOLD, by=case.chair
        )
        clock = clock_of(occasion(answered, ComplaintState.WITH_CHAIR))
        assert clock is not None
        assert clock.met_on == today_in_london()
        closed = close_complaint(
            complaint=answered, outcome="They are content.", told=TOLD, by=case.chair
        )
        assert (closed.state, closed.is_over) == (ComplaintState.CLOSED, True)
        assert [step.told for step in closed.steps.all()] == ["", TOLD, TOLD]

    def test_only_the_chair_of_that_conference_or_a_head_answers(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        other = make_staff(Role.DUTY_PRINCIPAL_OFFICER)
        for user in (case.worker, case.manager, other):
            with pytest.raises(NotAllowed):
                answer_complaint(complaint=complaint, answer="No.", told=TOLD, by=user)

    def test_one_about_an_agency_goes_to_that_agency(self, case: Challenge) -> None:
        agency = make_agency("Fable Health Visiting")
        passed = pass_on(complaint=make_complaint(case), to=agency, told=TOLD, by=case.chair)
        assert (passed.state, passed.passed_to) == (ComplaintState.PASSED_ON, agency)
        with pytest.raises(WrongState):
            answer_complaint(complaint=passed, answer="No.", told=TOLD, by=case.chair)

    def test_a_panel_is_independent_of_the_chair(self, case: Challenge) -> None:
        complaint = ask_for_panel(
            complaint=make_complaint(case), why="They ask for it.", by=case.chair
        )
        first = clock_of(occasion(complaint, ComplaintState.WITH_CHAIR))
        assert first is not None
        assert first.withdrawn_at is not None
        assert Message.objects.get(kind="panel_to_hold").to_address == case.head.email
        found: dict[str, Any] = {
            "complaint": complaint,
            "held_on": today_in_london(),
            "finding": Finding.NOT_UPHELD,
            "words": "It was fair.",
            "told": TOLD,
        }
        with pytest.raises(NotAllowed):
            record_panel(members=panel_of(), by=case.chair, **found)
        chair = case.chair.professional.person.name
        for members, words in (
            (panel_of("Only One"), "at least 2"),
            (panel_of(chair.upper(), "Idris Bell"), "chair of the conference"),
        ):
            with pytest.raises(DomainError, match=words):
                record_panel(members=members, by=case.head, **found)
        decided = record_panel(members=panel_of(), by=case.head, **found)
        assert decided.state == ComplaintState.PANEL_DECIDED
        assert decided.panel.count() == 2

    def test_the_conference_is_held_again_only_when_the_panel_asks(self, case: Challenge) -> None:
        coming = review(case)
        complaint = decided(case, make_complaint(case), Finding.UPHELD)
        with pytest.raises(DomainError, match="did not ask"):
            reconvene(complaint=complaint, at=coming, by=case.head)

    def test_it_waits_for_the_conference_that_looks_at_it_again(self, case: Challenge) -> None:
        coming, other = review(case), review(case)
        complaint = decided(case, make_complaint(case), Finding.RECONVENE)
        with pytest.raises(DomainError, match="still to come"):
            reconvene(complaint=complaint, at=complaint.conference, by=case.head)
        complaint = reconvene(complaint=complaint, at=coming, by=case.head)
        clock = clock_of(occasion(complaint, ComplaintState.RECONVENING))
        assert clock is not None
        assert clock.rule == "complaint_reconvene"
        with pytest.raises(DomainError, match="not been held again yet"):
            close_complaint(complaint=complaint, outcome="Over.", told=TOLD, by=case.head)
        complaint = reconvene(complaint=complaint, at=other, by=case.head)
        Conference.objects.filter(pk=other.pk).update(state=ConferenceState.CLOSED)
        closed = close_complaint(complaint=complaint, outcome="Over.", told=TOLD, by=case.head)
        assert closed.reconvened == other

    def test_where_no_plan_was_made_another_initial_conference_is_one(
        self, case: Challenge
    ) -> None:
        complaint = decided(case, make_complaint(case), Finding.RECONVENE)
        review(make_challenge("Rahman"))
        assert may_be_held_again(complaint) == []
        initial = review(case)
        Conference.objects.filter(pk=initial.pk).update(kind=ConferenceKind.INITIAL)
        complaint = reconvene(complaint=complaint, at=initial, by=case.head)
        assert complaint.reconvened == initial

    def test_they_take_it_back(self, case: Challenge) -> None:
        taken_back = withdraw_complaint(
            complaint=make_complaint(case), why="By telephone.", by=case.chair
        )
        assert taken_back.state == ComplaintState.WITHDRAWN

    def test_the_decision_and_the_plan_stand_throughout(self, case: Challenge) -> None:
        conference = closed_conference(case)
        coming = review(case)

        def standing() -> tuple[Any, ...]:
            return (
                list(Decision.objects.values()),
                list(Plan.objects.values()),
                list(Plan.history.values_list("pk", flat=True)),
                Conference.objects.values_list("state", flat=True).get(pk=conference.pk),
            )

        before = standing()
        received = complaint_about(conference, grounds=[Ground.PLAN_MADE, Ground.CATEGORY])
        complaint = receive_complaint(received=received, by=case.head)
        answer_complaint(complaint=complaint, answer="Sorry.", told=TOLD, by=case.chair)
        complaint.refresh_from_db()
        complaint = decided(case, complaint, Finding.RECONVENE)
        reconvene(complaint=complaint, at=coming, by=case.head)
        assert standing() == before


class TestPages:
    def page(self, user: Any, name: str, *args: Any, data: Any = None) -> Any:
        client = Client()
        client.force_login(user)
        address = reverse(f"escalations:{name}", args=args)
        return client.get(address) if data is None else client.post(address, data)

    def test_it_is_taken_from_the_page_of_its_conference(self, case: Challenge) -> None:
        conference = closed_conference(case)
        client = Client()
        client.force_login(case.chair)
        shown = client.get(f"/conferences/{conference.pk}/").content.decode()
        assert reverse("escalations:take_complaint", args=[conference.pk]) in shown
        mother = Relationship.objects.get().person
        data = {
            "key": "7b0f3f3c-4f0e-4f7b-9a57-0d7c8a1b2c3d",
            "made_by": mother.pk,
            "made_as": "parent",
            "children": [case.child.pk],
            "grounds": ["process"],
            "words": "We had no report.",
            "received_on": today_in_london().isoformat(),
        }
        self.page(case.chair, "take_complaint", conference.pk, data=data)
        complaint = Complaint.objects.get()
        shown = self.page(case.chair, "complaint", complaint.pk).content.decode()
        assert "We had no report." in shown
        assert "The decision of the conference stands" in shown

    def test_a_warning_where_the_complainant_must_not_be_told(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        words = "must be told nothing about one of these children"
        assert words not in self.page(case.chair, "complaint", complaint.pk).content.decode()
        Relationship.objects.update(must_not_be_told=True)
        assert words in self.page(case.chair, "complaint", complaint.pk).content.decode()

    def test_every_step_by_its_page(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        coming = review(case)
        agencies = [make_agency().pk, make_agency().pk]
        panel = {
            "held_on": today_in_london().isoformat(),
            "name_1": "Orla Penrose",
            "agency_1": agencies[0],
            "finding": "reconvene",
            "words": "It should be held again.",
            "told": TOLD,
        }
        for name, data in (
            ("answer_complaint", {"answer": "I am sorry.", "told": TOLD}),
            ("ask_for_panel", {"why": "Not content."}),
            ("record_panel", panel),  # too small: it comes back with its words
            ("record_panel", {**panel, "name_2": "Idris Bell", "agency_2": agencies[1]}),
            ("reconvene", {"at": coming.pk}),
        ):
            assert self.page(case.head, name, complaint.pk).status_code == 200
            self.page(case.head, name, complaint.pk, data=data)
        complaint.refresh_from_db()
        assert complaint.state == ComplaintState.RECONVENING
        shown = self.page(case.head, "complaint", complaint.pk).content.decode()
        for words in ("I am sorry.", "Idris Bell", "It should be held again."):
            assert words in shown
        assert "Close it" in shown

    def test_without_a_conference_to_come_the_page_says_what_to_do(self, case: Challenge) -> None:
        complaint = decided(case, make_complaint(case), Finding.RECONVENE)
        shown = self.page(case.head, "reconvene", complaint.pk).content.decode()
        assert "Have one asked for first" in shown
        review(case)
        shown = self.page(case.head, "reconvene", complaint.pk).content.decode()
        assert "Have one asked for first" not in shown

    def test_it_is_listed_and_stands_on_start_pages(self, case: Challenge) -> None:
        complaint = make_complaint(case)
        assert list(complaints_for(case.chair, Wanted())) == [complaint]
        Deadline.objects.filter(about__startswith="complaint:").update(due_on=today_in_london())
        assert list(due_today(case.chair)[2]) == [complaint]
        address = reverse("escalations:complaint", args=[complaint.pk])
        pages: tuple[Callable[[], str], ...] = (
            lambda: self.page(case.chair, "complaints").content.decode(),
            lambda: self.page(case.chair, "due").content.decode(),
            lambda: self._home(case.chair),
            lambda: self._family(case),
        )
        assert [address in page() for page in pages] == [True] * 4

    def _home(self, user: Any) -> str:
        client = Client()
        client.force_login(user)
        return client.get("/").content.decode()

    def _family(self, case: Challenge) -> str:
        client = Client()
        client.force_login(case.chair)
        return client.get(case.family.get_absolute_url()).content.decode()
