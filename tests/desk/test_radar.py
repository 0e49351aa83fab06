"""What needs me: what comes on the list and what does not, each fact once, and accepting it."""

from __future__ import annotations

import datetime as dt
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.models import Event
from bookings.models import Booking
from conferences.domain.inviting import invite_everyone
from conferences.enums import ConferenceKind, ConferenceState
from conferences.models import Conference, Participant
from desk.domain.accepting import MOST_DAYS, accept_need, take_back
from desk.domain.radar.lists import late_by_team, needs_of, needs_of_team
from desk.domain.radar.needs import Need, by_family, each_once
from desk.domain.radar.watched import WATCHED, shown_from
from desk.models import Accepted
from people.enums import CaseRoleKind, Role
from people.errors import Refused
from people.models import Person, Professional, Team
from plans.enums import ItemKind, ItemStatus
from plans.models import CoreGroup, PlanItem
from tests.factories import conferences
from tests.factories.disclosure import make_record
from tests.factories.escalations import make_challenge, make_form
from tests.factories.meetings import at_ten
from tests.factories.people import (
    make_case_role,
    make_person,
    make_relationship,
    make_staff,
    make_team,
)
from tests.factories.plans import Case, days_ago, make_case, make_item
from tests.factories.timescales import make_deadline
from timescales.bank_holidays import england
from timescales.domain import today_in_london
from timescales.models import Deadline
from timescales.rules import rule_names
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db
VISITS = "statutory_visit"
CORE_GROUP, VISIT, ACTION = "First core group", "Visit to the child", "Action overdue"


def texts(user: User) -> list[str]:
    return [need.text for need in needs_of(user).needs]


def one(user: User, text: str) -> Need:
    (found,) = [need for need in needs_of(user).needs if need.text.startswith(text)]
    return found


def page(user: User, name: str, *args: int, query: str = "", **data: str) -> str:
    client = Client()
    client.force_login(user)
    address = reverse(f"desk:{name}", args=args) + query
    send = client.post if data else client.get
    response = send(address, data, follow=True)
    assert response.status_code == 200, response.status_code
    return re.sub(r"\s+", " ", response.content.decode())


def make_action(case: Case, owner: Person, due_on: dt.date) -> PlanItem:
    record = case.action.passage.record
    return make_item(record, "Ring.", kind=ItemKind.ACTION, owner=owner, due_on=due_on)


def place_on(conference: Conference, *, working_days: int) -> None:
    """It is held so many working days from today, at ten."""
    day = add_working_days(today_in_london(), working_days, england())
    starts_at = at_ten(day)
    ends_at = starts_at + dt.timedelta(hours=2)
    during = (starts_at - dt.timedelta(hours=1), ends_at)
    Booking.objects.filter(pk=conference.booking_id).update(
        starts_at=starts_at, ends_at=ends_at, during=during
    )


@pytest.fixture
def late() -> Case:
    """Two siblings; core group, visits and an action are late."""
    return make_case(started_on=days_ago(60))


class TestOneFactOnce:
    def test_siblings_and_rules_that_see_the_same_make_one_line(self, late: Case) -> None:
        group = CoreGroup.objects.create(
            family=late.family, planned_at=timezone.now() - dt.timedelta(days=2)
        )
        group.plans.set(late.plans)
        needs = needs_of(late.worker).needs
        assert len(needs) == 3
        assert one(late.worker, VISIT).children == ("Ada", "Ben")
        planned = one(late.worker, "Record the core group")
        clock = Deadline.objects.filter(rule="first_core_group").earliest("due_on")
        assert planned.due_on == clock.due_on
        assert planned.deadline_id is not None
        assert "Source: Norfolk" in planned.why

    def test_a_form_to_answer_is_there_once_for_a_manager(self) -> None:
        case = make_challenge()
        make_form(case)
        Deadline.objects.update(due_on=days_ago(3))
        head = make_staff(Role.HEAD_OF_SERVICE)
        assert texts(case.manager) == ["Answer a Resolution Form"]
        assert texts(head) == []
        team = needs_of_team(case.family.team, reader=head)
        assert [need.text for need in team] == ["Resolution Form answered, stage 1"]

    def test_the_earlier_day_wins_and_brings_its_reason(self) -> None:
        first, second = dt.date(2026, 3, 2), dt.date(2026, 3, 9)
        task = Need("held:1", "Find a slot", "/book/", second, 1, "Ash", why="No date")
        clock = Need("held:1", "Review", "/family/", first, 1, "Ash", why="6 months", deadline_id=7)
        for order in ([task, clock], [clock, task]):
            (merged,) = each_once(order)
            assert (merged.text, merged.due_on) == (order[0].text, first)
            assert (merged.why, merged.deadline_id) == ("6 months", 7)


class TestWhatIsShown:
    def test_near_clocks_of_ones_own_and_late_ones_where_one_chairs(self, late: Case) -> None:
        assert {CORE_GROUP, VISIT, f"{ACTION}: Ngozi Testwood"} == set(texts(late.chair))
        assert one(late.chair, CORE_GROUP).owner == late.worker.professional.person.name
        Deadline.objects.filter(rule="first_core_group").update(due_on=days_ago(-5))
        Deadline.objects.filter(rule="statutory_visit").update(due_on=days_ago(-5))
        assert CORE_GROUP in texts(late.worker)
        assert VISIT not in texts(late.worker)
        assert CORE_GROUP not in texts(late.chair)
        assert texts(make_staff(Role.SOCIAL_WORKER)) == []

    def test_a_plan_comes_at_nine_months_and_stays_until_its_panel(self, late: Case) -> None:
        clock = Deadline.objects.filter(rule="long_plan_first")
        today = today_in_london()
        for due_in, is_shown in ((93, False), (92, True), (-10, True)):
            clock.update(due_on=today + dt.timedelta(days=due_in))
            assert ("First review of a long plan" in texts(late.chair)) is is_shown, due_in

    def test_every_rule_is_watched_by_one_line_of_the_table(self) -> None:
        assert set(WATCHED) <= set(rule_names())
        watched = [rule for _, rules in shown_from(today_in_london()) for rule in rules]
        assert sorted(watched) == sorted(rule_names())

    def test_the_most_urgent_family_first_and_what_is_about_none_last(self) -> None:
        today = dt.date(2026, 3, 9)
        needs = [
            Need("a", "Letters", "/"),
            Need("b", "Visit", "/", dt.date(2026, 3, 11), 1, "Ash"),
            Need("c", "Core group", "/", dt.date(2026, 3, 2), 2, "Birch"),
            Need("d", "Answer", "/", None, 1, "Ash"),
        ]
        groups = by_family(needs, today=today)
        assert [group.family for group in groups] == ["Birch", "Ash", ""]
        assert [need.text for need in groups[1].needs] == ["Answer", "Visit"]

    def test_what_tells_of_danger_stands_above_what_is_late(self) -> None:
        today = dt.date(2026, 3, 9)
        needs = [
            Need("a", "Core group", "/", dt.date(2026, 3, 2), 2, "Birch"),
            Need("b", "Letters", "/"),
            Need("c", "Harm", "/", dt.date(2026, 3, 11), danger=True),
        ]
        groups = by_family(needs, today=today)
        assert [[need.text for need in group.needs] for group in groups] == [
            ["Harm", "Letters"],
            ["Core group"],
        ]


class TestMeetings:
    @pytest.fixture
    def booked(self) -> tuple[conferences.Case, Conference]:
        case = conferences.make_case()
        conference = conferences.make_booked(case)
        starts_at = timezone.now() + dt.timedelta(hours=20)
        ends_at = starts_at + dt.timedelta(hours=2)
        during = (starts_at - dt.timedelta(hours=1), ends_at)
        Booking.objects.update(starts_at=starts_at, ends_at=ends_at, during=during)
        return case, conference

    def test_doubts_come_before_whoever_books_and_chairs(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, conference = booked
        agencies = Participant.objects.filter(capacity="agency")
        agencies.update(report_due_on=days_ago(2), joining="not_coming")
        number = agencies.count()
        chair = conference.chair.user
        expected = {"No minute-taker", "May not be quorate", f"{number} reports not in"}
        assert expected <= set(texts(case.support))
        assert chair is None or expected <= set(texts(chair))
        assert expected & set(texts(case.social_worker)) == set()
        assert "needs" in one(case.support, "May not be quorate").why
        agencies.update(report_received_on=days_ago(1), joining="in_person", direct_contact=True)
        assert {"May not be quorate", f"{number} reports not in"} & set(
            texts(case.support)
        ) == set()

    def test_whom_no_invitation_can_reach_comes_to_business_support_in_time(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, conference = booked
        words = "Somebody cannot be invited"
        assert words not in texts(case.support)
        nurse = case.health_visitor
        Professional.objects.filter(pk=nurse.pk).update(work_email="")
        assert nurse.person.name in one(case.support, words).why
        assert words in texts(conference.chair.user)
        assert words not in texts(case.social_worker)
        asked = conference.participants.filter(person=nurse.person)
        for known in ({"invited_at": timezone.now()}, {"joining": "not_coming"}):
            was = {name: getattr(asked.get(), name) for name in known}
            asked.update(**known)
            assert words not in texts(case.support)
            asked.update(**was)
        Professional.objects.filter(pk=nurse.pk).update(work_address="1 Clinic Way")
        assert words not in texts(case.support)

    def test_and_not_while_there_is_time_or_of_a_relative(self) -> None:
        case = conferences.make_case()
        nurse = case.health_visitor
        Professional.objects.filter(pk=nurse.pk).update(work_email="")
        conference = conferences.make_booked(case)
        words = "Somebody cannot be invited"
        place_on(conference, working_days=5)
        assert words in texts(case.support)
        place_on(conference, working_days=6)
        assert words not in texts(case.support)
        place_on(conference, working_days=5)
        make_relationship(case.older, nurse.person, kind="aunt_or_uncle")
        assert words not in texts(case.support)

    def test_a_lost_date_and_the_limit_of_the_conference_are_one_line(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, _ = booked
        Conference.objects.update(state=ConferenceState.VACATED, booking=None)
        Deadline.objects.filter(rule="icpc").update(due_on=days_ago(1))
        words = "Find a new slot: the conference has lost its date"
        found = [need for need in needs_of(case.support).needs if need.fact.startswith("held:")]
        assert [need.text for need in found] == [words]
        team = needs_of_team(case.family.team, reader=make_staff(Role.HEAD_OF_SERVICE))
        (lost,) = [need for need in team if need.fact == f"held:{Conference.objects.get().about}"]
        assert lost.due_on == days_ago(1)

    def test_of_late_reports_it_says_whom_no_email_reminds(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, conference = booked
        nurse, teacher = case.health_visitor, case.school
        agencies = conference.participants.filter(capacity="agency")
        agencies.update(report_due_on=None)
        asked = agencies.filter(person__in=[nurse.person, teacher.person])
        asked.update(report_due_on=days_ago(2))
        Professional.objects.filter(pk=nurse.pk).update(work_email="", work_address="1 Clinic Way")
        invite_everyone(conference=conference, by=case.support)
        said = one(case.support, "2 reports not in").why
        words = f"Nothing goes out to {nurse.person.name} by itself: telephone or write to them."
        assert words in said
        agencies.filter(person=nurse.person).update(report_received_on=days_ago(0))
        assert "Nothing goes out" not in one(case.support, "A report is not in").why

    def test_a_late_initial_conference_asks_for_a_review_of_the_safety_plan(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, _ = booked
        words = "the interim safety plan must be reviewed now (Buckinghamshire)"
        clocks = Deadline.objects.filter(rule="icpc")
        clocks.update(due_on=days_ago(0))
        assert words not in page(case.social_worker, "home")
        clocks.update(due_on=days_ago(1))
        assert words in page(case.social_worker, "home")
        head, team = make_staff(Role.HEAD_OF_SERVICE), case.family.team_id
        lost = {"state": ConferenceState.VACATED, "booking": None, "due_on": days_ago(1)}
        Conference.objects.update(**lost)  # the same fact, seen by another rule first
        assert words in page(head, "team", team)
        clocks.update(rule="first_review")
        assert words not in page(case.social_worker, "home")

    def test_two_conferences_of_a_family_are_two_lines_each_with_its_own_limit(
        self, booked: tuple[conferences.Case, Conference]
    ) -> None:
        case, initial = booked
        review = Conference.objects.create(
            family=case.family,
            kind=ConferenceKind.REVIEW,
            record=make_record(case.family),
            chair=initial.chair,
            due_on=days_ago(-9),
        )
        initial.children.filter(child=case.older).update(conference=review)
        clocks = Deadline.objects.filter(rule="icpc")
        clocks.filter(child=case.younger).update(due_on=days_ago(5))
        clocks.filter(child=case.older).update(rule="first_review", due_on=days_ago(2))
        head = make_staff(Role.HEAD_OF_SERVICE)

        def held() -> dict[str, tuple[dt.date | None, tuple[str, ...]]]:
            team = needs_of_team(case.family.team, reader=head)
            return {
                need.fact: (need.due_on, need.children)
                for need in team
                if need.fact.startswith("held:")
            }

        younger = (days_ago(5), (case.younger.person.called,))
        older = (days_ago(2), (case.older.person.called,))
        expected = {f"held:{initial.about}": younger, f"held:{review.about}": older}
        assert held() == expected
        Conference.objects.update(state=ConferenceState.VACATED, booking=None)
        assert held() == expected
        slots = [text for text in texts(case.support) if text.startswith("Find a new slot")]
        assert len(slots) == 2
        Conference.objects.update(state=ConferenceState.IN_SESSION, started_at=timezone.now())
        assert held() == expected
        rooms = [text for text in texts(initial.chair.user) if "go to the live room" in text]
        assert len(rooms) == 2
        Conference.objects.filter(pk=review.pk).update(state=ConferenceState.CANCELLED)
        assert held() == {
            f"held:{initial.about}": younger,
            f"held:family:{case.family.pk}": older,
        }


class TestAccepting:
    def test_it_leaves_ones_own_list_until_its_day_and_no_other(self, late: Case) -> None:
        need = one(late.chair, CORE_GROUP)
        until_on = days_ago(-7)
        row = accept_need(
            occasion=need.occasion, reason=" Booked for Monday. ", until_on=until_on, by=late.chair
        )
        assert Accepted.objects.get() == row
        assert (row.reason, row.family, row.due_on) == (
            "Booked for Monday.",
            late.family,
            need.due_on,
        )
        radar = needs_of(late.chair)
        assert (CORE_GROUP in [need.text for need in radar.needs], radar.accepted) == (False, 1)
        assert CORE_GROUP in texts(late.worker)
        event = Event.objects.get(verb="desk.accept_need")
        assert (event.actor_id, event.reason) == (late.chair.pk, "Booked for Monday.")
        assert set(event.child_ids) == {plan.child_id for plan in late.plans}
        with pytest.raises(WrongState):
            accept_need(occasion=need.occasion, reason="x", until_on=until_on, by=late.chair)
        # Another day is another occasion; so is the day on which it comes back.
        Deadline.objects.filter(rule="first_core_group").update(due_on=days_ago(1))
        assert CORE_GROUP in texts(late.chair)
        Deadline.objects.filter(rule="first_core_group").update(due_on=need.due_on)
        assert CORE_GROUP not in texts(late.chair)
        Accepted.objects.update(until_on=today_in_london())
        assert CORE_GROUP in texts(late.chair)

    def test_it_can_be_taken_back_by_whoever_accepted_it(self, late: Case) -> None:
        occasion = one(late.chair, CORE_GROUP).occasion
        row = accept_need(occasion=occasion, reason="Booked.", until_on=days_ago(-7), by=late.chair)
        with pytest.raises(Refused):
            take_back(accepted=row, by=late.worker)
        assert take_back(accepted=take_back(accepted=row, by=late.chair), by=late.chair)
        assert CORE_GROUP in texts(late.chair)
        assert Event.objects.filter(verb="desk.take_back_accepted", action="changed").count() == 1

    def test_it_does_not_hide_what_is_late_of_a_sibling_later(self, late: Case) -> None:
        ada, ben = (Deadline.objects.filter(rule=VISITS, child=plan.child) for plan in late.plans)
        ada.update(due_on=days_ago(11))
        ben.update(due_on=days_ago(-20))

        def accept() -> Need:
            need = one(late.worker, VISIT)
            accept_need(
                occasion=need.occasion, reason="Away.", until_on=days_ago(-7), by=late.worker
            )
            return need

        assert accept().children == ("Ada",)
        assert VISIT not in texts(late.worker)
        ben.update(due_on=days_ago(1))
        shown = one(late.worker, VISIT)
        assert (shown.children, shown.due_on) == (("Ben",), days_ago(1))
        assert needs_of(late.worker).accepted == 1
        assert "accepts part of this until" in page(late.manager, "team", late.family.team_id)
        for row in Accepted.objects.all():
            take_back(accepted=row, by=late.worker)
        both = accept()
        assert (both.children, both.due_on) == (("Ada", "Ben"), days_ago(11))
        assert VISIT not in texts(late.worker)
        assert "accepts this until" in page(late.manager, "team", late.family.team_id)

    def test_it_does_not_hide_an_action_that_is_late_later(self, late: Case) -> None:
        def accept(text: str, reason: str) -> None:
            for user in (late.worker, late.chair):
                occasion = one(user, text).occasion
                accept_need(occasion=occasion, reason=reason, until_on=days_ago(-7), by=user)
                assert [each for each in texts(user) if "overdue" in each] == []

        accept(ACTION, "Booked.")
        make_action(late, late.mother, days_ago(1))
        accept("2 actions overdue", "Both booked.")
        # Until the same day it is one row, with the later reason; what is done brings none back.
        reasons = Accepted.objects.values_list("reason", flat=True)
        assert list(reasons) == ["Both booked.", "Both booked."]
        PlanItem.objects.filter(pk=late.action.pk).update(status=ItemStatus.DONE)
        assert [each for each in texts(late.worker) if "overdue" in each] == []
        make_action(late, late.mother, days_ago(1))
        assert one(late.worker, "2 actions overdue").due_on == days_ago(1)

    def test_a_line_with_many_names_is_kept_shortened(self, late: Case) -> None:
        for number in range(8):
            make_action(late, make_person(f"Bartholomew Featherstonehaugh-{number}"), days_ago(3))
        need = one(late.worker, "9 actions overdue")
        assert len(need.text) > 200
        row = accept_need(
            occasion=need.occasion, reason="Booked.", until_on=days_ago(-7), by=late.worker
        )
        assert row.what == f"{need.text[:199]}…"

    @pytest.mark.parametrize(
        ("reason", "days", "field"),
        [(" ", 7, "reason"), ("x", 0, "until_on"), ("x", MOST_DAYS + 1, "until_on")],
    )
    def test_a_reason_and_a_near_day_are_asked(
        self, late: Case, reason: str, days: int, field: str
    ) -> None:
        occasion = one(late.chair, CORE_GROUP).occasion
        with pytest.raises(DomainError) as wrong:
            accept_need(occasion=occasion, reason=reason, until_on=days_ago(-days), by=late.chair)
        assert wrong.value.field == field


class TestPages:
    def test_each_line_says_why_and_can_be_done_raised_or_accepted(self, late: Case) -> None:
        shown = page(late.chair, "home")
        need = one(late.chair, CORE_GROUP)
        for words in (
            "10 working days after: initial conference held",
            reverse("timescales:why", args=[need.deadline_id]),
            reverse("plans:plan", args=[late.family.pk]),
            f"With <bdi>{need.owner}</bdi>",
            "reason=visits_core_groups",
        ):
            assert words in shown, words
        asked = f"/escalations/families/{late.family.pk}/concern/?reason=visits_core_groups"
        client = Client()
        client.force_login(late.chair)
        form = client.get(asked).context["form"]
        assert form["reason"].value() == "visits_core_groups"
        assert "Raise it" not in page(late.worker, "home")
        query = f"?need={need.occasion}"
        assert "There is a problem" in page(late.chair, "accept", query=query, reason="Booked.")
        back = days_ago(-7)
        done = page(late.chair, "accept", query=query, reason="Booked.", until_on=back.isoformat())
        assert "Accepted for now. It comes back on" in done
        assert "1 accepted for now" in done
        assert "Booked." in page(late.chair, "accepted")
        assert "accepts this until" in page(late.manager, "team", late.family.team_id)
        row = Accepted.objects.get()
        assert "It is back on your list" in page(late.chair, "take_back_accepted", row.pk, x="x")
        assert "not on your list any more" in page(late.chair, "accept", query="?need=gone")

    def test_managers_see_their_teams_and_heads_every_one(self, late: Case) -> None:
        make_deadline("core_group", child=make_challenge().child, start=days_ago(90))
        head = make_staff(Role.HEAD_OF_SERVICE)
        lines = late_by_team(None, reader=head)
        assert {line.team for line in lines} >= {late.family.team}
        numbers = {line.team: (line.families, line.late) for line in lines}
        assert numbers[late.family.team] == (1, 4)
        area = late.family.team.area
        assert [line.team for line in late_by_team(area, reader=head)] == [late.family.team]
        shown = page(late.manager, "teams")  # on to their only team
        assert CORE_GROUP in shown
        assert "Accept for now" not in shown
        shown = page(head, "teams", query=f"?area={area.pk}")
        assert str(late.family.team) in shown
        assert reverse("desk:area", args=[area.pk]) in shown
        assert CORE_GROUP in page(head, "area", area.pk)
        stranger = make_staff(Role.TEAM_MANAGER)
        client = Client()
        client.force_login(stranger)
        assert client.get(reverse("desk:team", args=[late.family.team_id])).status_code == 403

    def test_a_team_with_no_clock_late_is_a_line_too(self) -> None:
        """What is late without a clock is on its list, and the line is the only way there."""
        case = make_case(clocks=False)
        quiet, closed = make_team(area=case.family.area), make_team(area=case.family.area)
        Team.objects.filter(pk=closed.pk).update(in_use=False)
        head = make_staff(Role.HEAD_OF_SERVICE)
        lines = late_by_team(case.family.area, reader=head)
        assert [(line.team, line.families, line.late, line.oldest) for line in lines] == [
            (team, 0, 0, None) for team in (case.family.team, quiet)
        ]
        shown = page(head, "teams", query=f"?area={case.family.area_id}")
        assert "Nothing is late" not in shown
        assert shown.count("None") == 2
        assert reverse("desk:team", args=[case.family.team_id]) in shown
        assert f"{ACTION}: Ngozi Testwood" in page(case.manager, "teams")

    def test_a_closed_team_is_a_line_while_it_holds_a_family(self, late: Case) -> None:
        Team.objects.update(in_use=False)
        lines = late_by_team(None, reader=make_staff(Role.HEAD_OF_SERVICE))
        assert [line.team for line in lines] == [late.family.team]

    def test_a_list_that_is_full_says_how_many_more_clocks_are_late(
        self, late: Case, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        head, team = make_staff(Role.HEAD_OF_SERVICE), late.family.team
        places = (("team", team.pk), ("area", late.family.area_id))
        assert Deadline.objects.overdue(today=today_in_london()).count() == 4
        for most, words in ((4, ""), (3, "1 more clock is late"), (1, "3 more clocks are late")):
            monkeypatch.setattr("desk.domain.radar.clocks.MOST", most)
            for name, pk in places:
                shown = page(head, name, pk)
                assert ("not on this list" in shown, words in shown) == (bool(words), True)

    def test_a_list_costs_the_same_for_one_family_and_for_four(self, late: Case) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        make_case_role(late.family, late.manager, kind=CaseRoleKind.TEAM_MANAGER)

        def costs() -> list[int]:
            found = []
            for user in (late.chair, late.worker):
                with CaptureQueriesContext(connection) as asked:
                    needs_of(User.objects.get(pk=user.pk))
                found.append(len(asked))
            with CaptureQueriesContext(connection) as asked:
                needs_of_team(late.family.team, reader=User.objects.get(pk=head.pk))
            return [*found, len(asked)]

        before = costs()
        for _ in range(3):
            other = make_case(started_on=days_ago(60))
            type(other.family).objects.filter(pk=other.family.pk).update(team=late.family.team)
            other.family.case_roles.all().delete()
            make_case_role(other.family, late.chair, kind=CaseRoleKind.CHAIR)
            make_case_role(other.family, late.worker)
        assert len({need.family_id for need in needs_of(late.worker).needs}) == 4
        assert costs() == before
