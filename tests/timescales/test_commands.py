"""manage.py due_date and redate_deadlines, as typed."""

from __future__ import annotations

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from tests.factories.timescales import make_calendar_day, make_deadline, make_local_setting
from timescales.models import DeadlineChange

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command(*words, stdout=out, stderr=StringIO())
    return out.getvalue()


def as_json(*words: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(run("due_date", *words, "--json"))
    return found


def test_json_has_the_date_the_rule_the_source_and_each_day() -> None:
    found = as_json("icpc", "--from", "2025-05-06")
    assert found["due_on"] == "2025-05-28"
    assert found["rule"] == "icpc"
    assert "Devon OMG 23" in found["source"]
    assert sum(day["counted"] for day in found["days"]) == 15
    assert found["days"][20] == {
        "day": "2025-05-26",
        "counted": False,
        "number": 0,
        "why": "Spring bank holiday",
    }
    assert found["provisional"] is False
    assert {"name": "Calendar days", "due_on": "2025-05-21"} in found["other_conventions"]


def test_words_for_a_person() -> None:
    text = run("due_date", "icpc", "--from", "2026-11-21")
    assert text.startswith("Initial child protection conference: due Friday 11 December 2026")
    assert "Sat 21 Nov 2026  -        day 0: the day itself is not counted" in text


def test_a_midpoint_takes_the_next_review_or_else_its_limit() -> None:
    booked = as_json("midpoint", "--from", "2026-12-04", "--to", "2027-02-12")
    assert booked["due_on"] == "2027-01-08"
    assert as_json("midpoint", "--from", "2026-12-04")["due_on"] == "2027-01-18"


def test_a_birth_may_bind() -> None:
    found = as_json("first_review", "--from", "2026-12-04", "--birth", "2026-12-20")
    assert found["due_on"] == "2027-01-20"
    assert [limit["due_on"] for limit in found["limits"]] == ["2027-03-04", "2027-01-20"]


def test_days_and_values_of_the_service_count() -> None:
    make_calendar_day(date(2026, 12, 2))
    make_local_setting("plan_out", number=1)
    assert as_json("icpc", "--from", "2026-11-20")["due_on"] == "2026-12-14"
    assert as_json("plan_out", "--from", "2026-11-20")["due_on"] == "2026-11-23"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["icp", "--from", "2026-11-20"], "no rule called “icp”"),
        (["icpc", "--from", "2026-02-30"], "--from must be a real date"),
        (["icpc", "--from", "20261120"], "--from must be a real date"),
        (["icpc", "--from", "20 November"], "--from must be a real date"),
        (["midpoint", "--from", "2026-11-20", "--to", "soon"], "--to must be a real date"),
        (["midpoint", "--from", "2026-11-20", "--to", "2026-11-20"], "after the conference"),
        (["first_review", "--from", "2026-11-20", "--birth", "x"], "--birth must be a real date"),
        (["icpc", "--from", "9999-12-31"], "between 1978 and 2095"),
        (["icpc"], "--from"),
        ([], "rule"),
    ],
)
def test_bad_input_says_what_is_wrong(words: list[str], message: str) -> None:
    with pytest.raises(CommandError, match=message) as refused:
        call_command("due_date", *words)
    assert refused.value.returncode != 0


def test_without_a_database_the_published_days_still_count(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_database() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr("timescales.management.commands.due_date.current_clock", no_database)
    errors = StringIO()
    out = StringIO()
    call_command("due_date", "icpc", "--from", "2026-11-20", stdout=out, stderr=errors)
    assert "11 December 2026" in out.getvalue()
    assert "No database" in errors.getvalue()


def test_redating_by_hand_says_what_moved_and_then_nothing() -> None:
    make_deadline()
    make_calendar_day(date(2026, 12, 2))
    assert run("redate_deadlines") == "Open deadlines re-dated: 1\n  icpc: 1\n"
    changes = DeadlineChange.objects.count()
    assert run("redate_deadlines") == "Open deadlines re-dated: 0\n"
    assert DeadlineChange.objects.count() == changes
