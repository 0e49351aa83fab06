"""Accounts that nobody uses are switched off, and come back by an administrator's hand."""

from __future__ import annotations

import datetime as dt

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.domain.dormant import disable_dormant_accounts, enable_account
from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from audit.models import Event
from tests.factories.accounts import make_administrator, make_user

pytestmark = pytest.mark.django_db

NOW = dt.datetime(2026, 11, 21, 3, 30, tzinfo=dt.UTC)


def days_ago(days: int) -> dt.datetime:
    return NOW - dt.timedelta(days=days)


def aged(user: User, **moments: dt.datetime) -> User:
    User.objects.filter(pk=user.pk).update(**{"joined_at": days_ago(400), **moments})
    user.refresh_from_db()
    return user


def test_only_the_accounts_unused_for_90_days_are_disabled_once() -> None:
    never = aged(make_user("Never"))
    long_ago = aged(make_user("Long ago"), last_seen_at=days_ago(91))
    signed_in = aged(make_user("Signed in"), last_login=days_ago(10))
    aged(make_user("Seen"), last_seen_at=days_ago(89), last_login=days_ago(200))
    aged(make_user("New"), joined_at=days_ago(5))
    assert [u.name for u in disable_dormant_accounts(as_at=NOW)] == ["Never", "Long ago"]
    assert disable_dormant_accounts(as_at=NOW) == []
    signed_in.refresh_from_db()
    assert signed_in.is_active
    rows = Event.objects.order_by("id").values_list("action", "verb", "subject_ids")
    assert list(rows) == [
        ("changed", "accounts.disable_dormant", [never.pk]),
        ("changed", "accounts.disable_dormant", [long_ago.pk]),
    ]


def test_one_administrator_always_stays() -> None:
    aged(make_administrator(name="Older"), last_seen_at=days_ago(300))
    kept = aged(make_administrator(name="Newer"), last_seen_at=days_ago(200))
    assert [u.name for u in disable_dormant_accounts(as_at=NOW)] == ["Older"]
    kept.refresh_from_db()
    assert kept.is_active


def test_an_administrator_lets_somebody_back_in_and_they_stay() -> None:
    user, administrator = aged(make_user()), make_administrator()
    disable_dormant_accounts(as_at=NOW)
    user.refresh_from_db()
    enable_account(user=user, as_at=NOW, by=administrator)
    assert disable_dormant_accounts(as_at=NOW) == []
    with pytest.raises(WrongState):
        enable_account(user=user, as_at=NOW, by=administrator)


@pytest.mark.django_db(databases=["default", "audit"])
def test_nobody_else_may_and_the_try_is_written_down() -> None:
    user = aged(make_user())
    disable_dormant_accounts(as_at=NOW)
    with pytest.raises(NotAllowed):
        enable_account(user=user, as_at=NOW, by=make_user())
    user.refresh_from_db()
    assert not user.is_active
    assert (
        Event.objects.using("audit").filter(action="refused", verb="accounts.enable").count() == 1
    )


def test_the_commands_say_what_they_did(capsys: pytest.CaptureFixture[str]) -> None:
    user, administrator = make_user(email="old@chairside.example"), make_administrator()
    User.objects.filter(pk=user.pk).update(joined_at=timezone.now() - dt.timedelta(days=400))
    call_command("disable_dormant_accounts")
    call_command("enable_account", "OLD@chairside.example", by=administrator.email)
    assert capsys.readouterr().out.splitlines() == [
        "old@chairside.example",
        "1 accounts disabled",
        "old@chairside.example may sign in again",
    ]
    with pytest.raises(CommandError, match="Nobody has that email address"):
        call_command("enable_account", "nobody@chairside.example", by=administrator.email)
