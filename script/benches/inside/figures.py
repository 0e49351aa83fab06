"""P3: the figures of the service's own page, from what is kept and from the facts themselves."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from accounts.models import User
from audit.models import Event
from people.enums import Role
from people.models import Posting
from reporting.domain.charted import POINTS, charted, read_at_once
from reporting.domain.figures import figure
from reporting.domain.rollup import roll_up
from reporting.domain.rollup_steps import keep_in_step
from reporting.enums import Grain
from reporting.measures.measure import Measure
from reporting.models import Freshness
from reporting.period import Period, month_of
from reporting.presenters.boards import also_on, charted_on
from reporting.scope import WHOLE_SERVICE
from script.benches.inside.browser import Browser, queries, seconds
from timescales.domain import today_in_london

READER = "speed.manager@rehearsal.example"
# What the page is made of as one would ask for it by hand: added up from the months of the areas,
# and the sums of it that are kept.
FROM_AREAS = """SELECT measure, month, sum(whole), sum(hits) FROM reporting_rollup
    WHERE measure = ANY(%s) AND scope_kind = 'area' AND month >= %s GROUP BY measure, month"""
SUMS = """SELECT measure, month, whole, hits FROM reporting_rollup
    WHERE measure = ANY(%s) AND scope_kind = 'service' AND scope_id = 0 AND month >= %s"""

# Of ten plans that are open, nine began later.
ENDING = """
    WITH open AS (SELECT plan, percent_rank() OVER (ORDER BY "on") AS place FROM reporting_fact
        WHERE known_until IS NULL AND kind = 'plan' AND until IS NULL)
    UPDATE reporting_fact SET known_until = now() WHERE known_until IS NULL
        AND kind IN ('plan', 'caseload')
        AND plan IN (SELECT plan FROM open WHERE place >= 0.1 ORDER BY place LIMIT 3)
    RETURNING id"""
ENDED = """INSERT INTO reporting_fact (kind, key, origin, meeting, plan, area_id, team_id, chair_id,
        "on", "until", code, codes, flags, sex, ethnicity, digest, known_from)
    SELECT kind, key, origin, meeting, plan, area_id, team_id, chair_id, "on", %s, code, codes,
        flags, sex, ethnicity, digest, now() FROM reporting_fact WHERE id = ANY(%s) RETURNING id"""


def rolled() -> float:
    """Seconds that counting all months took, or nothing where they were kept."""
    return seconds(roll_up)


def board(rounds: int) -> dict[str, Any]:
    """Seconds of each round: the figures, the whole page, and both statements, in turns."""
    month = month_of(today_in_london())
    path, browser = "/figures/service/", Browser(_reader())
    _fresh()
    work: dict[str, Callable[[], object]] = {
        "figures": lambda: _figures(month),
        "page": lambda: browser.ask(path),
        "raw": lambda: _raw(FROM_AREAS, month),
        "sums": lambda: _raw(SUMS, month),
    }
    for warm in work.values():
        warm()
    with queries() as seen:
        _figures(month)
    took = [[seconds(each) for each in work.values()] for _ in range(rounds)]
    columns = dict(zip(work, map(list, zip(*took, strict=True)), strict=True))
    return {**columns, "queries": len(seen)}


def changes(rounds: int) -> dict[str, list[float]]:
    """Seconds of bringing what is kept in step with a family's plans that end, and of writing the
    facts of it. Each round is taken back."""
    real, raw = [], []
    for _ in range(rounds):
        with transaction.atomic():
            began = time.perf_counter()
            closed, added = _plans_end()
            wrote = time.perf_counter()
            keep_in_step(closed, added)
            raw.append(wrote - began)
            real.append(time.perf_counter() - wrote)
            transaction.set_rollback(True)
    return {"real": real, "raw": raw}


def _plans_end() -> tuple[list[int], list[int]]:
    """Three plans that had run for about two years, and whose caseload they were."""
    with connection.cursor() as cursor:
        cursor.execute(ENDING)
        closed = [number for (number,) in cursor.fetchall()]
        cursor.execute(ENDED, [today_in_london(), closed])
        return closed, [number for (number,) in cursor.fetchall()]


def one_month_from_facts() -> dict[str, float]:
    """Seconds of the last whole month of every line counted from the facts. Raises RuntimeError
    where that is not what the page says."""
    month = month_of(today_in_london()).before()
    read = read_at_once(_lines(), month, WHOLE_SERVICE, known_on=None)
    began = time.perf_counter()
    counted = [figure(measure, month) for measure in _lines()]
    took = time.perf_counter() - began
    shown = [charted(each, month, WHOLE_SERVICE, read=read, number=1) for each in _lines()]
    for found, drawn in zip(counted, shown, strict=True):
        if drawn.last != found:
            raise RuntimeError(f"{found.measure.code}: {drawn.last.words}, not {found.words}")
    return {"seconds": took, "lines": len(counted)}


def _lines() -> list[Measure]:
    return [*charted_on("service"), *also_on("service")]


def _figures(month: Period) -> None:
    """What the view asks for."""
    read = read_at_once(_lines(), month, WHOLE_SERVICE, known_on=None)
    for measure in charted_on("service"):
        charted(measure, month, WHOLE_SERVICE, read=read)
    for measure in also_on("service"):
        charted(measure, month, WHOLE_SERVICE, read=read, number=2)


def _raw(sql: str, month: Period) -> None:
    first = month.back(POINTS[Grain.MONTH])[0].first
    with connection.cursor() as cursor:
        cursor.execute(sql, [[measure.code for measure in _lines()], first])
        cursor.fetchall()


def _reader() -> User:
    user, is_new = User.objects.get_or_create(
        email=READER, defaults={"name": "Speed Manager", "is_rehearsal": True}
    )
    if is_new:
        Posting.objects.create(user=user, role=Role.HEAD_OF_SERVICE, from_on=today_in_london())
    return user


def _fresh() -> None:
    """No record stands behind these facts: comparing them would close them."""
    last = Event.objects.aggregate(last=Max("id"))["last"] or 0
    now = timezone.now()
    Freshness.objects.update_or_create(
        pk=1, defaults={"event_id": last, "at": now, "whole_at": now}
    )
