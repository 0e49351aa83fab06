"""A test database copied from a migrated template, so that a second run starts at once.

The template's name carries a hash of every migration and app config: change one and the next run
builds a new template. Several runs at once (pytest-xdist) build it once and copy it each.
"""

from __future__ import annotations

import contextlib
import hashlib
import time
from collections.abc import Iterator
from pathlib import Path

import django
from django.apps import apps
from django.conf import settings
from django.db import ProgrammingError, connection, connections
from django.db.backends.utils import CursorWrapper

PREFIX = "test_template_"
DROP_TRIES = 10
# Any number that nobody else locks: whoever holds it builds and copies the template.
TEMPLATE_LOCK = 7_301_944


def create(*, rebuild: bool) -> str:
    """Create the test database from the template, switch the connection to it, say its name."""
    test_name = connection.creation._get_test_db_name()
    with _one_at_a_time():
        _copy(_template(rebuild=rebuild), test_name)
    connection.close()
    for alias in connections:  # the audit connection goes to the same database
        settings.DATABASES[alias]["NAME"] = test_name
        connections[alias].settings_dict["NAME"] = test_name
    return test_name


def prepare() -> None:
    """Only the template, so that it is there when the tests begin."""
    with _one_at_a_time():
        _template(rebuild=False)


@contextlib.contextmanager
def _one_at_a_time() -> Iterator[None]:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [TEMPLATE_LOCK])
        yield


def _template(*, rebuild: bool) -> str:
    """Its name; built where there is none, or where it is to be built again."""
    template = PREFIX + _fingerprint()
    if rebuild or not _exists(template):
        _build(template)
    return template


def drop(test_name: str) -> None:
    connections.close_all()
    with connection._nodb_cursor() as cursor:
        _drop(cursor, test_name)


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for path in sorted(_schema_sources()):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:20]


def _schema_sources() -> Iterator[Path]:
    for app in apps.get_app_configs():
        yield from Path(app.path).glob("migrations/*.py")
        yield from Path(app.path).glob("apps.py")


def _exists(name: str) -> bool:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        return cursor.fetchone() is not None


def _build(template: str) -> None:
    print(f"\nBuilding the test database template {template}")
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE %s", [PREFIX + "%"])
        for (old,) in cursor.fetchall():
            _drop(cursor, old)
    # Migrated under a temporary name: a run stopped half-way must not leave half a template.
    half_made = template.replace(PREFIX, "test_half_made_")
    real_name = connection.settings_dict["NAME"]
    connection.settings_dict["TEST"]["NAME"] = half_made
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = real_name
    connection.settings_dict["TEST"]["NAME"] = None
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'ALTER DATABASE "{half_made}" RENAME TO "{template}"')


def _copy(template: str, name: str) -> None:
    with connection._nodb_cursor() as cursor:
        _drop(cursor, name)
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        # Nobody pulls the plug on it: what must survive that is tested on a server of its own.
        cursor.execute(f'ALTER DATABASE "{name}" SET synchronous_commit = off')


def _drop(cursor: CursorWrapper, name: str) -> None:
    for _ in range(DROP_TRIES - 1):
        try:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        except ProgrammingError:  # autovacuum is in it, which our role may not end; it ends soon
            time.sleep(1)
        else:
            return
    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


if __name__ == "__main__":
    django.setup()
    prepare()
