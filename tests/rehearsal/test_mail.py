"""Mail of played days leaves on them, as in a service, and reaches nobody."""

from __future__ import annotations

import datetime as dt
from functools import partial

import pytest
from django.core import mail

from notifications.domain import queue
from notifications.enums import Channel, State
from notifications.models import Message
from rehearsal.diary import Diary
from rehearsal.mail import mail_leaves_each_day
from rehearsal.past import as_if
from rehearsal.posting import code_in_mail

pytestmark = pytest.mark.django_db
MONDAY, FRIDAY, TODAY = dt.date(2026, 3, 2), dt.date(2026, 3, 6), dt.date(2026, 3, 9)


def write(key: str, day: dt.date) -> None:
    queue(
        key=key,
        channel=Channel.EMAIL,
        kind="code",
        to_name="Perpetua Made-Up",
        to_address="perpetua@rehearsal.example",
        body="Your code is 123456.",
        not_after_at=dt.datetime.combine(day, dt.time(10, 50), dt.UTC),
    )


def write_and_read(key: str, day: dt.date) -> None:
    write(key, day)
    code_in_mail(key)
    assert Message.objects.get(key=key).state == State.SENT


def test_each_day_ends_with_its_mail_gone() -> None:
    diary = Diary(TODAY)
    diary.put(FRIDAY, partial(write_and_read, "read"))
    diary.put(MONDAY, partial(write, "first"))
    diary.put(MONDAY, partial(write, "second"))
    with mail_leaves_each_day():
        diary.live()
        with as_if(MONDAY), as_if(FRIDAY):  # the days of a story need not be in order
            write("later", FRIDAY)
    messages = Message.objects.all()
    assert {each.key: each.sent_at.date() for each in messages if each.sent_at} == {
        "first": MONDAY,
        "second": MONDAY,
        "read": FRIDAY,
        "later": FRIDAY,
    }
    steps = [(step.state, step.at.date()) for each in messages for step in each.steps.all()]
    assert sorted(steps) == [(State.SENT, MONDAY)] * 2 + [(State.SENT, FRIDAY)] * 2
    assert mail.outbox == []


def test_otherwise_it_waits_for_somebody_to_start_the_service() -> None:
    diary = Diary(TODAY)
    diary.put(MONDAY, partial(write, "first"))
    diary.live()
    assert Message.objects.get().state == State.WAITING
