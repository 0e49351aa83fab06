"""A disk that is full for one table: PostgreSQL itself refuses, with its own code for it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def full_disk(table: str) -> Iterator[None]:
    """While this lasts nothing can be added to `table`. Reading goes on, as it does in truth.

    Within the transaction of a test, what happened meanwhile is undone at its end.
    """
    if not connection.in_atomic_block:
        with _refusing(table):
            yield
        return
    with transaction.atomic():
        _refuse(table)
        yield
        transaction.set_rollback(True)


@contextmanager
def _refusing(table: str) -> Iterator[None]:
    _refuse(table)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION public.no_room CASCADE")


def _refuse(table: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION public.no_room() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE "
            "'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$"
        )
        cursor.execute(
            f"CREATE TRIGGER no_room BEFORE INSERT ON {table} EXECUTE FUNCTION public.no_room()"
        )
