"""Let PostgreSQL count the rows of a load or an import while it is one unfinished transaction.

To everybody else its tables are still empty. An autovacuum that passes meanwhile notes just that,
and from then on a question takes seconds that should take milliseconds.
"""

from __future__ import annotations

from django.db import connection


def count_rows() -> None:
    """Takes about a fifth of a second in a rehearsal."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
