"""P6: passages saved by several people at once, and the raw rows they come down to."""

from __future__ import annotations

import re
import threading
import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from accounts.models import User
from conferences.domain import live
from conferences.domain.attending import set_attendance
from conferences.domain.session import open_session
from conferences.enums import AttendanceMode, ConferenceState
from conferences.models import Conference
from people.models import Family
from script.benches.inside.pages import add_passage
from script.benches.inside.scenes import begin

Statement = tuple[str, Any]
COPYING = 0xBE  # advisory lock: two processes must not make one table at once


def rooms(count: int) -> list[int]:
    """Conferences now in session, each in a room of its own, with everybody there who was asked."""
    families = Family.objects.filter(children__isnull=False).distinct().order_by("pk")[:count]
    # Of earlier rounds and of the rehearsal: a child is in one conference at a time.
    begun = Conference.objects.filter(state=ConferenceState.IN_SESSION)
    begun.filter(family__in=list(families)).update(state=ConferenceState.CANCELLED)
    opened = []
    for family in families:
        conference, chair = begin(family)
        opened.append(open_session(conference=conference, by=chair, on_another_day=True).pk)
        _all_come(conference, chair)
    return opened


def _all_come(conference: Conference, chair: User) -> None:
    part = conference.parts.get(is_current=True)
    for participant in conference.participants.all():
        set_attendance(
            part=part,
            participant=participant,
            mode=AttendanceMode.IN_PERSON,
            at=timezone.now(),
            by=chair,
        )


def saves(rooms: list[int], each: int) -> dict[str, Any]:
    """One client in each room saves `each` passages. Seconds of every save, and of the whole."""
    return _together([_saver(room) for room in rooms], each)


def raw_saves(rooms: list[int], each: int) -> dict[str, Any]:
    """The same INSERTs with the same values, into copies of the tables without an index."""
    statements = _inserts(_saver(rooms[0]))
    return _together([lambda: _replay(statements) for _ in rooms], each)


def _saver(room: int) -> Callable[[], None]:
    conference = Conference.objects.select_related("record", "chair__user").get(pk=room)
    assert conference.chair is not None
    assert conference.chair.user is not None
    by = conference.chair.user
    key = conference.parts.get(is_current=True).key

    def save() -> None:
        result = live.save(conference=conference, operations=[add_passage(key)], by=by)[0]
        if result.status != "applied":
            raise RuntimeError(result.message)

    return save


def _inserts(save: Callable[[], None]) -> list[Statement]:
    """What one save inserts, pointed at the copies."""
    found: list[Statement] = []

    def note(execute: Callable[..., Any], sql: str, params: Any, *rest: Any) -> Any:
        if table := re.match(r'INSERT INTO "(\w+)"', sql):
            copied = sql.replace(f'"{table[1]}"', f'"raw_{table[1]}"')
            found.append((copied.partition("ON CONFLICT")[0], params))
        return execute(sql, params, *rest)

    with connection.execute_wrapper(note):
        save()
    for table in {re.findall(r'"raw_(\w+)"', sql)[0] for sql, _ in found}:
        _copy(table)
    return found


def _copy(table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [COPYING])
        cursor.execute(
            f'CREATE TABLE IF NOT EXISTS "raw_{table}" '
            f'(LIKE "{table}" INCLUDING DEFAULTS INCLUDING IDENTITY)'
        )


def _replay(statements: list[Statement]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        for sql, params in statements:
            cursor.execute(sql, params)


def _together(clients: list[Callable[[], None]], each: int) -> dict[str, Any]:
    took: list[float] = []
    failed: list[str] = []
    ready = threading.Barrier(len(clients) + 1)

    def work(save: Callable[[], None]) -> None:
        try:
            save()  # opens this thread's connection
            ready.wait()
            for _ in range(each):
                began = time.perf_counter()
                save()
                took.append(time.perf_counter() - began)
        except Exception as error:
            failed.append(repr(error))
            ready.abort()
        finally:
            connection.close()

    threads = [threading.Thread(target=work, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    ready.wait()
    began = time.perf_counter()
    for thread in threads:
        thread.join()
    if failed:
        raise RuntimeError(failed[0])
    return {"seconds": took, "wall": time.perf_counter() - began}
