"""The tests' broom: nothing a test commits is left for the next, and every guard stands again."""

import threading

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, InternalError, connection, transaction

from audit.models import Event
from people.models import Child
from tests import emptying
from tests.factories.audit import make_event
from tests.factories.people import make_child
from tests.factories.timescales import make_deadline

pytestmark = pytest.mark.django_db(transaction=True)


def test_rows_of_a_test_go_and_rows_of_the_migrations_stay() -> None:
    make_deadline(child=make_child())  # points at its child with a key that cannot wait
    make_event()
    emptying.empty()
    assert (Child.objects.count(), Event.objects.count()) == (0, 0)
    assert ContentType.objects.exists()


def test_the_audit_trail_is_guarded_again() -> None:
    make_event()
    emptying.empty()
    make_event()
    with pytest.raises(InternalError, match="append-only"), transaction.atomic():
        Event.objects.all().delete()


def test_somebody_elses_open_transaction_is_waited_for_no_longer_than_need_be(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(emptying, "PATIENCE_SECONDS", 0)
    make_event()
    other = connection.copy()
    try:
        with other.cursor() as cursor:
            cursor.execute("BEGIN")
            cursor.execute("SELECT 1")
        emptying.empty()
    finally:
        other.close()
    assert not Event.objects.exists()


def test_a_row_that_comes_while_the_tables_are_emptied_is_swept_too(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page that still asks may write while the broom is at work: it begins again."""
    empty = emptying._delete_everything
    late = iter([True, False])

    def interrupted() -> None:
        if next(late):
            make_event()
            raise IntegrityError("a row came for a table that was empty")
        empty()

    monkeypatch.setattr(emptying, "_delete_everything", interrupted)
    emptying.empty()
    assert not Event.objects.exists()


def test_a_request_on_its_way_is_waited_for() -> None:
    done = threading.Event()
    answering = threading.Thread(target=done.wait, name=f"Thread-1 ({emptying.ANSWERING})")
    answering.start()
    try:
        assert emptying._is_answering()
    finally:
        done.set()
        answering.join()
    assert not emptying._is_answering()
