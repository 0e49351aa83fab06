"""What anybody may send is audited, but not without end."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from audit.context import RequestContext, during
from audit.domain import GUESSES, refuse_again, refuse_guess
from audit.limits import Limit
from audit.models import Event

pytestmark = pytest.mark.django_db


def guess(address: str | None, times: int = 1) -> list[bool]:
    with during(RequestContext(request_id="abc", address=address)):
        return [refuse_guess("disclosure.find_pass", reason="no such link") for _ in range(times)]


def audited(address: str) -> int:
    return Event.objects.using("audit").filter(address=address).count()


def test_an_address_fills_the_audit_no_further_and_another_is_audited_still() -> None:
    assert guess("192.0.2.7", 22) == [True] * 20 + [False] * 2
    assert guess("192.0.2.8") == [True]
    assert (audited("192.0.2.7"), audited("192.0.2.8")) == (20, 1)
    event = Event.objects.using("audit").earliest("pk")
    assert (event.action, event.verb, event.reason) == (
        "refused",
        "disclosure.find_pass",
        "no such link",
    )


def test_the_addresses_of_one_house_are_one_place() -> None:
    assert all(guess(f"2001:db8:1:1::{number:x}")[0] for number in range(1, 21))
    assert guess("2001:db8:1:1:ffff::1") == [False]
    assert guess("2001:db8:1:2::1") == [True]


def test_it_is_counted_from_the_first_and_begins_again(monkeypatch: pytest.MonkeyPatch) -> None:
    began, limit = time.time(), Limit("tried", most=2, seconds=60)
    told = []
    for seconds in (0, 50, 55, 62, 63):
        monkeypatch.setattr("audit.limits.time.time", lambda at=began + seconds: at)
        told.append(limit.allows("192.0.2.7"))
    assert told == [True, True, False, True, True]
    assert GUESSES.seconds == 60


def test_what_was_issued_once_is_audited_for_each_link_wherever_its_holder_comes_from() -> None:
    for number in range(22):
        with during(RequestContext(request_id="abc", address=f"192.0.2.{number}")):
            refuse_again("disclosure.find_pass", link="pass 1", subjects=[], reason="taken back")
    refuse_again("disclosure.find_pass", link="pass 2", subjects=[], reason="too old")
    tried = Event.objects.using("audit")
    assert tried.filter(reason="taken back").count() == 20
    assert tried.filter(reason="too old").count() == 1


@pytest.mark.django_db(transaction=True)
def test_those_who_come_all_at_once_are_counted_one_by_one() -> None:
    limit, together = Limit("at-once", most=3, seconds=60), Barrier(8)

    def come(_: int) -> bool:
        try:
            together.wait()
            return limit.allows("192.0.2.7")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(come, range(8))) == 3
