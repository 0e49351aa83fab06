"""The embedded PostgreSQL and Redis: private, crash-safe, one pair for each DATA_DIR."""

from __future__ import annotations

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psycopg2
import pytest

from config import embedded
from config.embedded import postgresql, redis, service_user
from config.embedded.places import EmbeddedServiceError, Places

# They share one pair, and some stop it.
pytestmark = pytest.mark.xdist_group("embedded services")
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Places]:
    """A running pair, deep down, in a folder that nobody else may enter."""
    deep = tmp_path_factory.mktemp("services") / ("deep-" * 15) / ("down-" * 15)
    deep.mkdir(parents=True)
    yield embedded.start(deep)
    kept = [(deep / name).resolve() for name in ("postgres", "redis")]
    embedded.erase(deep)
    assert [folder for folder in kept if folder.exists()] == []


def run_sql(places: Places, *statements: str) -> list[tuple[object, ...]]:
    connection = postgresql.connect(places)
    try:
        with connection, connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)
            return cursor.fetchall() if cursor.description else []
    finally:
        connection.close()


def server_pid(places: Places) -> int:
    pid_file = (places.data_dir / "postgres").resolve() / "data" / "postmaster.pid"
    return int(pid_file.read_text().split()[0])


def test_both_answer_however_deep_the_folder(places: Places) -> None:
    assert len(str(places.data_dir)) > 107
    assert len(os.fsencode(places.postgresql_socket)) < 107
    assert embedded.is_up(places.data_dir)


def test_only_the_service_user_may_enter_the_sockets_folder(places: Places) -> None:
    found = places.socket_dir.stat()
    assert stat.S_IMODE(found.st_mode) == 0o700
    assert found.st_uid == service_user.ids()[0]


def test_nothing_listens_on_the_network(places: Places) -> None:
    assert run_sql(places, "SHOW listen_addresses") == [("",)]
    assert redis._say(places, b"CONFIG GET port\r\n").split() == [
        b"*2",
        b"$4",
        b"port",
        b"$1",
        b"0",
    ]


def test_the_kernel_vouches_for_who_connects(places: Places) -> None:
    cluster = (places.data_dir / "postgres").resolve() / "data"
    assert (cluster / "pg_hba.conf").read_text() == "local all all peer map=chairside\n"
    with pytest.raises(psycopg2.OperationalError, match="Peer authentication failed"):
        postgresql.connect(places, user="somebody_else")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can become somebody else")
def test_a_stranger_on_this_machine_cannot_even_reach_the_sockets(places: Places) -> None:
    told = f"import socket; socket.socket(socket.AF_UNIX).connect({str(places.redis_socket)!r})"
    result = subprocess.run(
        ["/usr/bin/env", "python3", "-c", told],
        user=65534,
        cwd="/",
        env={"PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert "PermissionError" in result.stderr


def test_the_application_is_not_a_superuser(places: Places) -> None:
    sql = "SELECT rolsuper, rolcreatedb FROM pg_roles WHERE rolname = current_user"
    assert run_sql(places, sql) == [(False, True)]


def test_redis_writes_down_every_command(places: Places) -> None:
    assert b"yes" in redis._say(places, b"CONFIG GET appendonly\r\n")


def test_a_killed_server_comes_back_with_every_committed_row(places: Places) -> None:
    run_sql(places, "CREATE TABLE kept (n int)", "INSERT INTO kept VALUES (1), (2)")
    os.kill(server_pid(places), signal.SIGKILL)
    time.sleep(0.1)
    embedded.start(places.data_dir)
    assert run_sql(places, "SELECT count(*) FROM kept") == [(2,)]


def test_a_pid_file_left_by_a_power_cut_does_not_stop_the_next_start(places: Places) -> None:
    embedded.stop(places.data_dir)
    cluster = (places.data_dir / "postgres").resolve() / "data"
    # The number now belongs to an innocent program: this one.
    (cluster / "postmaster.pid").write_text(f"{os.getpid()}\n{cluster}\n0\n5432\n/tmp\n\n0 0\n")
    embedded.start(places.data_dir)
    assert embedded.is_up(places.data_dir)


def test_six_commands_starting_at_once_share_one_server(places: Places) -> None:
    embedded.stop(places.data_dir)
    told = "import sys, pathlib; from config import embedded; "
    told += "embedded.start(pathlib.Path(sys.argv[1]))"
    command = [sys.executable, "-c", told, str(places.data_dir)]
    racing = [subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE) for _ in range(6)]
    assert [process.communicate(timeout=60)[1] for process in racing] == [b""] * 6
    assert [process.returncode for process in racing] == [0] * 6
    assert embedded.is_up(places.data_dir)


def test_stopping_leaves_no_socket_behind_and_starting_keeps_the_data(places: Places) -> None:
    run_sql(places, "CREATE TABLE stays (n int)")
    embedded.stop(places.data_dir)
    assert not places.socket_dir.exists()
    assert not embedded.is_up(places.data_dir)
    embedded.start(places.data_dir)
    assert run_sql(places, "SELECT count(*) FROM stays") == [(0,)]


def test_a_sockets_folder_that_somebody_else_made_is_refused(tmp_path: Path) -> None:
    places = Places(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    places.socket_dir.symlink_to(elsewhere)
    try:
        with pytest.raises(EmbeddedServiceError, match="belongs to somebody else"):
            embedded.start(tmp_path)
    finally:
        places.socket_dir.unlink()


def test_two_folders_have_two_pairs(places: Places, tmp_path: Path) -> None:
    assert Places(tmp_path).socket_dir != places.socket_dir


def test_stopping_what_never_ran_does_nothing(tmp_path: Path) -> None:
    embedded.stop(tmp_path / "never")
    assert not (tmp_path / "never").exists()


def test_importing_the_settings_starts_nothing(tmp_path: Path) -> None:
    told = "import django; django.setup()"
    environment = os.environ | {
        "DATA_DIR": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "config.settings.local",
    }
    subprocess.run([sys.executable, "-c", told], cwd=ROOT, env=environment, check=True)
    assert not (tmp_path / "postgres").exists()


def test_redis_says_nothing_where_nothing_listens(tmp_path: Path) -> None:
    assert redis.answers(Places(tmp_path)) is False
