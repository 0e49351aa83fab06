"""The lists of this room: their tabs for those who may open each, and every clock explained."""

from __future__ import annotations

from collections.abc import Iterable

from django.urls import reverse

from accounts.models import User
from feedback import rules
from feedback.domain.reading import Waiting
from timescales.domain import current_clock, explain
from timescales.presenters import WhyThisDate, why

PAGES = (
    ("To read", "to_read", rules.may_read),
    ("With duty", "for_duty", rules.may_settle),
    ("Read", "been_read", rules.may_open_lists),
    ("By month", "figures", rules.may_see_figures),
    ("On paper", "paper", rules.may_key_in),
    ("Who reads, and how long codes work", "manage", rules.may_manage),
)


def tabs(user: User) -> list[tuple[str, str]]:
    return [(text, reverse(f"feedback:{name}")) for text, name, may in PAGES if may(user)]


def with_why(lines: Iterable[Waiting]) -> list[tuple[Waiting, WhyThisDate | None]]:
    """Each with its clock explained, and every one by the same calendar."""
    now = current_clock()
    return [(line, why(explain(line.clock, clock=now)) if line.clock else None) for line in lines]
