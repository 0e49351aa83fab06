"""The items of a plan as lines of a page."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from people.models import Child
from plans.enums import ItemKind, ItemStatus
from plans.models import ItemUpdate, PlanItem

STATUS_COLOURS: dict[str, str] = {
    ItemStatus.NOT_STARTED: "grey",
    ItemStatus.UNDER_WAY: "blue",
    ItemStatus.DONE: "green",
    ItemStatus.NOT_NEEDED: "grey",
}


@dataclass(frozen=True)
class ItemLine:
    """One item: whom it is about, who does it, how far it has come and the evidence."""

    item: PlanItem
    about: str
    today: dt.date
    update: ItemUpdate | None = None

    @property
    def text(self) -> str:
        return self.item.passage.text

    @property
    def who(self) -> str:
        """The owner; else who will say who does it."""
        if self.item.owner:
            return self.item.owner.name
        if self.item.confirm_by:
            return f"To be confirmed by {self.item.confirm_by.name}"
        return "Not agreed yet"

    @property
    def when(self) -> dt.date | None:
        return self.item.due_on or self.item.confirm_on

    @property
    def colour(self) -> str:
        return STATUS_COLOURS[self.item.status]

    @property
    def is_overdue(self) -> bool:
        return self.item.is_overdue(self.today)

    @property
    def evidence(self) -> str:
        """The words of the last update, where they still stand."""
        return self.update.said if self.update else ""


def item_lines(
    items: Iterable[PlanItem],
    *,
    children: Sequence[Child],
    updates: Iterable[ItemUpdate],
    today: dt.date,
) -> list[ItemLine]:
    """`updates` the latest first."""
    latest: dict[int, ItemUpdate] = {}
    for update in updates:
        latest.setdefault(update.item_id, update)
    names = {child.pk: child.person.called for child in children}
    return [ItemLine(item, about_words(item, names), today, latest.get(item.pk)) for item in items]


def about_words(item: PlanItem, names: Mapping[int, str]) -> str:
    """“For Ada”, or nothing where it is for every child on the page."""
    mine = [names[person.pk] for person in item.passage.about.all() if person.pk in names]
    if not mine or len(mine) == len(names):
        return ""
    return f"For {' and '.join(mine)}"


def overdue_words(lines: Iterable[ItemLine]) -> list[str]:
    """“Ngozi Testwood: Book the dentist. Due 3 May 2026.” for each action that is late."""
    return [
        f"{line.who}: {line.text} Due {line.item.limit_on:%-d %B %Y}."
        for line in lines
        if line.is_overdue
    ]


KIND_HINTS: dict[str, str] = {
    ItemKind.DANGER_STATEMENT: "What has happened and what we are afraid of",
    ItemKind.SAFETY_GOAL: "An outcome the core group measures",
    ItemKind.HOW_WE_WILL_KNOW: "What anybody could see when it is better",
    ItemKind.ACTION: "Has an owner and a date",
    ItemKind.CONTINGENCY: "Who does what if it goes wrong",
    ItemKind.BOTTOM_LINE: "What may never be bargained away",
}
