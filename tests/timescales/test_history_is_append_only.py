"""The database itself refuses to change the history of a deadline; undoing adds to it."""

from collections.abc import Callable

import pytest
from django.db import InternalError, connection, transaction

from tests.factories.timescales import make_deadline
from timescales.models import DeadlineChange

pytestmark = pytest.mark.django_db

TABLE = "timescales_deadlinechange"


def change() -> None:
    DeadlineChange.objects.update(reason="another reason")


def delete() -> None:
    DeadlineChange.objects.all().delete()


@pytest.mark.parametrize(("act", "refused"), [(change, "UPDATE"), (delete, "DELETE")])
def test_what_was_written_stays(act: Callable[[], None], refused: str) -> None:
    make_deadline()
    with pytest.raises(InternalError, match=f"append-only: {refused}"), transaction.atomic():
        act()
    assert DeadlineChange.objects.count() == 1


def test_the_table_cannot_be_emptied() -> None:
    with (
        pytest.raises(InternalError, match="append-only: TRUNCATE"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {TABLE}")
