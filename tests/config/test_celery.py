"""A broker that is down is no reason for an error page."""

import socket
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from celery import Task, shared_task
from celery.schedules import crontab
from celery.signals import worker_init
from kombu.exceptions import OperationalError

from config.celery import BEAT, Doorbell, app, be_patient


@shared_task
def ring() -> None:
    """A task to send."""


@pytest.fixture(autouse=True)
def heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Doorbell, "silent_until", 0.0)


@pytest.fixture
def hanging() -> Iterator[str]:
    """A Redis that takes the call and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        yield f"redis://127.0.0.1:{silent.getsockname()[1]}/0"


def test_every_shared_task_is_a_doorbell() -> None:
    assert isinstance(app.tasks[ring.name], Doorbell)


def test_sending_to_a_broker_that_is_down_raises_nothing() -> None:
    with app.connection_for_write("redis+socket:///nowhere/redis.sock") as nowhere:
        assert ring.apply_async(connection=nowhere) is None


def test_the_broker_really_is_down_in_that_test() -> None:
    with (
        app.connection_for_write("redis+socket:///nowhere/redis.sock") as nowhere,
        pytest.raises(OperationalError),
    ):
        super(Doorbell, ring).apply_async(connection=nowhere)


def test_sending_to_a_broker_that_hangs_holds_nobody_up_for_long(hanging: str) -> None:
    began = time.monotonic()
    with app.connection_for_write(hanging) as silent:
        assert ring.apply_async(connection=silent) is None
    assert time.monotonic() - began < 4


def test_who_rings_many_bells_waits_for_one(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ring.delay() is not None
    with app.connection_for_write("redis+socket:///nowhere/redis.sock") as nowhere:
        ring.apply_async(connection=nowhere)
    assert ring.delay() is None
    later = time.monotonic() + 60
    monkeypatch.setattr(time, "monotonic", lambda: later)
    assert ring.delay() is not None


def test_a_worker_waits_longer_than_a_page(monkeypatch: pytest.MonkeyPatch) -> None:
    waits = app.conf.broker_transport_options
    monkeypatch.setitem(waits, "socket_timeout", waits["socket_timeout"])
    assert be_patient in worker_init._live_receivers(None)
    before = app.connection_for_read().transport_options["socket_timeout"]
    be_patient()
    after = app.connection_for_read().transport_options["socket_timeout"]
    assert (before, after) == (2, 10)


def the_tasks() -> dict[str, Task]:
    app.loader.import_default_modules()
    ours = {name: task for name, task in app.tasks.items() if ".tasks." in name}
    assert len(ours) > 30
    return ours


def test_no_task_holds_its_place_for_ever() -> None:
    assert 0 < app.conf.task_soft_time_limit < app.conf.task_time_limit <= 15 * 60
    assert app.conf.worker_max_tasks_per_child


def test_long_work_may_last_longer_and_every_limit_is_of_a_task_that_exists() -> None:
    tasks = the_tasks()
    own = {name for name, task in tasks.items() if task.time_limit}
    assert own == set(app.conf.task_annotations)
    for name in own:
        assert app.conf.task_time_limit < tasks[name].soft_time_limit < tasks[name].time_limit
    assert tasks["reporting.imports.tasks.carry_on_imports"].soft_time_limit == 6 * 3600


def gaps(schedule: float | crontab) -> list[float]:
    """The seconds from each run of a day to the next."""
    if not isinstance(schedule, crontab):
        return [schedule]
    times = [h * 3600 + m * 60 for h in sorted(schedule.hour) for m in sorted(schedule.minute)]
    return [after - before for before, after in pairwise([*times, times[0] + 24 * 3600])]


@pytest.mark.parametrize("entry", BEAT)
def test_no_message_of_the_beat_outlives_the_one_that_makes_up_for_it(entry: str) -> None:
    """A weekend without a worker: hardly more waits for it than one of each."""
    expires = app.conf.beat_schedule[entry]["options"]["expires"]
    between = gaps(BEAT[entry]["schedule"])
    assert expires <= max(60, *between) if len(set(between)) == 1 else expires == 24 * 3600


def test_every_line_of_the_beat_table_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert [line["task"] for line in BEAT.values() if line["task"] not in app.tasks] == []
