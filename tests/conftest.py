"""What every test shares: the test database, copied from a template."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker

from tests import database

# Refusals are audited on a connection of their own (audit.domain.record): every test may use it,
# and reads them back with `Event.objects.using("audit")`.
TransactionTestCase.databases = frozenset({"default", "audit"})


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
