"""What counts wrong passwords cannot be pushed out by somebody outside."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection
from django.test import Client

from accounts.models import User
from accounts.tasks import clear_old_counts
from audit.limits import Limit
from tests.factories.accounts import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def answer_to_a_wrong_password(user: User) -> str:
    typed = {"login": user.email, "password": "wrong every time"}
    return Client().post("/accounts/login/", typed).content.decode()


def test_many_who_look_at_a_form_give_nobody_another_try_at_a_password() -> None:
    """Django keeps 300 rows unless told otherwise, and throws away the first of the alphabet:
    allauth's counts of wrong passwords before ours of looks at a form."""
    user, looks = make_user(), Limit("looks", 120, 600)
    answers = [answer_to_a_wrong_password(user) for _ in range(6)]
    assert ["Too many tries" in answer for answer in answers] == [False] * 5 + [True]
    for house in range(400):
        assert looks.allows(f"2001:db8:1:{house:x}::1")
    assert "Too many tries" in answer_to_a_wrong_password(user)


def test_what_has_run_out_is_cleared_and_nothing_else() -> None:
    for key in ("old", "counted"):
        cache.set(key, 1, 3600)
    run_out = "UPDATE accounts_cache SET expires = now() - interval '1 s' WHERE cache_key = %s"
    with connection.cursor() as cursor:
        cursor.execute(run_out, [cache.make_key("old")])
    assert [clear_old_counts(), clear_old_counts()] == [1, 0]
    assert cache.get("counted") == 1
