"""Two people at once: a clock started while the calendar changes is never left behind."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import date

import pytest
from django.db import connection, connections, transaction

from tests.factories.people import make_child
from tests.factories.timescales import make_deadline, make_head
from timescales.domain import calendar
from timescales.enums import DayKind
from timescales.models import CalendarDay, Deadline

pytestmark = pytest.mark.django_db(transaction=True)
JUBILEE = date(2026, 12, 2)


def in_thread(work: Callable[[], object]) -> threading.Thread:
    def run() -> None:
        try:
            work()
        finally:
            connections.close_all()

    thread = threading.Thread(target=run)
    thread.start()
    return thread


def wait_until_somebody_waits() -> None:
    """Until another connection stands at the calendar's lock."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
                " WHERE datname = current_database() AND locktype = 'advisory' AND NOT granted"
            )
            if cursor.fetchone()[0]:
                return
            cursor.execute("SELECT pg_sleep(0.05)")
    raise AssertionError("nobody waits for the calendar")


@pytest.fixture
def proclaim() -> Callable[[], calendar.Effect]:
    # The head of service is there before either transaction begins, so that neither waits for it.
    head = make_head()
    return lambda: calendar.add_day(
        day=JUBILEE, kind=DayKind.PROCLAIMED, name="Jubilee", reason="Proclaimed", by=head
    )


def test_a_clock_started_while_a_day_is_added_knows_the_day(
    proclaim: Callable[[], calendar.Effect],
) -> None:
    child = make_child()
    with transaction.atomic():
        proclaim()
        started = in_thread(lambda: make_deadline(child=child))
        wait_until_somebody_waits()
    started.join()
    assert Deadline.objects.get().due_on == date(2026, 12, 14)


def test_a_day_added_while_a_clock_is_started_redates_it(
    proclaim: Callable[[], calendar.Effect],
) -> None:
    child = make_child()
    with transaction.atomic():
        make_deadline(child=child)
        added = in_thread(proclaim)
        wait_until_somebody_waits()
    added.join()
    assert Deadline.objects.get().due_on == date(2026, 12, 14)


def test_the_same_day_confirmed_by_two_people_is_one_day(
    proclaim: Callable[[], calendar.Effect],
) -> None:
    with transaction.atomic():
        proclaim()
        second = in_thread(proclaim)
        wait_until_somebody_waits()
    second.join()
    assert CalendarDay.objects.count() == 1
