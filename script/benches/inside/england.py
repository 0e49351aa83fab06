"""As many facts as England has, made by SQL: 50,000 children on a plan and 20 years of history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection, transaction

from feedback.enums import QUESTIONS
from reporting.models import Fact
from timescales.domain import today_in_london

AREAS, TEAMS, CHAIRS = 150, 1200, 800
PLACE = f"1 + n * 31 % {AREAS}, 1 + n * 37 % {TEAMS}, 1 + n * 41 % {CHAIRS}"
# From a month to three years, ten months in the mean.
LASTS = "30 - 270 * ln(1 - (n * 7919 % 1000) / 1000.0)"
PLANS = f"""
    INSERT INTO reporting_fact (kind, key, origin, meeting, plan, area_id, team_id, chair_id, "on",
        "until", due_on, code, codes, flags, number, sex, ethnicity, digest, known_from)
    SELECT kind, 'speed:' || n, 'here', '', 'plan:' || n, {PLACE}, started,
        CASE WHEN started + lasts <= %(today)s THEN started + lasts END, started + 14,
        'NEG', '{{NEG,review_decision}}',
        CASE WHEN n % 5 = 0 THEN '{{repeat}}'::varchar[] ELSE '{{}}' END, n % 3, 'F', 'WBRI',
        'speed', started
    FROM (SELECT n, %(today)s - (n * %(days)s / %(number)s)::int AS started, ({LASTS})::int AS lasts
        FROM generate_series(0::bigint, %(number)s - 1) AS n) made
    CROSS JOIN (VALUES ('plan'), ('caseload')) AS kinds (kind)
""".replace(" % ", " %% ")
EVENTS = f"""
    INSERT INTO reporting_fact (kind, key, origin, meeting, plan, area_id, team_id, chair_id, "on",
        clock_from, due_on, days, code, codes, flags, sex, ethnicity, digest, known_from)
    SELECT %(kind)s, 'speed:' || %(code)s || n, 'here', 'conference:' || %(kind)s || n / 2,
        'plan:' || n, {PLACE}, day, day - 20,
        day + (CASE WHEN n % 5 = 0 THEN -2 ELSE 3 END), 8 + (n % 10)::int, %(code)s,
        '{{child_protection,"",PN1}}',
        CASE WHEN n % 7 = 0 THEN '{{agency,report_asked,inquorate}}'::varchar[]
            ELSE '{{agency,report_asked,report_in,quorate,in_time}}' END, 'F', 'WBRI', 'speed', day
    FROM (SELECT n, %(today)s - (n * %(days)s / %(number)s)::int AS day
        FROM generate_series(0::bigint, %(number)s - 1) AS n) made
""".replace(" % ", " %% ")
# Everybody who fills in a form answers each question that such people are asked.
ANSWERS = f"""
    INSERT INTO reporting_fact (kind, key, origin, meeting, plan, area_id, "on", code, codes, flags,
        sex, ethnicity, digest, known_from)
    SELECT 'feedback', 'speed:score' || n || question, 'here', '', '', 1 + n * 31 % {AREAS}, day,
        'score', ARRAY[audience, question,
            CASE WHEN (n * 7 + place) % 6 = 0 THEN 'partly' ELSE 'yes' END],
        '{{}}', '', '', 'speed', day
    FROM (SELECT n, %(today)s - (n * %(days)s / %(number)s)::int AS day,
            (%(audiences)s)[1 + n % %(kinds)s] AS audience
        FROM generate_series(0::bigint, %(number)s - 1) AS n) made
    JOIN unnest(%(asked)s, %(questions)s) WITH ORDINALITY each (asked, question, place)
        ON asked = audience
""".replace(" % ", " %% ")
FORMS = 1.5  # for each plan that starts
# Kind, code, how many for each plan that starts, and whether of all years: what a page counts for
# some months only is made for three.
KINDS = (
    ("initial", "initial", 1.15, True),
    ("review", "later", 1.7, True),
    ("duty", "first_core_group", 1.0, False),
    ("duty", "plan_out", 0.6, False),
    ("duty", "core_group", 6.0, False),
    ("attendance", "attended", 8.0, False),
    ("resolution_form", "form", 0.1, False),
)
LATELY = 3
INDEXES = """SELECT indexname, indexdef FROM pg_indexes WHERE tablename = 'reporting_fact'
    AND indexname <> 'reporting_fact_pkey'"""
KEYS = """SELECT conname FROM pg_constraint WHERE contype = 'f'
    AND conrelid = 'reporting_fact'::regclass"""


def fill(children: int, years: int) -> int:
    """About so many children on a plan today, once. How many facts there are.

    Its places are numbers without a row behind them: this database is only counted in.
    """
    if not Fact.objects.filter(digest="speed").exists():
        with transaction.atomic(), connection.cursor() as cursor:
            _without_indexes(cursor, lambda: _make(cursor, children, years))
        with connection.cursor() as cursor:
            cursor.execute("VACUUM ANALYZE reporting_fact")
    return Fact.objects.count()


def _without_indexes(cursor: Any, work: Callable[[], None]) -> None:
    cursor.execute(KEYS)
    for (name,) in cursor.fetchall():
        cursor.execute(f"ALTER TABLE reporting_fact DROP CONSTRAINT {name}")
    cursor.execute(INDEXES)
    indexes = cursor.fetchall()
    for name, _ in indexes:
        cursor.execute(f"DROP INDEX {name}")
    work()
    for _, definition in indexes:
        cursor.execute(definition)


def _make(cursor: Any, children: int, years: int) -> None:
    starts = children * 365 // 300  # in a year
    given = {"today": today_in_london(), "days": years * 365, "number": starts * years}
    cursor.execute(PLANS, given)
    for kind, code, each, of_all_years in KINDS:
        span = years if of_all_years else min(years, LATELY)
        events = {"days": span * 365, "number": int(starts * each) * span}
        cursor.execute(EVENTS, {**given, **events, "kind": kind, "code": code})
    span = min(years, LATELY)
    forms = {"days": span * 365, "number": int(starts * FORMS) * span}
    cursor.execute(ANSWERS, {**given, **forms, **_asked()})


def _asked() -> dict[str, list[str] | int]:
    """Which question is asked of whom, as two lists of one length."""
    pairs = [(audience, each) for audience, asked in QUESTIONS.items() for each in asked]
    return {
        "audiences": [audience.value for audience in QUESTIONS],
        "kinds": len(QUESTIONS),
        "asked": [audience.value for audience, _ in pairs],
        "questions": [question.value for _, question in pairs],
    }
