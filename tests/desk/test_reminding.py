"""Reminders by the local schedule, and one email each working morning."""

from __future__ import annotations

import datetime as dt

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.errors import DomainError
from accounts.models import User
from bookings.models import Absence
from desk.domain.accepting import accept_need
from desk.domain.morning import greet
from desk.domain.radar.lists import needs_of
from desk.domain.radar.needs import Need
from desk.domain.reminding import DEFAULT, Schedule, remind, schedule_on, set_schedule
from desk.models import Reminder
from notifications.models import Message
from people.enums import CaseRoleKind, Role
from people.errors import Refused
from people.models import Child, Family
from rehearsal.past import as_if
from tests.factories.bookings import make_absence
from tests.factories.people import (
    make_case_role,
    make_child,
    make_conflict,
    make_named_access,
    make_staff,
)
from tests.factories.timescales import make_deadline
from timescales.domain import current_clock, today_in_london
from timescales.models import Deadline
from timescales.working_days import add_working_days

pytestmark = pytest.mark.django_db
MONDAY = dt.date(2027, 3, 1)  # the Monday to Friday after it are working days


def day(number: int) -> dt.date:
    return MONDAY + dt.timedelta(days=number)


@pytest.fixture
def worker() -> User:
    return make_staff(Role.SOCIAL_WORKER)


@pytest.fixture
def child(worker: User) -> Child:
    made = make_child()
    make_case_role(made.family, worker, from_on=dt.date(2026, 1, 1))
    return made


def owe(child: Child, due_on: dt.date, rule: str = "core_group") -> Deadline:
    made = make_deadline(rule, child=child, start=due_on - dt.timedelta(days=42), about="visit:1")
    Deadline.objects.filter(pk=made.pk).update(due_on=due_on)
    return Deadline.objects.get(pk=made.pk)


def steps() -> list[int]:
    return list(Reminder.objects.values_list("step", flat=True))


def bodies() -> list[str]:
    return list(Message.objects.order_by("pk").values_list("body", flat=True))


class TestSteps:
    def test_each_step_once_whatever_days_were_missed(self, child: Child) -> None:
        owe(child, day(4))  # the Friday
        expected = {
            0: [],
            2: [-2],
            4: [-2, 0],
            7: [-2, 0, 1],
            18: [-2, 0, 1, 10],
            60: [-2, 0, 1, 10],
        }
        for number, reached in expected.items():
            with as_if(day(number)):
                remind()
                assert (remind(), steps()) == (0, reached), number

    def test_each_step_is_the_day_that_counting_from_the_due_date_gives(self) -> None:
        calendar = current_clock().calendar
        due = [dt.date(2027, 3, 20) + dt.timedelta(days=n) for n in range(16)]  # round Easter
        for today in due:
            reached = {
                step: {day for day in due if add_working_days(day, step, calendar) <= today}
                for step in (-2, 1, 5)
            }
            by = Schedule((2,), (1, 5)).steps(today, calendar)
            found = {step: {day for day in due if day <= by[step]} for step in reached}
            assert found == reached, today

    def test_a_deadline_that_moves_is_reminded_of_anew_and_a_met_one_never(
        self, child: Child
    ) -> None:
        deadline = owe(child, day(0))
        with as_if(day(0)):
            assert remind() == 1
            Deadline.objects.update(due_on=day(1))
            assert remind() == 1
            Deadline.objects.update(due_on=day(0) - dt.timedelta(days=30), met_on=day(0))
            assert remind() == 0
        assert list(Reminder.objects.values_list("deadline", "due_on", "step")) == [
            (deadline.pk, day(0), 0),
            (deadline.pk, day(1), -2),
        ]

    def test_it_asks_one_question_however_many_there_are(self, child: Child) -> None:
        owe(child, day(0))

        def cost() -> int:
            with as_if(day(0)), CaptureQueriesContext(connection) as asked:
                remind()
            return len(asked)

        before = cost()
        for about in ("a:1", "a:2", "a:3"):
            make_deadline("core_group", child=child, start=dt.date(2026, 12, 1), about=about)
        assert cost() == before
        assert len(steps()) == 4

    def test_the_schedule_is_a_setting_from_a_day_on(self, child: Child) -> None:
        head = make_staff(Role.HEAD_OF_SERVICE)
        with as_if(day(0)):
            row = set_schedule(
                before=[1, 5], after=[], effective_from=day(3), reason="Fewer", by=head
            )
            assert (row.before, schedule_on(day(2)), schedule_on(day(3)).before) == (
                [5, 1],
                DEFAULT,
                (5, 1),
            )
            for wrong in ([0], [61], [2, 2], list(range(1, 8))):
                with pytest.raises(DomainError):
                    set_schedule(before=wrong, after=[], effective_from=day(3), reason="x", by=head)
            with pytest.raises(DomainError):
                set_schedule(before=[], after=[], effective_from=day(-1), reason="x", by=head)
            manager = make_staff(Role.TEAM_MANAGER)
            with pytest.raises(Refused):
                set_schedule(before=[], after=[], effective_from=day(3), reason="x", by=manager)

    def test_the_page_sets_it_and_keeps_what_was_typed(self) -> None:
        client = Client()
        client.force_login(make_staff(Role.HEAD_OF_SERVICE))
        today = today_in_london().isoformat()
        typed = {"before": "3, x", "after": "", "effective_from": today, "reason": "Agreed"}
        shown = client.post(reverse("desk:reminders"), typed).content.decode()
        assert "Enter whole numbers" in shown
        assert 'value="3, x"' in shown
        done = client.post(reverse("desk:reminders"), {**typed, "before": "3, 1"}, follow=True)
        assert "3, 1" in done.content.decode()


class TestMorning:
    def test_one_email_says_how_much_and_nothing_of_whom(self, child: Child, worker: User) -> None:
        sibling = make_child(family=child.family)
        for one, due_on, rule in (
            (child, day(-3), "core_group"),
            (sibling, day(-3), "core_group"),
            (child, day(0), "statutory_visit"),
            (child, day(2), "icpc"),
            (child, day(9), "record"),
        ):
            owe(one, due_on, rule)
        with as_if(day(0)):
            assert (greet(), greet()) == (1, 0)
        (message,) = Message.objects.all()
        assert message.to_address == worker.email
        assert message.body.startswith(
            "Late: 1\nDue today: 1\nDue soon: 1\n\nReminder of what is late: 1\n\n"
            "See them here:\nhttp"
        )
        assert message.family_id is None
        with as_if(day(1)):
            assert greet() == 1
        assert bodies()[1].startswith("Late: 2\n\nReminder of what is late: 1\n\nSee")

    def test_days_after_the_due_date_remind_and_what_is_late_is_counted_every_day(
        self, child: Child
    ) -> None:
        owe(child, day(0))
        head = make_staff(Role.HEAD_OF_SERVICE)
        with as_if(day(0)):
            set_schedule(before=[], after=[3], effective_from=day(0), reason="Fewer", by=head)
        said = []
        for number in range(5):
            with as_if(day(number)):
                greet()
                said.append(bodies()[-1].split("\n\nSee")[0])
        late, reminder = "Late: 1", "\n\nReminder of what is late: 1"
        assert said == ["Due today: 1", late, late, late + reminder, late]

    def test_what_was_accepted_for_now_is_not_counted_until_it_is_back(
        self, child: Child, worker: User
    ) -> None:
        owe(child, day(-3), "core_group")
        owe(child, day(-2), "statutory_visit")
        owe(child, day(0), "record")

        def listed() -> dict[str, Need]:
            return {need.fact.partition(":")[0]: need for need in needs_of(worker).needs}

        with as_if(day(0)):
            for fact, until_on in (("core_group", day(1)), ("visit", day(9))):
                occasion = listed()[fact].occasion
                accept_need(occasion=occasion, reason="Booked.", until_on=until_on, by=worker)
            assert (list(listed()), greet()) == (["paper"], 1)
        assert bodies()[-1].startswith("Due today: 1\n\nSee")
        with as_if(day(1)):
            assert (set(listed()), greet()) == ({"core_group", "paper"}, 1)
        # Its reminder of the day before was not told, and is now.
        assert bodies()[-1].startswith("Late: 2\n\nReminder of what is late: 2\n\n")
        with as_if(day(2)):
            Deadline.objects.filter(rule="statutory_visit").update(due_on=day(-1))
            assert (len(listed()), greet()) == (3, 1)
        assert bodies()[-1].startswith("Late: 3\n\nReminder of what is late: 1\n\n")

    def test_nobody_is_told_on_a_day_off_or_while_away(self, child: Child, worker: User) -> None:
        owe(child, day(0))
        make_absence(worker.professional, day(0))
        for number in (-1, 0):  # a Sunday; away on the Monday
            with as_if(day(number)):
                assert greet() == 0
        assert Reminder.objects.untold().count() == 1
        with as_if(day(1)):
            assert greet() == 1
        assert Reminder.objects.untold().count() == 0
        assert Absence.objects.count() == 1

    def test_a_restricted_family_is_counted_for_the_people_named_alone(
        self, child: Child, worker: User
    ) -> None:
        owe(child, day(0))
        Family.objects.update(is_restricted=True)
        with as_if(day(0)):
            assert greet() == 0
            make_named_access(child.family, worker)
            assert greet() == 1
        assert Message.objects.get().to_address == worker.email

    def test_who_holds_the_role_today_is_told_and_a_conflict_is_not_counted(
        self, child: Child, worker: User
    ) -> None:
        owe(child, day(0))
        child.family.case_roles.update(to_on=day(-1))
        with as_if(day(0)):
            assert greet() == 0
            other = make_staff(Role.SOCIAL_WORKER)
            kind = CaseRoleKind.LEAD_SOCIAL_WORKER
            make_case_role(child.family, other, kind=kind, from_on=day(-1))
            make_conflict(child.family, other)
            assert greet() == 0
            child.family.conflicts.all().delete()
            assert greet() == 1
        assert Message.objects.get().to_address == other.email
