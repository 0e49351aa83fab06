"""A migration that dies half-way leaves nothing and can be run again (quality.md, F10)."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from config import embedded
from config.embedded import postgresql
from config.embedded.places import Places

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 300  # seconds
OURS = {
    app.label for app in apps.get_app_configs() if Path(app.path).resolve().is_relative_to(ROOT)
}

WITH_TABLES = {app.label for app in apps.get_app_configs() if app.label in OURS and app.models}


def our_migrations() -> list[Migration]:
    loader = MigrationLoader(None)
    return [found for (app, _), found in loader.disk_migrations.items() if app in OURS]


def test_every_migration_is_one_transaction() -> None:
    """PostgreSQL takes half of one back. One that cannot be in a transaction needs its own plan."""
    found = our_migrations()
    assert {each.app_label for each in found} == WITH_TABLES
    assert [str(each) for each in found if not each.atomic] == []


def migrate(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "REDIS_URL"}}
    environment = {
        **kept,
        "DATA_DIR": str(folder),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    return subprocess.Popen(
        [sys.executable, "manage.py", "migrate", *arguments],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def applied(folder: Path) -> int:
    """How many migrations the database says are done; 0 while there is no such table yet."""
    try:
        line = postgresql.connect(Places(folder), user=postgresql.SUPERUSER)
    except postgresql.psycopg2.Error:
        return 0
    try:
        with line.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM django_migrations")
            return int(cursor.fetchone()[0])
    except postgresql.psycopg2.Error:
        return 0
    finally:
        line.close()


@pytest.mark.full
@pytest.mark.fault
def test_killed_twice_on_the_way_it_comes_to_the_same_end(tmp_path: Path) -> None:
    try:
        for at in (10, 40):
            running = migrate(tmp_path, "--verbosity=0")
            give_up_at = time.monotonic() + PATIENCE
            while applied(tmp_path) < at and running.poll() is None:
                assert time.monotonic() < give_up_at
                time.sleep(0.02)
            running.kill()
            running.communicate()
        last = migrate(tmp_path, "--verbosity=0")
        said, _ = last.communicate(timeout=PATIENCE)
        assert last.returncode == 0, said
        check = migrate(tmp_path, "--check", "--verbosity=0")
        assert check.communicate(timeout=PATIENCE)[0] == ""
        assert check.returncode == 0
    finally:
        embedded.erase(tmp_path)
