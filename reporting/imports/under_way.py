"""Which imports somebody is doing now. Who dies lets go of the lock, and never says so."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from reporting.enums import RunState
from reporting.locks import DOING_AN_IMPORT
from reporting.models import ImportRun

HELD = """SELECT objid FROM pg_locks WHERE locktype = 'advisory' AND classid = %s
    AND objsubid = 2 AND granted
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database())"""


@contextmanager
def doing(run: ImportRun) -> Iterator[None]:
    """Held by this session, until it is done or the session ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s, %s)", [DOING_AN_IMPORT, run.pk])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [DOING_AN_IMPORT, run.pk])


def stopped(runs: list[ImportRun]) -> set[int]:
    """Those that an error ended, and those begun on the command line that nobody is doing and
    nobody will go on with. What was asked for in the browser is carried on by a worker."""
    ended = {run.pk for run in runs if run.state == RunState.STOPPED}
    running = {run.pk for run in runs if run.state == RunState.RUNNING and not run.uploaded}
    if not running:
        return ended
    with connection.cursor() as cursor:
        cursor.execute(HELD, [DOING_AN_IMPORT])
        return ended | running - {number for (number,) in cursor}
