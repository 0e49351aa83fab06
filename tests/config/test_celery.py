"""A broker that is down is no reason for an error page."""

import pytest
from celery import shared_task
from kombu.exceptions import OperationalError

from config.celery import BEAT, Doorbell, app


@shared_task
def ring() -> None:
    """A task to send."""


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


def test_every_line_of_the_beat_table_names_a_task_that_exists() -> None:
    app.loader.import_default_modules()
    assert [line["task"] for line in BEAT.values() if line["task"] not in app.tasks] == []
