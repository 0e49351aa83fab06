"""manage.py worker_is_well QUEUE: what the health checks of docker-compose.yml ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from audit.domain.seal import oldest_in_the_tail
from config.celery import app
from notifications.models import Message

LATE = timedelta(minutes=10)
ANSWERS_WITHIN = 3.0  # seconds
QUICK = app.conf.task_default_queue


class Command(BaseCommand):
    help = (
        "Exits 1 where no worker serves the queue or, of the quick one, what it is there for "
        f"waits: an event of the audit or a message for {LATE.seconds // 60} minutes. A worker "
        "whose places are all held by something that hangs still answers."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("queue", choices=sorted(app.amqp.queues))

    def handle(self, *args: Any, **options: Any) -> None:
        if options["queue"] not in set(_served()):
            raise CommandError(f"No worker serves the queue {options['queue']}.")
        if options["queue"] == QUICK and (waits := what_waits(since=timezone.now() - LATE)):
            raise CommandError(waits)


def _served() -> Iterator[str]:
    answers = app.control.inspect(timeout=ANSWERS_WITHIN).active_queues() or {}
    for queues in answers.values():
        yield from (queue["name"] for queue in queues)


def what_waits(*, since: datetime) -> str:
    """What should have been done by then, in words; nothing when all is done."""
    unsealed = oldest_in_the_tail()
    if unsealed and unsealed < since:
        return f"The audit is not sealed since {unsealed:%Y-%m-%d %H:%M} UTC."
    unsent = Message.objects.due(since).filter(created_at__lt=since).count()
    return f"{unsent} messages are due and not sent." if unsent else ""
