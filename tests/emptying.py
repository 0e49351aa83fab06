"""Empties the test database after a test that commits, as every journey does.

Django truncates each of some two hundred tables and then makes all permissions again, which takes
longer than most tests. Here only tables that hold rows are emptied, and what the migrations wrote
stays, so that it does not matter which test comes next.
"""

from __future__ import annotations

import graphlib
import threading
import time
from collections.abc import Iterable

from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.backends.utils import CursorWrapper

TRIES = 5
PATIENCE_SECONDS = 5
OTHERS_AT_WORK = (
    "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
    " AND state <> 'idle' AND pid <> pg_backend_pid()"
)
ANSWERING = "process_request_thread"  # what Django's live server calls its threads
# Those that refuse to lose a row, such as the audit trail's.
GUARDED = (
    "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger"
    " WHERE NOT tgisinternal AND tgenabled <> 'D'"
)
# The other foreign keys are looked at when all rows have gone.
LOOKED_AT_ONCE = (
    "SELECT conrelid::regclass::text, confrelid::regclass::text FROM pg_constraint"
    " WHERE contype = 'f' AND NOT condeferrable AND conrelid <> confrelid"
)
_born_with_rows: set[str] = set()


def remember_what_migrations_wrote() -> None:
    """Call it once, on the fresh database."""
    with connection.cursor() as cursor:
        _born_with_rows.update(_with_rows(cursor, _tables()))


def empty() -> None:
    """Delete every row that tests wrote; a page that still polls is waited for."""
    for left in reversed(range(TRIES)):
        _wait_until_nobody_is_at_work()
        try:
            _delete_everything()
            return
        # A deadlock, somebody who held a row for too long, or a row that came in the meantime.
        except (OperationalError, IntegrityError):
            if not left:
                raise


def _delete_everything() -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL lock_timeout = '{PATIENCE_SECONDS}s'")
        full = _with_rows(cursor, _tables() - _born_with_rows)
        cursor.execute(GUARDED)
        guarded = full & {name for (name,) in cursor.fetchall()}
        _each(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", guarded)
        _each(cursor, "DELETE FROM {}", _pointing_first(cursor, full))
        # Check the foreign keys now: a table that waits for such a check cannot be altered.
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _each(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", guarded)


def _each(cursor: CursorWrapper, statement: str, tables: Iterable[str]) -> None:
    told = "; ".join(statement.format(name) for name in tables)
    if told:
        cursor.execute(told)


def _pointing_first(cursor: CursorWrapper, tables: set[str]) -> list[str]:
    """Each table before those its foreign keys point at."""
    cursor.execute(LOOKED_AT_ONCE)
    pointing_at: dict[str, set[str]] = {name: set() for name in tables}
    for pointing, pointed_at in cursor.fetchall():
        if {pointing, pointed_at} <= tables:
            pointing_at[pointed_at].add(pointing)
    return list(graphlib.TopologicalSorter(pointing_at).static_order())


def _tables() -> set[str]:
    return set(connection.introspection.table_names())


def _with_rows(cursor: CursorWrapper, tables: set[str]) -> set[str]:
    questions = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in sorted(tables)]
    cursor.execute(" UNION ALL ".join(questions))
    return {name for (name,) in cursor.fetchall()}


def _wait_until_nobody_is_at_work() -> None:
    give_up_at = time.monotonic() + PATIENCE_SECONDS
    while _is_answering() and time.monotonic() < give_up_at:
        time.sleep(0.02)
    with connection.cursor() as cursor:
        cursor.execute(OTHERS_AT_WORK)
        while cursor.fetchone()[0] and time.monotonic() < give_up_at:
            time.sleep(0.02)
            cursor.execute(OTHERS_AT_WORK)


def _is_answering() -> bool:
    """The live server has a request that may not have reached the database yet.

    Its threads live as long as their browser is connected; the windows are closed by now.
    """
    return any(ANSWERING in thread.name for thread in threading.enumerate())
