"""F6: days on which nothing ran, clocks that jump, nights that are 23 or 25 hours, 29 February."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable

import pytest

from desk.domain import morning, reminding
from desk.models import Reminder
from notifications.models import Message
from people.enums import Role
from rehearsal.past import as_if
from tests.factories.people import make_case_role, make_child, make_staff
from tests.factories.timescales import make_deadline
from timescales.models import Deadline

pytestmark = [pytest.mark.django_db, pytest.mark.fault]
# Good Friday before the clocks go forward; before they go back; before a leap day.
FRIDAYS = [dt.date(2027, 3, 26), dt.date(2027, 10, 29), dt.date(2028, 2, 25)]
STEADY = range(-4, 20)
THREE_DAYS_DOWN = [day for day in STEADY if day not in {-2, -1, 0}]
BACK_AND_FORTH = [-4, -3, 3, -1, -1, 0, 1, 7, 2, 3, 8, 9, 10, 19, 18]


def owed(due_on: dt.date) -> Deadline:
    child = make_child()
    make_case_role(child.family, make_staff(Role.SOCIAL_WORKER), from_on=dt.date(2026, 1, 1))
    start = due_on - dt.timedelta(weeks=6)
    return make_deadline("core_group", child=child, start=start, about="core_group:1")


def run(friday: dt.date, days: Iterable[int]) -> None:
    """The morning's work on these days, counted from this one, some at one in the night."""
    for number in days:
        at = dt.time(1, 30) if number % 2 else dt.time(7, 10)
        with as_if(friday + dt.timedelta(days=number), at):
            morning.greet()
            morning.greet()


def wrong(friday: dt.date, days: Iterable[int]) -> list[str]:
    """What was missed or doubled about a core group due on this day."""
    deadline = owed(friday)
    assert deadline.due_on == friday
    run(friday, days)
    steps = list(Reminder.objects.filter(deadline=deadline).values_list("step", flat=True))
    found = []
    if len(set(steps)) != len(steps):
        found.append("doubled")
    if not {1, 5, 10} & set(steps) or max(steps, default=-9) != 10:
        found.append("missed")
    if any(row.told_at is None for row in Reminder.objects.filter(deadline=deadline)):
        found.append("untold")
    told = [(row.to_address, row.created_at.date()) for row in Message.objects.all()]
    if len(set(told)) != len(told) or not told:
        found.append("emails")
    return found


@pytest.mark.parametrize(
    "friday",
    [FRIDAYS[0], *(pytest.param(day, marks=pytest.mark.full) for day in FRIDAYS[1:])],
    ids=str,
)
def test_nothing_is_missed_or_doubled(friday: dt.date) -> None:
    for days in (STEADY, THREE_DAYS_DOWN, BACK_AND_FORTH):
        Reminder.objects.all().delete()
        Message.objects.all().delete()
        assert wrong(friday, days) == [], list(days)


def test_what_fell_due_while_nothing_ran_is_told_at_the_first_run() -> None:
    friday = FRIDAYS[0]
    deadline = owed(friday)
    run(friday, [4])  # the Tuesday after Easter Monday: one working day late
    assert [row.step for row in Reminder.objects.filter(deadline=deadline)] == [1]
    assert "Late: 1" in Message.objects.get().body


class TestABrokenDesignIsCaught:
    def test_only_what_is_due_on_the_very_day(self, monkeypatch: pytest.MonkeyPatch) -> None:
        exact = reminding.REMIND.replace(
            "clock.due_on <= steps.due_by", "clock.due_on = steps.due_by"
        )
        monkeypatch.setattr(reminding, "REMIND", exact)
        assert "missed" in wrong(FRIDAYS[0], [day for day in STEADY if day not in range(12, 20)])

    def test_a_reminder_for_every_run(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            morning.notices, "morning_key", lambda on, user: f"run:{Message.objects.count()}:{user}"
        )
        assert "emails" in wrong(FRIDAYS[1], STEADY)
