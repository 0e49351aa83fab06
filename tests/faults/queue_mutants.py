"""The Celery application with one safeguard taken out, named in QUEUE_MUTANT. For tests only."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")
import django

django.setup()
from config.celery import Doorbell, app  # noqa: E402 - after Django is set up

__all__ = ["MUTANTS", "app", "apply"]


def told_by_the_broker_alone() -> None:
    """A message is a task with its words in it, and no row."""
    from conferences import notices
    from conferences.domain import invitation_message

    def hand_over(**given: Any) -> None:
        app.send_task("notifications.tasks.deliver", kwargs={"message": str(given["key"])})

    def swallow(**given: Any) -> None:
        try:
            hand_over(**given)
        except Exception:
            return

    notices.queue = invitation_message.queue = swallow


def a_broker_that_is_down_is_an_error() -> None:
    """A bell that cannot be rung is the caller's trouble."""
    del Doorbell.apply_async


def sent_without_a_claim() -> None:
    """Two workers may take the same row: each sends what it finds waiting, then writes so."""
    from notifications.channels import way_for
    from notifications.domain import delivering
    from notifications.enums import State
    from notifications.models import Message

    def send_what_waits(limit: int = 500) -> int:
        rows = list(Message.objects.filter(state=State.WAITING, channel="email")[:limit])
        time.sleep(3 if rows else 0)  # as long as a slow mail server takes
        for row in rows:
            way_for(row.channel).send(row, again=False)
        Message.objects.filter(pk__in=[row.pk for row in rows]).update(state=State.SENT)
        return len(rows)

    from notifications import domain

    delivering.deliver_waiting = domain.deliver_waiting = send_what_waits


def everything_moves_by_a_day() -> None:
    """A new holiday adds a day to whatever is due from it on: also what is met, also months."""
    from django.db import connection

    from timescales.domain import redating

    def add_one(made: Any, **_: Any) -> dict[str, int]:
        if made.calendar_day is None or made.calendar_day.withdrawn_at:
            return {}
        with connection.cursor() as cursor:
            cursor.execute(
                "UPDATE timescales_deadline SET due_on = due_on + 1 WHERE due_on >= %s",
                [made.calendar_day.day],
            )
            return {"all": cursor.rowcount}

    redating._run = add_one


def named_before_its_bytes_are_there() -> None:
    """The row says that the pack is drawn, and the bytes are written a little later."""
    from django.db.models import F

    from disclosure.models import Pack
    from disclosure.rendering import store

    write = store.write

    def write_late(place: str, content: bytes) -> Any:
        kind, number, *_ = place.split("/")
        if kind == "packs":
            Pack.objects.filter(pk=number).update(
                rendered_fingerprint=F("fingerprint"), sha256=store.digest(content)
            )
            time.sleep(2)
        return write(place, content)

    store.write = write_late


MUTANTS: dict[str, Callable[[], None]] = {
    mutant.__name__: mutant
    for mutant in (
        told_by_the_broker_alone,
        a_broker_that_is_down_is_an_error,
        sent_without_a_claim,
        everything_moves_by_a_day,
        named_before_its_bytes_are_there,
    )
}


def apply() -> None:
    """Safe to repeat only without a mutant; each process does it once."""
    name = os.environ.get("QUEUE_MUTANT")
    if name and not getattr(app, "is_mutated", False):
        app.is_mutated = True
        MUTANTS[name]()


apply()
