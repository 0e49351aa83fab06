"""Brings the facts up to what the rooms below hold now. Running it again changes nothing."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection, transaction
from django.utils import timezone

from reporting.facts import ALL
from reporting.facts.source import COLUMNS, Source

NAMES = ", ".join(COLUMNS)
# One at a time: two that run together would add the same fact twice.
LOCK = 4_711_026


@dataclass(frozen=True)
class Refreshed:
    closed: int
    added: int


@transaction.atomic
def refresh_facts() -> Refreshed:
    """Close what is no longer so, add what is new. What was known stays (docs/adr/figures.md)."""
    closed = added = 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    for source in ALL:
        gone, new = _refresh(source)
        closed, added = closed + gone, added + new
    return Refreshed(closed, added)


def _refresh(source: Source) -> tuple[int, int]:
    now = timezone.now()
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE IF EXISTS seen")
        cursor.execute(
            f"""CREATE TEMPORARY TABLE seen ON COMMIT DROP AS
            SELECT now.*, md5(ROW(key, {NAMES})::text) AS digest FROM ({source.sql}) now"""  # noqa: S608 - constants
        )
        cursor.execute(
            """UPDATE reporting_fact known SET known_until = %s
            WHERE known.kind = %s AND known.known_until IS NULL AND NOT EXISTS (
                SELECT 1 FROM seen WHERE seen.key = known.key AND seen.digest = known.digest)""",
            [now, source.kind],
        )
        closed = cursor.rowcount
        cursor.execute(
            f"""INSERT INTO reporting_fact (kind, key, digest, known_from, known_until, {NAMES})
            SELECT %s, seen.key, seen.digest,
                CASE WHEN EXISTS (SELECT 1 FROM reporting_fact before
                    WHERE before.kind = %s AND before.key = seen.key)
                THEN %s ELSE least(coalesce(seen.recorded_at, %s), %s) END,
                NULL, {NAMES}
            FROM seen WHERE NOT EXISTS (
                SELECT 1 FROM reporting_fact known WHERE known.kind = %s
                  AND known.key = seen.key AND known.known_until IS NULL)""",  # noqa: S608 - constants
            [source.kind, source.kind, now, now, now, source.kind],
        )
        return closed, cursor.rowcount
