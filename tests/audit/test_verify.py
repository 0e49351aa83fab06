"""Whatever the database's owner does to a sealed event is found (quality.md, F11)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from audit.domain import Head, head, seal, seal_committed, verify
from audit.domain.chain import GENESIS
from audit.models import Event, Seal
from tests.factories.audit import make_event

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.django_db


@contextmanager
def as_owner() -> Iterator[None]:
    """The owner of the database switches the triggers off and on again."""
    with connection.cursor() as cursor:
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_append_only")
        yield
        for table in ("audit_event", "audit_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_append_only")


@pytest.fixture
def chain() -> list[Event]:
    """Five sealed events, all settled."""
    events = [make_event(f"people.step_{number}", detail={"n": number}) for number in range(5)]
    seal_committed()
    return events


def test_an_untouched_chain_is_whole(chain: list[Event]) -> None:
    report = verify()
    assert report.intact
    assert (report.sealed, report.tail) == (5, 0)
    assert report.head == head() == Head(5, Seal.objects.get(position=5).hash)


def test_the_head_that_is_noted_with_a_backup_is_one_to_compare_with(chain: list[Event]) -> None:
    """deploy/backup.sh asks the database for it, and docs/deploy.md gives it to --expect."""
    script = (ROOT / "deploy/backup.sh").read_text()
    [question] = re.findall(r'"(SELECT .* FROM audit_seal .*)"', script)
    with connection.cursor() as cursor:
        cursor.execute(question)
        [(noted,)] = cursor.fetchall()
    assert noted == str(head())
    call_command("verify_audit", "--expect", noted)
    other = f"{noted[:-1]}{'0' if noted[-1] != '0' else '1'}"
    with pytest.raises(CommandError):
        call_command("verify_audit", "--expect", other)


def test_an_empty_chain_is_whole() -> None:
    assert verify().head == Head(0, GENESIS)


@pytest.mark.parametrize(
    "change",
    [
        {"reason": "something else"},
        {"actor_name": "Somebody Else"},
        {"detail": {"n": 99}},
        {"child_ids": [7]},
        {"address": "192.0.2.1"},
        {"verb": "people.step_9"},
    ],
)
def test_an_edited_event_is_found(chain: list[Event], change: dict[str, object]) -> None:
    with as_owner():
        Event.objects.filter(pk=chain[2].pk).update(**change)
    assert verify().breaks == [f"Event {chain[2].pk}, sealed at position 3, does not fit its seal"]


def test_an_edited_time_is_found(chain: list[Event]) -> None:
    with as_owner():
        Event.objects.filter(pk=chain[0].pk).update(at=chain[0].at + timedelta(microseconds=1))
    assert not verify().intact


def test_a_deleted_event_is_found(chain: list[Event]) -> None:
    with as_owner():
        Event.objects.filter(pk=chain[1].pk).delete()
    assert verify().breaks == [f"Event {chain[1].pk}, sealed at position 2, is gone"]


def test_an_event_deleted_with_its_seal_is_found(chain: list[Event]) -> None:
    with as_owner():
        Event.objects.filter(pk=chain[1].pk).delete()
        Seal.objects.filter(position=2).delete()
    assert verify().breaks == ["Positions 2 to 2 of the chain are gone"]


def test_two_events_that_changed_places_are_found(chain: list[Event]) -> None:
    with as_owner():
        one, two = Event.objects.get(pk=chain[1].pk), Event.objects.get(pk=chain[3].pk)
        Event.objects.filter(pk=one.pk).update(verb=two.verb, detail=two.detail, at=two.at)
        Event.objects.filter(pk=two.pk).update(verb=one.verb, detail=one.detail, at=one.at)
    assert len(verify().breaks) == 2


def test_seals_that_changed_places_are_found(chain: list[Event]) -> None:
    with as_owner():
        Seal.objects.filter(position=2).update(event_id=-1)
        Seal.objects.filter(position=4).update(event_id=chain[1].pk)
        Seal.objects.filter(position=2).update(event_id=chain[3].pk)
    assert len(verify().breaks) == 2


def test_an_event_put_in_later_is_found(
    chain: list[Event], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seal, "CLOCK_MARGIN", timedelta(0))
    gap = Event.objects.create(action="opened", verb="people.never_committed", actor_name="x")
    with as_owner():
        Event.objects.filter(pk=gap.pk).delete()  # an id nobody used: a rolled-back transaction
    for _ in range(2):  # the second run knows that the first run's events are settled
        make_event()
        seal_committed()
    make_event()
    seal_committed()
    Event.objects.create(
        pk=gap.pk, action="opened", verb="people.open_child", actor_name="Somebody Framed"
    )
    seal_committed()
    assert verify().breaks == [
        f"Event {gap.pk} was put in after its place in the chain was settled"
    ]


def test_lowering_the_settled_mark_to_hide_an_event_is_found(chain: list[Event]) -> None:
    with as_owner():
        Seal.objects.filter(position=5).update(settled_through=1)
    assert not verify().intact


def test_a_chain_recomputed_as_a_whole_is_found_by_the_exported_head(chain: list[Event]) -> None:
    exported = head()
    with as_owner():
        Seal.objects.all().delete()
        Event.objects.filter(pk=chain[0].pk).update(reason="never happened")
    seal_committed()
    assert verify().intact
    assert verify(expected=exported).breaks == ["The chain at 5 is not the one exported earlier"]


def test_a_chain_cut_short_is_found_by_the_exported_head(chain: list[Event]) -> None:
    exported = head()
    with as_owner():
        Seal.objects.filter(position__gt=3).delete()
        Event.objects.filter(pk__gt=chain[2].pk).delete()
    assert verify().intact
    assert verify(expected=exported).breaks == [
        f"The chain ends at 3, before the exported {exported}"
    ]


def test_the_tail_is_counted_and_its_age_told(chain: list[Event]) -> None:
    make_event()
    report = verify()
    assert report.intact
    assert report.tail == 1
    assert report.tail_age >= timedelta(0)


def test_the_command_exits_in_error_on_a_break(
    chain: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    with as_owner():
        Event.objects.filter(pk=chain[2].pk).update(reason="x")
    with pytest.raises(CommandError, match="broken in 1 place"):
        call_command("verify_audit")
    assert "BREAK  Event" in capsys.readouterr().out


def test_the_command_exports_and_accepts_the_head(
    chain: list[Event], capsys: pytest.CaptureFixture[str]
) -> None:
    call_command("verify_audit", "--head")
    exported = capsys.readouterr().out.strip()
    call_command("verify_audit", "--expect", exported)
    assert "The chain is whole." in capsys.readouterr().out


def test_the_command_refuses_a_head_it_cannot_read() -> None:
    with pytest.raises(CommandError, match="POSITION:HASH"):
        call_command("verify_audit", "--expect", "rubbish")
