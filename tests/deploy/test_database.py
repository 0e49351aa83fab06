"""The database as docker-compose.yml starts it: what its log holds, and when it is well."""

from __future__ import annotations

from collections.abc import Iterator

import psycopg2
import pytest

from config.embedded import postgresql
from script.stand_in import Database, compose

pytestmark = pytest.mark.fault
CANARY = "zaunkoenig"


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Database]:
    database = Database(tmp_path_factory.mktemp("database"))
    try:
        database.create()
        yield database
    finally:
        database.remove()


def test_its_log_holds_nothing_of_what_was_written(database: Database) -> None:
    """psycopg2 puts the values into the statement, and PostgreSQL repeats both when it refuses."""
    database.sql("CREATE TABLE said (words text UNIQUE, number int NOT NULL)")
    database.sql("INSERT INTO said VALUES (%s, 1)", CANARY)
    with pytest.raises(psycopg2.errors.UniqueViolation, match=CANARY):
        database.sql("INSERT INTO said VALUES (%s, 1)", CANARY)
    with pytest.raises(psycopg2.errors.NotNullViolation, match=CANARY):
        database.sql("INSERT INTO said VALUES (%s)", f"two\nlines of {CANARY}")
    with pytest.raises(psycopg2.errors.UndefinedColumn):
        database.sql("SELECT nothing FROM said WHERE words = %s", CANARY)
    log = database.log.read_text()
    assert "duplicate key value violates unique constraint" in log
    assert CANARY not in log


def test_it_is_well_only_once_the_application_reaches_it(database: Database) -> None:
    """The image starts one without TCP to make the cluster; its roles are not there yet."""
    database.stop()
    assert not database.is_well()
    database.start(listen="")
    assert not database.is_well()
    database.stop()
    database.start()
    assert database.is_well()


def test_the_embedded_one_is_told_the_same() -> None:
    told = [word.split("=") for word in compose()["database"]["command"] if word[:4] == "log_"]
    assert [f"{name} = {value}" in postgresql.SETTINGS for name, value in told] == [True, True]
