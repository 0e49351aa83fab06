"""The views for reporting tools: as documented, without a word that somebody wrote."""

from __future__ import annotations

import datetime as dt
import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.db import ProgrammingError, connection, transaction
from django.db.migrations.state import ProjectState

from plans.enums import EndReason
from reporting.domain.refresh import refresh_facts
from tests.factories.people import make_area, make_child, make_family, make_team
from tests.factories.plans import make_plan

pytestmark = pytest.mark.django_db
MIGRATION = importlib.import_module("reporting.migrations.0006_views_for_reporting_tools")
PLACES = importlib.import_module("reporting.migrations.0010_plans_in_places")
NAMES = importlib.import_module("reporting.migrations.0016_names_of_areas_and_teams")
NAMED = {"areas", "teams"}
CODES = {
    *("sex", "ethnicity", "origin", "initial_category", "latest_category", "end_reason"),
    *("conference_kind", "review_order", "outcome", "late_reason", "participation", "led_to"),
}


def views() -> dict[str, dict[str, str]]:
    """Each view, its columns in order and the type of each."""
    found: dict[str, dict[str, str]] = {}
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT table_name, column_name, data_type FROM information_schema.columns
            WHERE table_schema = 'reporting_v1' ORDER BY table_name, ordinal_position"""
        )
        for view, column, kind in cursor.fetchall():
            found.setdefault(view, {})[column] = kind
    return found


def documented() -> dict[str, list[str]]:
    text = (Path(settings.BASE_DIR) / "docs/reporting-views.md").read_text()
    _, common, *parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    shared = _columns(common)
    found = {part.splitlines()[0]: _columns(part) for part in parts}
    return {name: own if name in NAMED else shared + own for name, own in found.items()}


def _columns(part: str) -> list[str]:
    return re.findall(r"^\| `(\w+)` \|", part, flags=re.MULTILINE)


def test_the_views_are_as_documented_and_hold_no_words() -> None:
    assert {name: list(columns) for name, columns in views().items()} == documented()
    kinds = {(column, kind) for columns in views().values() for column, kind in columns.items()}
    assert {column for column, kind in kinds if kind == "text"} == {*CODES, "name"}
    assert {name for name, columns in views().items() if "name" in columns} == NAMED
    assert {kind for _, kind in kinds} == {
        *("text", "bigint", "integer", "date", "boolean", "timestamp with time zone")
    }


def definitions() -> dict[str, str]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT viewname, definition FROM pg_views WHERE schemaname = 'reporting_v1'"
        )
        return dict(cursor.fetchall())


def test_they_can_be_taken_away_and_made_again() -> None:
    """Back through the three migrations, and forward again."""
    first = MIGRATION.Migration("0006_views_for_reporting_tools", "reporting")
    of_places, state, before = PLACES.Migration.operations[-1], ProjectState(), definitions()
    names = NAMES.Migration("0016_names_of_areas_and_teams", "reporting")
    with connection.schema_editor() as editor:
        names.unapply(state, editor)
        assert definitions().keys() == before.keys() - NAMED
        of_places.database_backwards("reporting", editor, state, state)
        assert "moved_out_on" not in definitions()["plans"]
        first.unapply(state, editor)
        assert definitions() == {}
        first.apply(state, editor)
        of_places.database_forwards("reporting", editor, state, state)
        names.apply(state, editor)
    assert definitions() == before
    with connection.cursor() as cursor:  # the role may read them as before
        cursor.execute(
            "SELECT bool_and(has_table_privilege('chairside_reporting', c.oid, 'SELECT')), count(*)"
            " FROM pg_class c WHERE relnamespace = 'reporting_v1'::regnamespace"
        )
        assert cursor.fetchone() == (True, len(before))


def test_they_tell_what_is_known_now_and_their_role_reads_nothing_else() -> None:
    family = make_family(team=make_team("North 1", area=make_area("North")))
    child = make_child(family=family, date_of_birth=dt.date(2018, 5, 14), sex="F")
    ended = dt.date(2026, 1, 20)
    plan = make_plan(
        child, started_on=dt.date(2025, 5, 27), ended_on=ended, end_reason=EndReason.DIED
    )
    refresh_facts()
    with connection.cursor() as cursor:
        cursor.execute(MIGRATION.GRANT)  # as the migration does; again it changes nothing
        cursor.execute("SET ROLE chairside_reporting")
        cursor.execute(
            """SELECT child_id, plan_id, started_on, ended_on, birth_month, sex, end_reason,
            previous_plans FROM reporting_v1.plans"""
        )
        assert cursor.fetchall() == [
            (child.pk, plan.pk, plan.started_on, ended, dt.date(2018, 5, 1), "F", "died", 0)
        ]
        cursor.execute(
            """SELECT area.name, team.name FROM reporting_v1.plans
            JOIN reporting_v1.areas area USING (area_id)
            JOIN reporting_v1.teams team USING (team_id)"""
        )
        assert cursor.fetchall() == [("North", "North 1")]
        for name in views():
            cursor.execute(f"SELECT * FROM reporting_v1.{name}")
        for sql in ("SELECT * FROM people_person", "DELETE FROM reporting_v1.plans"):
            with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
                cursor.execute(sql)
        cursor.execute("RESET ROLE")
