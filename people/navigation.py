"""What of this room stands on somebody's start page: the ways to its lists, and messages that did
not arrive."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from accounts.models import User
from people.domain.messages import number_in_trouble
from people.rules import may_keep_organisation, may_keep_partners, may_see_messages
from people.start_page import Task, Tile


def tiles(user: User) -> Iterator[Tile]:
    if may_see_messages(user):
        yield Tile("Messages", reverse("people:messages"), "See what was sent, and what came back")
    if may_keep_partners(user):
        hint = "People of other agencies: add one, or correct an address"
        yield Tile("Partner professionals", reverse("people:partners"), hint)
    if may_keep_organisation(user):
        hint = "Add, rename and close them"
        yield Tile("Areas, teams and agencies", reverse("people:organisation"), hint)


def tasks(user: User) -> Iterator[Task]:
    number = number_in_trouble(user) if may_see_messages(user) else 0
    if number:
        text = f"{number} messages" if number > 1 else "1 message"
        yield Task(
            text=f"{text} did not arrive",
            url=f"{reverse('people:messages')}?state=trouble",
            label="Messages",
            why="Somebody has not been told. No rule sets a day for it: it is due today until it "
            "is sent again or dealt with.",
        )
