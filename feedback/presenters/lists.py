"""The tabs of this room, for those who may open each."""

from __future__ import annotations

from django.urls import reverse

from accounts.models import User
from feedback import rules

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
