"""A death, or a pregnancy that ended: what must stop stops at once, and can come back."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.errors import DomainError, NotAllowed, WrongState
from accounts.models import User
from conferences.domain.safe_contact import way_to_tell
from conferences.domain.screening import screen_request
from conferences.domain.strategy import record_strategy_discussion, start_icpc_clock
from conferences.enums import (
    Capacity,
    ConferenceKind,
    ConferenceState,
    RequestState,
    ScreeningOutcome,
)
from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Participant,
    RequestedChild,
)
from desk.domain.after_a_death import owed, tasks
from desk.domain.babies import record_fewer_babies, record_more_babies
from desk.domain.bereavement import record_loss, take_back_loss, write_again
from desk.domain.radar.lists import needs_of
from notifications.domain import deliver_waiting, queue
from notifications.domain.letters import mark_posted, print_letters
from notifications.enums import Channel, RecipientKind, State
from notifications.models import Message
from people.domain.bereavement import agree_contact, look_over
from people.domain.merge import unmerge
from people.enums import BereavementKind, RelationshipKind, Role
from people.models import Bereavement, Child, Family, Merge, Person
from plans.domain.clocks import start_clocks
from plans.domain.members import members_of
from plans.domain.visits import Seen, record_visit
from plans.models import Plan
from tests.factories.disclosure import make_record
from tests.factories.people import (
    make_named_access,
    make_person,
    make_relationship,
    make_staff,
    make_unborn,
)
from tests.factories.plans import Case, days_ago, make_case, make_plan
from timescales.domain import start_deadline
from timescales.due import Dates
from timescales.models import Deadline

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    return make_case()


def conference_about(case: Case, *children: Child, **fields: Any) -> Conference:
    fields = {"state": ConferenceState.TO_BOOK, "kind": ConferenceKind.REVIEW, **fields}
    made = Conference.objects.create(family=case.family, record=make_record(case.family), **fields)
    for child in children:
        made.children.create(child=child)
    return made


def message(
    case: Case,
    key: str,
    to_kind: str = RecipientKind.FAMILY,
    channel: Channel = Channel.EMAIL,
) -> Message:
    return queue(
        key=key,
        channel=channel,
        kind="invitation",
        to_kind=to_kind,
        to_name="Ngozi Testwood",
        to_address="family@family.example",
        about=f"family:{case.family.pk}",
    )


def lose(case: Case, person: Person | None = None, by: User | None = None) -> Bereavement:
    person = person or case.plan.child.person
    [row] = record_loss(
        family=case.family,
        person=person,
        happened_on=days_ago(1),
        authorised_by="T. Quill, head of service",
        by=by or case.worker,
    )
    return row


class TestAChild:
    def test_plan_clocks_meetings_and_letters_stop_in_one_step(self, case: Case) -> None:
        ada, ben = case.plans
        review = conference_about(case, ada.child, ben.child)
        alone = conference_about(case, ada.child, kind=ConferenceKind.INITIAL)
        waiting = message(case, "one")
        to_nurse = message(case, "two", RecipientKind.PROFESSIONAL)
        row = lose(case)
        assert row.kind == BereavementKind.DIED
        ada.refresh_from_db()
        assert (ada.ended_on, ada.end_reason) == (days_ago(1), "died")
        assert ada.end_authorised_by == "T. Quill, head of service"
        assert not Deadline.objects.open().filter(child=ada.child).exists()
        assert Deadline.objects.open().filter(child=ben.child).exists()
        assert [each.child for each in review.children.all()] == [ben.child]
        alone.refresh_from_db()
        assert alone.state == ConferenceState.CANCELLED
        waiting.refresh_from_db()
        to_nurse.refresh_from_db()
        assert (waiting.state, to_nurse.state) == (State.WITHDRAWN, State.WAITING)

    def test_a_letter_in_the_tray_is_withdrawn_and_whoever_printed_it_is_told(
        self, case: Case
    ) -> None:
        support = make_staff(Role.BUSINESS_SUPPORT)
        letter = message(case, "one", channel=Channel.LETTER)
        run = print_letters(messages=[letter], place="North hub", by=support).run
        assert run is not None
        lose(case)
        letter.refresh_from_db()
        assert letter.state == State.WITHDRAWN
        [told] = Message.objects.filter(kind="desk.take_out_of_the_post")
        assert told.to_address == support.email
        assert reverse("conferences:print_run", args=[run.pk]) in told.body

    def test_what_is_posted_has_gone_and_nobody_is_told(self, case: Case) -> None:
        support = make_staff(Role.BUSINESS_SUPPORT)
        letter = message(case, "one", channel=Channel.LETTER)
        run = print_letters(messages=[letter], place="North hub", by=support).run
        assert run is not None
        mark_posted(run=run, by=support)
        lose(case)
        letter.refresh_from_db()
        assert letter.state == State.SENT
        assert not Message.objects.filter(kind="desk.take_out_of_the_post").exists()

    def test_open_requests_drop_the_child_and_one_about_nobody_else_is_withdrawn(
        self, case: Case
    ) -> None:
        ada, ben = (plan.child for plan in case.plans)

        def ask(*children: Child, state: RequestState) -> ConferenceRequest:
            made = ConferenceRequest.objects.create(
                family=case.family, kind="review", state=state, requested_by=case.worker
            )
            for child in children:
                RequestedChild.objects.create(request=made, child=child)
            return made

        both = ask(ada, ben, state=RequestState.SUBMITTED)
        alone = ask(ada, state=RequestState.DIVERTING)
        decided = ask(ada, state=RequestState.DIVERTED)
        row = lose(case)
        for request in (both, alone, decided):
            request.refresh_from_db()
        assert [each.child for each in both.children.all()] == [ben]
        assert both.left_out.get().reason == "A death was recorded"
        assert (both.state, alone.state) == (RequestState.SUBMITTED, RequestState.WITHDRAWN)
        assert decided.state == RequestState.DIVERTED
        put_right = take_back_loss(bereavement=row, reason="Another child.", by=case.worker)
        assert put_right == [
            "Request for: Review child protection conference, withdrawn",
            "Request for: Review child protection conference, with the duty officer",
        ]

    def test_with_the_last_child_the_family_owes_nothing_more(self) -> None:
        case = make_case("Ada Testwood")
        start_deadline(
            rule="record", dates=Dates(start=days_ago(3)), family=case.family, by=case.worker
        )
        sitting = members_of(case.family)
        row = lose(case)
        assert not Deadline.objects.open().exists()
        assert members_of(case.family) == []
        take_back_loss(bereavement=row, reason="Another child.", by=case.worker)
        assert members_of(case.family) == sitting

    def test_a_meeting_that_is_off_owes_no_report_not_even_when_it_is_taken_back(
        self, case: Case
    ) -> None:
        ada, ben = (plan.child for plan in case.plans)
        owed = []
        for child in (ada, ben):
            meeting = conference_about(case, child)
            start = Dates(start=days_ago(-20))
            owed.append(
                start_deadline(
                    rule="report_to_chair_review",
                    dates=start,
                    family=case.family,
                    about=meeting.about,
                    by=case.worker,
                )
            )

        def still_owed() -> list[bool]:
            return [Deadline.objects.get(pk=one.pk).is_open for one in owed]

        first = lose(case, ada.person)
        assert still_owed() == [False, True]
        last = lose(case, ben.person)
        assert still_owed() == [False, False]
        for row in (last, first):
            take_back_loss(bereavement=row, reason="Another family.", by=case.worker)
        assert still_owed() == [False, False]

    def test_who_agreed_that_the_plan_ends_is_asked(self, case: Case) -> None:
        with pytest.raises(DomainError, match="who agreed") as refused:
            record_loss(
                family=case.family,
                person=case.plan.child.person,
                happened_on=days_ago(1),
                authorised_by=" ",
                by=case.worker,
            )
        assert refused.value.field == "authorised_by"
        assert not Bereavement.objects.exists()

    def test_taken_back_the_plan_never_ended_and_every_clock_runs_again(self, case: Case) -> None:
        before = set(Deadline.objects.open().values_list("pk", flat=True))
        conference_about(case, case.plan.child, case.plans[1].child)
        row = lose(case)
        left_out = take_back_loss(bereavement=row, reason="Another child.", by=case.worker)
        assert left_out == ["Review child protection conference, needs a date"]
        case.plan.refresh_from_db()
        assert (case.plan.ended_on, case.plan.end_reason) == (None, "")
        assert set(Deadline.objects.open().values_list("pk", flat=True)) == before
        assert Person.objects.get(pk=case.plan.child_id).died_on is None
        assert not Bereavement.objects.standing().exists()

    def test_not_by_a_stranger_nor_twice_nor_on_a_day_to_come(self, case: Case) -> None:
        with pytest.raises(NotAllowed):
            lose(case, by=make_staff("social_worker"))
        with pytest.raises(DomainError, match="today or in the past"):
            record_loss(
                family=case.family,
                person=case.mother,
                happened_on=days_ago(-1),
                authorised_by="",
                by=case.worker,
            )
        lose(case)
        with pytest.raises(DomainError, match="already"):
            lose(case)


class TestAParent:
    def test_the_childrens_clocks_run_on_and_nothing_is_written_until_contact_is_agreed(
        self, case: Case
    ) -> None:
        running = Deadline.objects.open().count()
        row = lose(case, case.mother)
        assert Deadline.objects.open().count() == running
        later = message(case, "later")
        deliver_waiting()
        later.refresh_from_db()
        assert (later.state, "loss in this family" in later.last_error) == (State.HELD, True)
        with pytest.raises(DomainError, match="how the family"):
            agree_contact(bereavement=row, note=" ", by=case.worker)
        agree_contact(bereavement=row, note="By telephone, to Gran.", by=case.worker)
        after = message(case, "after")
        deliver_waiting()
        after.refresh_from_db()
        assert after.state == State.SENT

    def test_what_was_recorded_by_mistake_is_not_brought_back_by_an_answer(
        self, case: Case
    ) -> None:
        row = lose(case, case.mother)
        opened = Bereavement.objects.get(pk=row.pk)
        take_back_loss(bereavement=row, reason="It was her sister.", by=case.worker)
        for answer, by in ((agree_contact, case.worker), (look_over, case.manager)):
            with pytest.raises(WrongState, match="This was taken back"):
                answer(bereavement=opened, note="By telephone, to Gran.", by=by)
        assert not Bereavement.objects.standing().exists()

    def test_a_manager_looks_at_what_goes_on_and_reports_to_the_family_are_held(
        self, case: Case
    ) -> None:
        review = conference_about(case, case.plan.child)
        Participant.objects.create(conference=review, person=case.mother, capacity=Capacity.FAMILY)
        for reader in ("family", "chair"):
            start_deadline(
                rule=f"report_to_{reader}_review",
                dates=Dates(start=days_ago(-20)),
                family=case.family,
                about=review.about,
                by=case.worker,
            )
        report = Deadline.objects.get(rule="report_to_family_review")
        row = lose(case, case.mother)
        still = set(Deadline.objects.open().values_list("rule", flat=True))
        assert {"statutory_visit", "first_core_group", "report_to_chair_review"} <= still
        assert report.rule not in still
        words = "Look at what goes on after a death"
        waiting = [need.text for need in needs_of(case.manager).needs]
        assert waiting.count(words) == 1
        assert words not in [need.text for need in needs_of(case.worker).needs]
        assert [one.user_id for one in owed()] == [case.manager.pk]
        client = Client()
        client.force_login(case.manager)
        page = client.get(reverse("desk:bereavement", args=[row.pk])).content.decode()
        for expected in ("Visit to the child", "Book the dentist.", "Review child protection"):
            assert expected in page, expected
        assert reverse("plans:members", args=[case.family.pk]) in page
        client.force_login(case.worker)
        look = reverse("desk:look_over", args=[row.pk])
        assert client.post(look, {"note": "Mine."}).status_code == 403
        banner = client.get(case.family.get_absolute_url()).content.decode()
        assert "a manager has still to look at them" in banner
        client.force_login(case.manager)
        assert "There is a problem" in client.post(look, {"note": " "}).content.decode()
        kept = client.post(look, {"note": "Gran does the actions."}, follow=True)
        assert "Gran does the actions." in kept.content.decode()
        assert words not in [need.text for need in needs_of(case.manager).needs]
        write_again(bereavement=row, note="By telephone, to Gran.", by=case.worker)
        report.refresh_from_db()
        assert report.is_open

    def test_without_a_manager_of_the_team_the_areas_is_told_or_else_a_head(
        self, case: Case
    ) -> None:
        lose(case, case.mother)
        head = make_staff(Role.HEAD_OF_SERVICE)
        case.manager.postings.update(to_on=days_ago(1))
        assert case.family.team is not None
        words = "Look at what goes on after a death"
        assert [one.user_id for one in owed()] == [head.pk]
        assert words in [task.text for task in tasks(head)]
        area = make_staff(Role.TEAM_MANAGER, area=case.family.area)
        assert [one.user_id for one in owed()] == [area.pk]
        assert [words in [task.text for task in tasks(user)] for user in (area, head)] == [
            True, False,
        ]  # fmt: skip

    def test_in_a_restricted_family_that_no_manager_may_open_somebody_is_told(
        self, case: Case
    ) -> None:
        """The heads and the data officer that there is something, and nothing of what."""
        head, officer = make_staff(Role.HEAD_OF_SERVICE), make_staff(Role.DATA_OFFICER)
        Family.objects.filter(pk=case.family.pk).update(is_restricted=True)
        make_named_access(case.family, case.worker)
        case.family.refresh_from_db()
        row = lose(case, case.mother)
        told = Message.objects.filter(kind="desk.shut_to_managers")
        assert {message.to_address for message in told} == {head.email, officer.email}
        for message in told:
            said = (message.subject + message.body).lower()
            assert not [word for word in ("testwood", "death", "died", "loss") if word in said]
        assert [(one.user_id, one.family_id) for one in owed()] == [(head.pk, None)]
        [task] = tasks(head)
        assert (task.text, task.about) == ("Name a manager for a restricted family", "")
        assert task.url == reverse("people:break_glass", args=[case.family.pk])
        make_named_access(case.family, head)
        assert [(one.user_id, one.fact) for one in owed()] == [(head.pk, row.about)]
        assert [task.text for task in tasks(head)] == ["Look at what goes on after a death"]
        make_named_access(case.family, case.manager)
        assert [one.user_id for one in owed()] == [case.manager.pk]
        self.those_named_are_told(case)

    def those_named_are_told(self, case: Case) -> None:
        """Of a child too: all who may open the family but whoever recorded it, and not of what."""
        told = Message.objects.filter(kind="desk.tell_those_named")
        assert not told.exists()  # only the worker was named, who recorded the first death
        lose(case)
        head = User.objects.get(postings__role=Role.HEAD_OF_SERVICE)
        assert {message.to_address for message in told} == {head.email, case.manager.email}
        said = " ".join((message.subject + message.body).lower() for message in told)
        assert "named on" in said
        assert not [word for word in ("testwood", "death", "died", "loss", "child") if word in said]

    def test_no_invitation_is_made_meanwhile(self, case: Case) -> None:
        lose(case)
        conference = conference_about(case, case.plans[1].child)
        mother = Participant.objects.create(
            conference=conference, person=case.mother, capacity=Capacity.FAMILY
        )
        nurse = Participant.objects.create(
            conference=conference, person=case.nurse, capacity=Capacity.AGENCY
        )
        assert "how to be in touch" in way_to_tell(mother).hindrance
        assert way_to_tell(nurse).hindrance == ""


class TestBabies:
    @pytest.fixture
    def baby(self, case: Case) -> Child:
        baby = make_unborn(family=case.family, name="Baby Testwood")
        make_relationship(baby, case.mother)
        plan = make_plan(baby, record=case.outline, opened_by="conference:7")
        start_clocks(plan, by=case.worker)
        conference_about(case, baby)
        case.meet(days_ago(20))
        record_visit(
            visited_on=days_ago(5),
            seen={plan: Seen(was_seen=True)},
            visited_by=case.worker.professional.person,
            by=case.worker,
        )
        return baby

    def open_clocks(self, child: Child) -> list[tuple[str, object, object]]:
        rows = Deadline.objects.open().filter(child=child)
        return sorted((row.rule, row.started_on, row.due_on) for row in rows)

    def test_a_pregnancy_that_ended_is_said_so(self, case: Case, baby: Child) -> None:
        row = lose(case, baby.person)
        assert row.kind == BereavementKind.PREGNANCY_ENDED
        assert not Child.objects.get(pk=baby.pk).is_unborn
        assert not Deadline.objects.open().filter(child=baby).exists()

    def test_twins_share_plan_clocks_people_and_meetings(self, case: Case, baby: Child) -> None:
        [twin] = record_more_babies(child=baby, number=2, by=case.worker)
        assert [child.person.given_names for child in (Child.objects.get(pk=baby.pk), twin)] == [
            "Baby 1", "Baby 2",
        ]  # fmt: skip
        assert self.open_clocks(twin) == self.open_clocks(baby)
        plan = Plan.objects.get(child=twin)
        assert (plan.started_on, plan.core_groups.count(), plan.visits.count()) == (
            days_ago(30), 1, 1,
        )  # fmt: skip
        assert Conference.objects.get().children.count() == 2
        assert twin.relationships.get().person == case.mother
        with pytest.raises(DomainError, match="from 2 to 6"):
            record_more_babies(child=baby, number=7, by=case.worker)

    def test_another_authoritys_plan_is_theirs_for_the_twin_too(
        self, case: Case, baby: Child
    ) -> None:
        """Beside our own plan, or alone: then the twin has none of ours, and no clock."""
        visitor = make_unborn(family=case.family, name="Baby Ofsdale")
        for child in (baby, visitor):
            make_plan(child, is_temporary=True, authority="Ofsdale")
        twins = [record_more_babies(child=c, number=2, by=case.worker)[0] for c in (baby, visitor)]
        plans = [Plan.objects.filter(child=twin).order_by("is_temporary") for twin in twins]
        assert [[(p.is_temporary, p.authority) for p in each] for each in plans] == [
            [(False, ""), (True, "Ofsdale")], [(True, "Ofsdale")],
        ]  # fmt: skip
        assert self.open_clocks(twins[0]) == self.open_clocks(baby)
        assert self.open_clocks(twins[1]) == []

    def test_twins_are_in_the_conference_that_is_only_asked_for(self, case: Case) -> None:
        """And not in one that was diverted."""
        baby = make_unborn(family=case.family)
        enquiry = record_strategy_discussion(
            family=case.family, held_on=days_ago(3), by=case.worker
        )
        start_icpc_clock(child=baby, discussion=enquiry, by=case.worker)
        asked, diverted = (
            ConferenceRequest.objects.create(
                family=case.family, kind="initial", state=state, requested_by=case.worker
            )
            for state in (RequestState.SUBMITTED, RequestState.DIVERTED)
        )
        for request in (asked, diverted):
            request.children.create(child=baby, initiating_discussion=enquiry)
        [twin] = record_more_babies(child=baby, number=2, by=case.worker)
        screen_request(
            request=asked,
            outcome=ScreeningOutcome.PROCEED,
            reason="",
            by=make_staff(Role.DUTY_PRINCIPAL_OFFICER),
        )
        rows = ConferenceChild.objects.order_by("child_id")
        assert [row.child for row in rows] == [baby, twin]
        assert len({(row.initiating_discussion, row.due_on) for row in rows}) == 1
        assert diverted.children.count() == 1

    def test_counted_by_mistake_and_back_again(self, case: Case, baby: Child) -> None:
        [twin] = record_more_babies(child=baby, number=2, by=case.worker)
        with pytest.raises(NotAllowed):
            record_fewer_babies(child=twin, reason="Scan.", by=case.worker)
        assert record_fewer_babies(child=twin, reason="Scan.", by=case.manager) == baby
        assert not Deadline.objects.open().filter(child=twin).exists()
        assert not Plan.objects.open().filter(child=twin).exists()
        assert twin not in Child.objects.visible_to(case.worker)
        unmerge(merge=Merge.objects.get(), reason="There are two.", by=case.manager)
        assert twin in Child.objects.visible_to(case.worker)

    def test_what_protected_the_twin_protects_the_one_who_stays(
        self, case: Case, baby: Child
    ) -> None:
        """And who was known around the twin alone is known around the one who stays."""
        father, aunt = make_person(), make_person()
        make_relationship(baby, father, kind=RelationshipKind.FATHER)
        [twin] = record_more_babies(child=baby, number=2, by=case.worker)
        twin.relationships.filter(person=father).update(must_not_be_told=True)
        make_relationship(twin, aunt)
        Person.objects.filter(pk=twin.pk).update(is_protected=True)

        def known() -> tuple[bool, bool, bool]:
            told = baby.relationships.get(person=father).must_not_be_told
            around = baby.relationships.filter(person=aunt).exists()
            return told, around, Person.objects.get(pk=baby.pk).is_protected

        assert known() == (False, False, False)
        record_fewer_babies(child=twin, reason="Scan.", by=case.manager)
        assert known() == (True, True, True)
        unmerge(merge=Merge.objects.get(), reason="There are two.", by=case.manager)
        assert known() == (False, False, False)

    def test_a_single_baby_cannot_be_one_fewer(self, case: Case, baby: Child) -> None:
        with pytest.raises(DomainError, match="no other baby"):
            record_fewer_babies(child=baby, reason="Scan.", by=case.manager)


class TestPages:
    def ask(self, user: User, name: str, pk: int, **data: Any) -> Any:
        client = Client()
        client.force_login(user)
        url = reverse(f"desk:{name}", args=[pk])
        return client.post(url, data) if data else client.get(url)

    def test_from_the_form_to_the_banner_and_back(self, case: Case) -> None:
        day = days_ago(1)
        data = {
            "person": case.plan.child_id,
            "happened_on_day": day.day,
            "happened_on_month": day.month,
            "happened_on_year": day.year,
            "authorised_by": "",
        }
        asked = self.ask(case.worker, "record_loss", case.family.pk, **data)
        assert "authorised_by" in asked.context["form"].errors
        data["authorised_by"] = "T. Quill"
        done = self.ask(case.worker, "record_loss", case.family.pk, **data)
        row = Bereavement.objects.get()
        assert done.url == reverse("desk:bereavement", args=[row.pk])
        client = Client()
        client.force_login(case.chair)
        for url in (
            case.family.get_absolute_url(),
            case.plans[1].child.get_absolute_url(),
            reverse("plans:plan", args=[case.family.pk]),
        ):
            assert "<bdi>Ada Testwood</bdi> died on" in client.get(url).content.decode()
        assert self.ask(case.worker, "agree_contact", row.pk, note="Ring Gran.").status_code == 302
        assert "Ring Gran." in client.get(case.family.get_absolute_url()).content.decode()
        assert self.ask(case.worker, "take_back_loss", row.pk, reason="No.").status_code == 302
        assert "died on" not in client.get(case.family.get_absolute_url()).content.decode()

    def test_babies(self, case: Case) -> None:
        baby = make_unborn(family=case.family)
        assert self.ask(case.worker, "more_babies", baby.pk, number="3").status_code == 302
        twin = Child.objects.get(birth_order=3)
        assert self.ask(case.worker, "fewer_babies", twin.pk).status_code == 403
        done = self.ask(case.manager, "fewer_babies", twin.pk, reason="Scan.")
        assert done.status_code == 302
