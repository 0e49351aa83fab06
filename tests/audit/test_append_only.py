"""The database itself refuses to change the audit trail."""

import pytest
from django.db import InternalError, connection, transaction

from audit.domain import seal_committed
from audit.models import Event, Seal
from tests.factories.audit import make_event

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("model", [Event, Seal])
def test_a_row_cannot_be_changed(model: type[Event] | type[Seal]) -> None:
    make_event()
    seal_committed()
    row = model.objects.get()
    with pytest.raises(InternalError, match="append-only: UPDATE"), transaction.atomic():
        row.save()


@pytest.mark.parametrize("model", [Event, Seal])
def test_a_row_cannot_be_deleted(model: type[Event] | type[Seal]) -> None:
    make_event()
    seal_committed()
    with pytest.raises(InternalError, match="append-only: DELETE"), transaction.atomic():
        model.objects.all().delete()


@pytest.mark.parametrize("table", ["audit_event", "audit_seal"])
def test_the_table_cannot_be_emptied(table: str) -> None:
    with (
        pytest.raises(InternalError, match="append-only: TRUNCATE"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(f"TRUNCATE {table}")
