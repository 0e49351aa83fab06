"""What every test shares: the test database, copied from a template."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator

import hypothesis
import pytest
from django.conf import settings
from django.db.models.signals import post_save
from django.test import TransactionTestCase
from django.utils import timezone
from pytest_django import DjangoDbBlocker

from govuk.times import LONDON
from script.run_tests import NOT_EVERY_TIME
from tests import database, emptying

# Refusals are audited on a connection of their own (audit.domain.record): every test may use it,
# and reads them back with `Event.objects.using("audit")`.
TransactionTestCase.databases = frozenset({"default", "audit"})
TransactionTestCase._fixture_teardown = lambda case: emptying.empty()

# A property that is slow to ask for, or to draw examples of, on a busy machine is not wrong.
hypothesis.settings.register_profile(
    "patient", deadline=None, suppress_health_check=[hypothesis.HealthCheck.too_slow]
)
# What is checked before a change lands must come out alike twice, or an example drawn by chance
# refuses a change that has nothing to do with it (Hypothesis's own profile "ci" says the same).
hypothesis.settings.register_profile(
    "same examples", hypothesis.settings.get_profile("patient"), derandomize=True
)

RARELY = (20_000, 20, 20)  # new objects between two looks; Python's own number is 700


def pytest_configure(config: pytest.Config) -> None:
    """New examples each time in the whole run and in one by hand; the same in the run of CI, which
    leaves out what is marked `full`."""
    is_ci = config.option.markexpr == NOT_EVERY_TIME
    hypothesis.settings.load_profile("same examples" if is_ci else "patient")


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """What was loaded and collected stays to the end: the garbage collector need not look at it
    again and again, which took three to nine hundredths of the run."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(*RARELY)


@pytest.fixture
def noon(monkeypatch: pytest.MonkeyPatch) -> None:
    """For what began hours ago and must have begun today, whenever the test runs. PostgreSQL keeps
    its own time: not for what compares the two."""
    real = timezone.now
    ahead = dt.datetime.combine(timezone.localdate(), dt.time(12), LONDON) - real()
    monkeypatch.setattr(timezone, "now", lambda: real() + ahead)


@pytest.fixture(autouse=True)
def no_case_content_in_messages() -> Iterator[None]:
    """Every test is a test of it: see `tests/case_content.py`."""
    from notifications.models import Message
    from tests.case_content import watch

    post_save.connect(watch, sender=Message)
    yield
    post_save.disconnect(watch, sender=Message)


@pytest.fixture(scope="session", autouse=True)
def a_private_folder_for_each_worker(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Packs are kept by number, and each worker's database counts from one."""
    settings.PRIVATE_DIR = tmp_path_factory.mktemp("private")


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    django_test_environment: None,
    django_db_blocker: DjangoDbBlocker,
    django_db_modify_db_settings: None,
) -> Iterator[None]:
    with django_db_blocker.unblock():
        name = database.create(rebuild=request.config.getvalue("create_db"))
        emptying.remember_what_migrations_wrote()
    yield
    with django_db_blocker.unblock():
        database.drop(name)
