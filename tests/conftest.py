"""What every test shares: the test database, copied from a template."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest
from django.core.management.base import CommandError
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import database

# Refusals are audited on a connection of their own (audit.domain.record): every test may use it,
# and reads them back with `Event.objects.using("audit")`.
TransactionTestCase.databases = frozenset({"default", "audit"})


FLUSHES = 5
_flush = TransactionTestCase._fixture_teardown


def _flush_patiently(case: TransactionTestCase) -> None:
    """A page that still polls while the tables are emptied makes a deadlock: empty them again."""
    for attempt in range(FLUSHES):
        try:
            _flush(case)
            return
        except CommandError:
            if attempt == FLUSHES - 1:
                raise
            time.sleep(0.5)


TransactionTestCase._fixture_teardown = _flush_patiently


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    with django_db_blocker.unblock():
        name = database.create(rebuild=request.config.getvalue("create_db"))
    yield
    with django_db_blocker.unblock():
        database.drop(name)
