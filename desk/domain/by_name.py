"""What waits for somebody by name or by posting: concerns, Resolution Forms, complaints, feedback,
dissent, actions of plans. The rooms say whom (`people.start_page.Owed`); here it is counted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace

from django.db.models import F

from accounts.models import User
from bookings.models import Absence
from desk import notices
from desk.domain.radar.actions import parts_of_actions
from desk.domain.radar.needs import occasion_of
from desk.models import Accepted, Reminder
from desk.notices import Waiting
from notifications.models import Message
from people.domain.queries import shut_to
from people.start_page import owed_by_name
from timescales.models import Deadline


def together(rows: Iterable[Waiting]) -> list[Waiting]:
    """One row for each person."""
    found: dict[int, Waiting] = {}
    for row in rows:
        found[row.user_id] = found[row.user_id] + row if row.user_id in found else row
    return list(found.values())


@dataclass(frozen=True)
class ByName:
    """Who is told of how much; and the reminders that are told with it."""

    people: list[Waiting]
    reminders: list[int]

    def settle(self, now: dt.datetime) -> None:
        Reminder.objects.untold().filter(pk__in=self.reminders).update(told_at=now)


def waiting_by_name(today: dt.date, now: dt.datetime) -> ByName:
    """Of those who are here today and were not told yet; as many questions however many there are.
    Nothing is counted of a family that is shut to the reader, or that they accepted for now.

    What has no day waits today. What is due later counts when it has reached a step of the
    schedule; an action of a plan each morning from the first step on, as on the list.
    """
    rows = owed_by_name()
    readers = _here({row.user_id for row in rows}, today, now)
    families = {row.family_id for row in rows if row.family_id is not None}
    shut = shut_to(users=readers, families=families)
    abouts = [row.about for row in rows if row.about]
    known = Deadline.objects.open().filter(owner_role="", about__in=abouts)
    clocks = {clock.about: clock for clock in known}
    fresh = dict(
        Reminder.objects.untold()
        .filter(deadline__in=known, due_on=F("deadline__due_on"))
        .values_list("deadline__about", "pk")
    )
    accepted = Accepted.objects.in_force(today).filter(by__in=readers).parts_by_reader()
    actions = parts_of_actions({row.family_id for row in rows if row.user_id in accepted})
    found, told = [], []
    for row in rows:
        if row.user_id not in readers or (row.user_id, row.family_id) in shut:
            continue
        clock = clocks.get(row.about)
        due_on = clock.due_on if clock else row.due_on
        parts = actions.get(row.fact) or {occasion_of(row.fact, due_on)}
        if parts <= accepted.get(row.user_id, frozenset()):
            continue
        is_fresh = row.soon or row.about in fresh
        if counted := _counted(readers[row.user_id], due_on, is_fresh, today):
            found.append(counted)
            told += [fresh[row.about]] if row.about in fresh else []
    return ByName(together(found), told)


def _counted(user: User, due_on: dt.date | None, is_fresh: bool, today: dt.date) -> Waiting | None:
    one = Waiting(user.pk, user.name, user.email)
    if due_on is None or due_on == today:
        return replace(one, today=1)
    if due_on < today:
        return replace(one, late=1, reminded=int(is_fresh))
    return replace(one, soon=1) if is_fresh else None


def _here(wanted: set[int], today: dt.date, now: dt.datetime) -> dict[int, User]:
    """Those of them who can sign in, are not away, and were not told yet this morning."""
    away = Absence.objects.filter(
        professional__user__in=wanted, withdrawn_at=None, during__contains=now
    )
    gone = set(away.values_list("professional__user", flat=True))
    users = User.objects.filter(pk__in=wanted - gone, is_active=True, is_service=False)
    keys = {notices.morning_key(today, user.pk): user for user in users}
    told = set(Message.objects.filter(key__in=keys).values_list("key", flat=True))
    return {user.pk: user for key, user in keys.items() if key not in told}
