"""The tests run on PostgreSQL 18 with the schema the migrations make."""

import pytest
from django.db import connection

pytestmark = pytest.mark.django_db


def ask(sql: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return str(cursor.fetchone()[0])


def test_the_server_is_postgresql_18() -> None:
    assert connection.pg_version // 10000 == 18


def test_the_locale_is_the_builtin_one_so_sorting_never_depends_on_the_machine() -> None:
    settings = "SELECT datlocprovider::text || datlocale FROM pg_database"
    assert ask(f"{settings} WHERE datname = current_database()") == "bC.UTF-8"


def test_the_schema_has_the_users_table() -> None:
    assert ask("SELECT to_regclass('accounts_user')") == "accounts_user"


def test_a_crash_loses_no_committed_row() -> None:
    assert ask("SHOW fsync") == "on"
    assert ask("SHOW full_page_writes") == "on"
