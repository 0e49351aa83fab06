"""The sealer never skips an event, whoever commits first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.db import connection, connections

from audit.domain import seal, seal_committed, verify
from audit.models import Event, Seal
from tests.factories.audit import make_event

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def no_margin(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "CLOCK_MARGIN", timedelta(0))


@pytest.fixture
def slow() -> Iterator[Event]:
    """An event written on another connection, in a transaction that is still open."""
    other = connections["audit"]
    other.set_autocommit(False)
    yield Event.objects.using("audit").create(
        action="decided", verb="conferences.decide", actor_name="Slow"
    )
    other.rollback()
    other.set_autocommit(True)


def commit_slow() -> None:
    connections["audit"].commit()


def sealed() -> list[int]:
    return list(Seal.objects.values_list("event_id", flat=True))


def test_events_are_chained_in_order_and_once() -> None:
    events = [make_event() for _ in range(3)]
    assert seal_committed() == 3
    assert seal_committed() == 0
    assert sealed() == [event.pk for event in events]


def test_a_backlog_larger_than_a_batch_is_sealed_in_one_run() -> None:
    events = [make_event() for _ in range(5)]
    assert seal_committed(batch=2) == 5
    assert sealed() == [event.pk for event in events]
    assert verify().intact


def test_an_event_committed_after_later_ones_were_sealed_is_not_skipped(slow: Event) -> None:
    later = make_event()
    assert slow.pk < later.pk
    seal_committed()
    assert sealed() == [later.pk]
    for _ in range(4):  # time goes by; the settled mark must wait for the open transaction
        make_event()
        seal_committed()
    commit_slow()
    seal_committed()
    assert slow.pk in sealed()
    assert verify().intact


def test_an_event_that_is_rolled_back_leaves_no_gap_in_the_chain(slow: Event) -> None:
    make_event()
    seal_committed()
    connections["audit"].rollback()
    make_event()
    seal_committed()
    assert slow.pk not in sealed()
    assert verify().intact


def test_the_settled_mark_moves_on_so_that_a_run_never_reads_the_whole_table() -> None:
    first = make_event()
    seal_committed()
    make_event()
    seal_committed()
    assert Seal.objects.order_by("-position")[0].settled_through == first.pk


def test_an_open_transaction_holds_the_settled_mark_back(slow: Event) -> None:
    for _ in range(3):
        make_event()
        seal_committed()
    assert Seal.objects.order_by("-position")[0].settled_through < slow.pk


def test_two_sealers_never_extend_the_chain_at_once() -> None:
    make_event()
    other = connections["audit"]
    with other.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [seal.ONE_SEALER])
        assert seal_committed() == 0
        cursor.execute("SELECT pg_advisory_unlock(%s)", [seal.ONE_SEALER])
    assert seal_committed() == 1


def test_an_event_is_read_back_before_it_is_hashed() -> None:
    """JSON keys and numbers may come back from the database in another form."""
    make_event(detail={"b": 1.10, "a": {"é": [1, 2]}, "long": 2**53})
    seal_committed()
    connection.close()
    assert verify().intact
