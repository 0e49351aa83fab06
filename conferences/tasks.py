"""Sweeps: each finds in the database what must be done, and may run twice or late."""

from celery import shared_task
from django.db import transaction

from conferences.domain import (
    chasing,
    consulting,
    devices,
    kept_bundles,
    letters_to_print,
    missing_reviews,
    packs,
    papers,
    reports,
    upkeep,
)
from conferences.models import Conference
from disclosure.enums import CHANGEABLE
from disclosure.tasks import prepare_soon as prepare_packs_soon
from disclosure.tasks import prepare_waiting
from timescales.domain import today_in_london


@shared_task
def put_back_expired_pencils() -> int:
    return upkeep.put_back_expired_pencils()


@shared_task
def refresh_dates() -> int:
    """Limits of conferences, days for reports and for asking after consultations: as the calendar
    is now."""
    limits = upkeep.refresh_limits()
    return limits + reports.refresh_days() + consulting.refresh_follow_ups()


@shared_task
def put_reviews_right() -> int:
    return missing_reviews.put_reviews_right()


@shared_task
def warn_of_doubtful_quorums() -> int:
    return upkeep.warn_of_doubtful_quorums()


@shared_task
def chase_reports() -> int:
    return chasing.chase_reports()


@shared_task
def tell_managers_of_kept_lines() -> int:
    return devices.tell_managers_of_kept_lines()


@shared_task
def meet_what_has_gone() -> int:
    return papers.meet_what_has_gone()


@shared_task
def bring_packs_in_step() -> int:
    """While meetings go on, their packs are made ready behind them (quality.md, P7)."""
    done = packs.bring_all_in_step()
    prepare_waiting.delay()
    return done


@shared_task
def prepare_paper_bundles() -> int:
    """For the meetings of today, and in step with who is asked while the day goes on."""
    return kept_bundles.prepare(today_in_london())


@shared_task
def draw_letters() -> int:
    """Letters of print jobs that have no bytes yet, while their page shows how far it is."""
    return letters_to_print.draw_waiting()


def draw_letters_soon() -> None:
    """Ring the doorbell when the transaction has committed."""
    transaction.on_commit(draw_letters.delay)


def prepare_soon(conference: Conference) -> None:
    """Ring the doorbell for the packs of this conference when the transaction has committed."""
    being_made = conference.record.packs.filter(state__in=sorted(CHANGEABLE))
    prepare_packs_soon(being_made)
