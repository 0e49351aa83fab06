"""What a kept mean for each full-time chair is divided by.

Kept for the service and each chair. Which chairs had a child in an area or a team is not kept:
their means are counted from the facts.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection
from typing import Any

from django.db import connection

from reporting.measures import ALL

OF_CHAIRS = [each.code for each in ALL if each.out_of is not None and each.out_of.full_time]
# As `full_time_chairs`: on the last day of the month, or the last that is counted; whoever has no
# hours recorded counts as full-time.
OF_EACH = """
    WITH hours AS MATERIALIZED (SELECT chair_id, "on", until, coalesce("number", 0) AS share
        FROM reporting_fact WHERE kind = 'chair' AND known_until IS NULL),
    worked AS (SELECT chair.id, coalesce(hours.share, 100) AS share
        FROM reporting_rollup chair
        JOIN reporting_rolledup kept ON kept.measure = chair.measure
        CROSS JOIN LATERAL (SELECT
            least((chair.month + interval '1 month')::date - 1, kept.until_on) AS day) last
        LEFT JOIN hours ON hours.chair_id = chair.scope_id
            AND coalesce(hours."on", '-infinity') <= last.day
            AND coalesce(hours.until, 'infinity') > last.day
        WHERE chair.measure = ANY(%(measures)s) AND chair.scope_kind = 'chair'
          AND chair.month BETWEEN %(first)s AND %(last)s
          AND (%(chairs)s IS NULL OR chair.scope_id = ANY(%(chairs)s)))
    UPDATE reporting_rollup chair SET full_time = worked.share
    FROM worked WHERE worked.id = chair.id AND chair.full_time IS DISTINCT FROM worked.share"""
OF_ALL = """
    WITH together AS (SELECT measure, month, sum(full_time) AS share FROM reporting_rollup
        WHERE measure = ANY(%(measures)s) AND scope_kind = 'chair' AND whole > 0
          AND month BETWEEN %(first)s AND %(last)s GROUP BY measure, month)
    UPDATE reporting_rollup service SET full_time = together.share
    FROM together WHERE service.measure = together.measure AND service.month = together.month
      AND service.scope_kind = 'service'
      AND service.full_time IS DISTINCT FROM together.share"""


def keep_hours(
    measures: Collection[str],
    first: dt.date,
    last: dt.date,
    chairs: Collection[int] | None = None,
) -> None:
    """Bring the hours of these months in step with what is known now; of all chairs, or these."""
    values: dict[str, Any] = {
        "measures": [code for code in measures if code in OF_CHAIRS],
        "first": first.replace(day=1),
        "last": last,
        "chairs": None if chairs is None else list(chairs),
    }
    if not values["measures"]:
        return
    with connection.cursor() as cursor:
        cursor.execute(OF_EACH, values)
        cursor.execute(OF_ALL, values)
