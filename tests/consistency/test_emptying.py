"""The tests' broom: nothing a test commits is left for the next, and every guard stands again."""

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import InternalError, connection, transaction

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
