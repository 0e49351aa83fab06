"""Run inside the stack's own DATA_DIR: what somebody does while the broker is ill, as JSON.

`python -m tests.faults.queue_scene close` closes a conference with the broker down; `owe N` queues
messages and deadlines; `ring TIMES SEED` has every task of the beat delivered so many times, out of
order; `remember FILE DAYS` writes the memory of a beat that slept; `proclaim`, `take_back ID` and
`look` change the calendar and say what became of every deadline. `close_with_packs` and
`look_at_packs RECORD` are in `pack_scene`.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import random
import shelve
import signal
import sys
import time
from collections import Counter
from itertools import count
from pathlib import Path
from typing import Any

from tests.faults.owed import doubled, owe_each_sweep, put_back, told
from tests.faults.pack_scene import close_with_packs, look_at_packs

DAYS_AHEAD = 9


def close() -> dict[str, Any]:
    """Redis dies, then a conference is booked, its people invited, and another closed."""
    from conferences.domain.closing import close_conference
    from conferences.domain.inviting import invite_everyone
    from conferences.models import Invitation
    from disclosure.tasks import prepare_waiting
    from notifications.models import Message
    from tests.factories.conferences import make_booked, make_case
    from tests.factories.meetings import agree_action, decide, make_meeting

    meeting = make_meeting("Wren Testwood", "Fern Testwood")
    for each in meeting.children:
        decide(meeting, each)
    agree_action(meeting)
    case = make_case()
    booked = make_booked(case)
    before = set(Message.objects.values_list("pk", flat=True))
    _kill_redis()
    errors = []
    for act in (
        lambda: close_conference(
            conference=meeting.conference, details=meeting.details(), by=meeting.chair
        ),
        lambda: invite_everyone(conference=booked, by=case.support),
        prepare_waiting.delay,  # as a page rings for its packs
    ):
        try:
            act()
        except Exception as error:
            errors.append(repr(error))
    meeting.conference.refresh_from_db()
    queued = Message.objects.exclude(pk__in=before)
    return {
        "errors": errors,
        "state": meeting.conference.state,
        "expected": Invitation.objects.filter(participant__conference=booked)
        .exclude(way="phone")
        .count(),
        "queued": queued.count(),
    }


def _fresh() -> str:
    return f"d{time.time_ns()}"


def _kill_redis() -> None:
    from django.conf import settings

    store = Path(settings.DATA_DIR).resolve() / "redis" / "redis.pid"
    number = int(store.read_text())
    os.kill(number, signal.SIGKILL)
    while Path(f"/proc/{number}/cmdline").exists() and _alive(number):
        time.sleep(0.02)


def _alive(number: int) -> bool:
    try:
        state = Path(f"/proc/{number}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state != "Z"


def outbox() -> dict[str, Any]:
    """Who should have had an email, and in what state each message is."""
    from notifications.enums import Channel, State
    from notifications.models import Message

    rows = Message.objects.filter(channel=Channel.EMAIL)
    return {
        "addresses": sorted(rows.values_list("to_address", flat=True)),
        "mails": [[row.to_address, row.reference] for row in rows.exclude(reference="")],
        "unsent": rows.exclude(state=State.SENT).count(),
    }


OVERDUE = (50, 60, 90)  # days since the last core group, which is due within six weeks


def owe(number: int) -> dict[str, Any]:
    """So many messages to as many people, overdue core groups, each to be reminded of, and
    something for each other sweep."""
    from people.enums import Role
    from tests.factories.messages import make_message
    from tests.factories.people import make_case_role, make_child, make_staff
    from tests.factories.timescales import make_deadline
    from timescales.domain import today_in_london

    for place in range(number):
        make_message(key=f"{_fresh()}:{place}", to_address=f"to{place}@{_fresh()}.example")
    worker = make_staff(Role.SOCIAL_WORKER)
    owed = _fresh()
    for days in OVERDUE:
        child = make_child()
        make_case_role(child.family, worker)
        start = today_in_london() - dt.timedelta(days=days)
        make_deadline("core_group", child=child, start=start, about=f"owed:{owed}")
    return {"about": f"owed:{owed}", "overdue": len(OVERDUE), **owe_each_sweep()}


def ring(times: int, seed: int) -> dict[str, Any]:
    """Every task of the beat and every pack's own, so many times each, in an order nobody chose."""
    from config.celery import BEAT, app
    from disclosure.domain.rendering import waiting

    calls: list[tuple[str, list[int]]] = [(line["task"], []) for line in BEAT.values()]
    calls += [("disclosure.tasks.prepare_pack", [pack]) for pack in waiting()]
    calls *= times
    random.Random(seed).shuffle(calls)
    for task, given in calls:
        app.send_task(task, given)
    return {"sent": len(calls)}


def effects() -> dict[str, Any]:
    """What must be there once, and what a second delivery must not have moved. The reminders are
    by what their deadline is about: other tests on this stack leave deadlines too."""
    from desk.models import Reminder
    from notifications.models import Message, MessageStep
    from timescales.models import Deadline, DeadlineChange, Redating

    mornings = Message.objects.filter(kind="desk.morning")
    return {
        "reminders": Counter(Reminder.objects.values_list("deadline__about", flat=True)),
        "deadlines": Deadline.objects.count(),
        "changes": DeadlineChange.objects.count(),
        "redatings": Redating.objects.count(),
        "sent": MessageStep.objects.filter(state="sent").count(),
        "messages": Message.objects.filter(state="sent").count(),
        "mornings": Counter(mornings.values_list("to_address", flat=True)),
        "told": told(),
        "doubled": doubled(),
        "put_back": put_back(),
    }


def remember(file: str, days: int) -> dict[str, Any]:
    """The memory of a beat that last sent anything so many days ago, as Celery keeps it."""
    import celery
    from celery.beat import PersistentScheduler
    from django.utils import timezone

    from config.celery import app

    scheduler = PersistentScheduler(app=app, schedule_filename=file)
    scheduler.close()
    with shelve.open(file, writeback=True) as kept:
        slept_since = timezone.now() - dt.timedelta(days=days)
        for entry in kept["entries"].values():
            entry.last_run_at = slept_since
        kept["__version__"] = celery.__version__
    return {}


def proclaim() -> dict[str, Any]:
    """A bank holiday nine days ahead (or the next working day), with clocks of every kind."""
    from tests.factories.people import make_child
    from tests.factories.timescales import make_deadline, make_head
    from timescales.domain import current_clock, meet_deadline, today_in_london
    from timescales.domain.calendar import add_day
    from timescales.enums import DayKind

    today, calendar = today_in_london(), current_clock().calendar
    child = make_child()
    for number in range(12):
        start = today - dt.timedelta(days=number)
        made = [
            make_deadline(rule, child=child, start=start, about=f"fault:{_fresh()}")
            for rule in ("icpc", "statutory_visit", "core_group")
        ]
        if number % 3 == 0:
            meet_deadline(deadline=made[0], met_on=today, by=None)
    before = look()["due"]
    day = today + dt.timedelta(days=DAYS_AHEAD)
    while not calendar.is_working_day(day):
        day += dt.timedelta(days=1)
    words = {"name": "Fictional mourning", "reason": "Proclaimed for a test"}
    effect = add_day(day=day, kind=DayKind.PROCLAIMED, by=make_head(), **words)
    return {"day": day.isoformat(), "id": effect.day.pk, "before": before}


def take_back(pk: int) -> dict[str, Any]:
    from tests.factories.timescales import make_head
    from timescales.domain.calendar import withdraw_day
    from timescales.models import CalendarDay

    day = CalendarDay.objects.get(pk=pk)
    withdraw_day(day=day, by=make_head(), reason="Taken back")
    return {}


def look() -> dict[str, Any]:
    """Every deadline: rule, start, due date, whether open, and moves in its history."""
    from timescales.models import Deadline

    rows = Deadline.objects.filter(about__startswith="fault:").prefetch_related("changes")
    return {
        "due": {
            str(row.pk): [
                row.rule,
                row.started_on.isoformat(),
                row.due_on.isoformat(),
                row.is_open,
                sum(change.kind == "redated" for change in row.changes.all()),
            ]
            for row in rows
        }
    }


ACTS = {
    act.__name__: act
    for act in (close, outbox, effects, proclaim, look, remember, close_with_packs)
}
WITH_NUMBERS = {act.__name__: act for act in (owe, ring, take_back, look_at_packs)}


def _number_afresh() -> None:
    """The factories count from one in each process, and here many share a database."""
    from tests.factories import accounts, bookings, messages, people

    for factories in (accounts, bookings, messages, people):
        factories._numbers = count(os.getpid() * 1000)


if __name__ == "__main__":
    from tests.faults import queue_mutants

    queue_mutants.apply()
    _number_afresh()
    name, *given = sys.argv[1:]
    if name in WITH_NUMBERS:
        said = WITH_NUMBERS[name](*(int(word) for word in given))
    elif name == "remember":
        said = remember(given[0], int(given[1]))
    else:
        said = ACTS[name]()
    print(json.dumps(said))
