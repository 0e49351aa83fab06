"""The queue: a doorbell for work that already stands in the database as a row.

Losing every message in Redis delays work until the next sweep and loses none of it, so a broker
that is down must never turn a person's save into an error page.
"""

from __future__ import annotations

import logging
import os
import time
from typing import Any

from celery import Celery, Task
from celery.schedules import crontab
from celery.signals import after_setup_logger, after_setup_task_logger, beat_init, worker_init
from django.core.exceptions import ImproperlyConfigured
from django.db import Error as DatabaseError
from kombu.exceptions import OperationalError

from config.log_lines import keep_secrets_out

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.local")

logger = logging.getLogger(__name__)


SILENCE = 10.0  # seconds
MINUTE, DAY = 60.0, 24 * 60 * 60.0


class Doorbell(Task):  # type: ignore[misc]  # Celery ships no types
    """A task whose caller never hears that the broker is down; the sweep will find the row.

    A broker that hangs is waited for once, and then not asked for a while: who closes a conference
    rings many bells, and the others who save wait for the same broker.
    """

    abstract = True
    silent_until = 0.0  # by the monotonic clock; the same for every bell of this process

    def delay(self, *args: Any, **kwargs: Any) -> Any:
        if time.monotonic() < Doorbell.silent_until:
            return None
        return super().delay(*args, **kwargs)

    def apply_async(self, *args: Any, **options: Any) -> Any:
        try:
            return super().apply_async(*args, **options)
        except OperationalError as error:
            Doorbell.silent_until = time.monotonic() + SILENCE
            logger.warning("Broker down, %s waits for the next sweep: %s", self.name, error)
            return None


def refuse_rehearsal_people(**signal: Any) -> None:
    """Worker and beat refuse what the web refuses, and where nobody can look. Celery logs any
    other exception and goes on."""
    from config import checks  # needs Django set up

    try:
        checks.refuse_rehearsal_people()
    except (ImproperlyConfigured, DatabaseError) as refusal:
        raise SystemExit(str(refusal)) from refusal


def be_patient(**signal: Any) -> None:
    """A worker that loses Redis drops what it is at and begins it anew. Nobody waits for it, so it
    gives a slow Redis more time than a page does."""
    app.conf.broker_transport_options["socket_timeout"] = 10


worker_init.connect(refuse_rehearsal_people)
worker_init.connect(be_patient)
beat_init.connect(refuse_rehearsal_people)
after_setup_logger.connect(keep_secrets_out)
after_setup_task_logger.connect(keep_secrets_out)

app = Celery("chairside", task_cls=Doorbell)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# The one beat table. Every entry is a sweep that may run twice, late or after days of silence.
BEAT: dict[str, dict[str, Any]] = {
    "seal-the-audit-trail": {"task": "audit.tasks.seal", "schedule": 5.0},
    "deliver-waiting-messages": {"task": "notifications.tasks.deliver", "schedule": 60.0},
    "ask-held-messages-again": {
        "task": "notifications.tasks.ask_held_again",
        "schedule": crontab(minute="*/15"),
    },
    "ask-for-delivery-receipts": {
        "task": "notifications.tasks.ask_for_receipts",
        "schedule": crontab(minute="*/10"),
    },
    "clear-old-sessions": {
        "task": "accounts.tasks.clear_old_sessions",
        "schedule": crontab(hour=3, minute=40),
    },
    "clear-old-counts": {
        "task": "accounts.tasks.clear_old_counts",
        "schedule": crontab(minute="*/10"),
    },
    "disable-dormant-accounts": {
        "task": "accounts.tasks.disable_dormant_accounts_sweep",
        "schedule": crontab(hour=3, minute=30),
    },
    "redate-open-deadlines": {
        "task": "timescales.tasks.redate_open_deadlines",
        "schedule": crontab(hour=2, minute=15),
    },
    "release-expired-pencils": {
        "task": "bookings.tasks.release_expired_pencils_sweep",
        "schedule": crontab(minute="*/10"),
    },
    "put-back-conferences-with-expired-pencils": {
        "task": "conferences.tasks.put_back_expired_pencils",
        "schedule": crontab(minute="*/10"),
    },
    # Also rung as soon as the calendar or a local value has changed.
    "refresh-dates-of-conferences": {
        "task": "conferences.tasks.refresh_dates",
        "schedule": crontab(minute=30),
    },
    "open-reviews-that-are-missing": {
        "task": "conferences.tasks.put_reviews_right",
        "schedule": crontab(minute=50),
    },
    "warn-of-doubtful-quorums": {
        "task": "conferences.tasks.warn_of_doubtful_quorums",
        "schedule": crontab(hour=8, minute=0),
    },
    "tell-managers-of-kept-lines": {
        "task": "conferences.tasks.tell_managers_of_kept_lines",
        "schedule": crontab(hour=7, minute=0),
    },
    "prepare-waiting-packs": {
        "task": "disclosure.tasks.prepare_waiting",
        "schedule": 60.0,
    },
    "meet-papers-that-have-gone": {
        "task": "conferences.tasks.meet_what_has_gone",
        "schedule": crontab(minute="*/5"),
    },
    "tell-of-resolution-forms-past-their-limit": {
        "task": "escalations.tasks.tell_of_passed_limits",
        "schedule": crontab(hour=7, minute=15),
    },
    "forget-kept-answers-of-the-api": {
        "task": "api.tasks.forget_old_answers",
        "schedule": crontab(hour=3, minute=50),
    },
    # Again each hour of the morning: who was told today is not told again.
    "tell-each-person-what-waits": {
        "task": "desk.tasks.greet",
        "schedule": crontab(hour="7-11", minute=10),
    },
    # Before emergency duty begins, and again in the small hours with what the evening changed.
    "keep-the-list-of-children-on-a-plan": {
        "task": "desk.tasks.keep_nightly_list",
        "schedule": crontab(hour="3,17", minute=20),
    },
    "note-who-must-be-reminded": {
        "task": "desk.tasks.remind",
        "schedule": crontab(hour=4, minute=10),
    },
    "chase-reports": {
        "task": "conferences.tasks.chase_reports",
        "schedule": crontab(hour="8-16/2", minute=20),
    },
    "cut-threads-from-feedback-to-families": {
        "task": "feedback.tasks.cut_old_threads",
        "schedule": crontab(hour=4, minute=10),
    },
    "draw-letters-to-print": {
        "task": "conferences.tasks.draw_letters",
        "schedule": 60.0,
    },
    "prepare-paper-bundles": {
        "task": "conferences.tasks.prepare_paper_bundles",
        "schedule": crontab(hour="5-17", minute=5),
    },
    "compare-facts-with-the-records": {
        "task": "reporting.tasks.refresh_facts",
        "schedule": crontab(hour=2, minute=40),
    },
    # Just after midnight there is a new day to count; after a large import, all of it.
    "roll-up-months": {
        "task": "reporting.tasks.roll_up_months",
        "schedule": crontab(minute="1-59/10"),
    },
    # Asked each morning: it draws on the first working day of the month, or as soon after.
    "keep-the-figures-of-the-month": {
        "task": "reporting.tasks.keep_monthly_pack",
        "schedule": crontab(hour=6, minute=20),
    },
    "bring-packs-in-step": {
        "task": "conferences.tasks.bring_packs_in_step",
        "schedule": 20.0,
    },
    "carry-on-imports": {
        "task": "reporting.imports.tasks.carry_on_imports",
        "schedule": 60.0,
    },
    "draw-waiting-annual-reports": {
        "task": "reporting.annual.tasks.draw_waiting_reports",
        "schedule": 60.0,
    },
    "make-waiting-returns": {
        "task": "reporting.returns.tasks.make_waiting_returns",
        "schedule": 60.0,
    },
    "lay-out-the-cp-is-extract": {
        "task": "reporting.returns.tasks.lay_out_cp_is",
        "schedule": crontab(minute=45),
    },
    "forget-old-returns": {
        "task": "reporting.returns.tasks.forget_old_returns",
        "schedule": crontab(hour=4, minute=20),
    },
}


def lasts(schedule: float | crontab) -> float:
    """Seconds for which a message of this schedule is worth doing: until the next one comes.

    What waits for a worker that is away does not pile up; the next sweep finds what was missed. At
    least a minute, as a worker may be busy for as long; a day for what comes at certain hours.
    """
    if not isinstance(schedule, crontab):
        return max(schedule, MINUTE)
    return 60 * MINUTE / len(schedule.minute) if len(schedule.hour) == 24 else DAY


app.conf.beat_schedule = {
    name: {**line, "options": {"expires": lasts(line["schedule"])}} for name, line in BEAT.items()
}
