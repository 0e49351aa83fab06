"""The coded list: it grows and ends by day, and nothing already written changes its meaning."""

from __future__ import annotations

import datetime as dt

import pytest

from accounts.errors import DomainError, NotAllowed
from escalations.domain.reasons import (
    add_reason,
    all_reasons,
    check_reasons,
    codes_under,
    end_reason,
    reasons_on,
)
from escalations.enums import Theme
from escalations.models import LocalReason
from escalations.reasons import REASONS
from people.enums import Role
from tests.factories.people import make_staff
from timescales.domain import today_in_london

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def test_the_list_comes_in_the_order_of_the_source() -> None:
    assert [reason.code for reason in REASONS][:5] == [
        "assessment_late",
        "assessment_not_shared",
        "visits_core_groups",
        "actions_not_done",
        "records_poor",
    ]
    assert list(reasons_on(today_in_london()))[-1] == "other"


def test_every_reason_that_comes_with_the_list_says_where_it_is_from() -> None:
    assert [reason.code for reason in REASONS if not reason.source] == []
    assert len({reason.code for reason in REASONS}) == len(REASONS)


def test_a_reason_of_our_own_may_be_chosen_from_its_day_on() -> None:
    head, today = make_staff(Role.HEAD_OF_SERVICE), today_in_london()
    row = add_reason(
        label=" No interpreter  was booked ",
        theme=Theme.VISITS,
        from_on=today + DAY,
        why="Asked for by the chairs",
        by=head,
    )
    assert (row.label, row.code) == ("No interpreter was booked", "no-interpreter-was-booked")
    assert row.code not in reasons_on(today)
    assert list(reasons_on(today + DAY))[-2:] == [row.code, "other"]
    assert row.code in codes_under(Theme.VISITS)
    with pytest.raises(DomainError, match="from the list"):
        check_reasons([row.code], field="reasons")
    with pytest.raises(DomainError, match="already"):
        add_reason(
            label="no interpreter was booked", theme=Theme.OTHER, from_on=today, why="", by=head
        )


def test_a_reason_ends_but_keeps_its_words_for_what_was_written() -> None:
    head, today = make_staff(Role.HEAD_OF_SERVICE), today_in_london()
    end_reason(code="records_poor", last_day=today, why="Too broad", by=head)
    assert "records_poor" in reasons_on(today)
    assert "records_poor" not in reasons_on(today + DAY)
    assert all_reasons()["records_poor"].theme == Theme.RECORDING
    assert "records_poor" in codes_under(Theme.RECORDING)


@pytest.mark.parametrize(
    ("code", "days", "words"),
    [("made_up", 1, "no such reason"), ("drift", -1, "in the past")],
)
def test_what_cannot_be_ended_is_said(code: str, days: int, words: str) -> None:
    head = make_staff(Role.HEAD_OF_SERVICE)
    with pytest.raises(DomainError, match=words):
        end_reason(code=code, last_day=today_in_london() + days * DAY, why="", by=head)
    assert not LocalReason.objects.exists()


def test_only_a_head_of_service_keeps_the_list() -> None:
    chair, today = make_staff(Role.PRINCIPAL_OFFICER), today_in_london()
    with pytest.raises(NotAllowed):
        add_reason(label="A new one", theme=Theme.OTHER, from_on=today, why="", by=chair)
    with pytest.raises(NotAllowed):
        end_reason(code="drift", last_day=today, why="", by=chair)


def test_each_code_is_taken_once() -> None:
    assert check_reasons(["drift", "drift"], field="reasons") == ["drift"]
    with pytest.raises(DomainError):
        check_reasons([], field="reasons")
