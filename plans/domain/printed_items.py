"""The items of a plan as printed lines, in an outline and in the full plan."""

from __future__ import annotations

from collections.abc import Iterable

from disclosure.document import Item, Section, Word
from plans.enums import ItemKind
from plans.models import PlanItem

HEADINGS = {
    ItemKind.DANGER_STATEMENT: "section.danger_statement",
    ItemKind.SAFETY_GOAL: "section.safety_goal",
    ItemKind.HOW_WE_WILL_KNOW: "section.how_we_will_know",
    ItemKind.ACTION: "section.actions",
    ItemKind.CONTINGENCY: "section.contingency",
    ItemKind.BOTTOM_LINE: "section.bottom_lines",
}


def about(item: PlanItem) -> frozenset[int]:
    """The people the item's words are about; nobody: the whole family."""
    return frozenset(person.pk for person in item.passage.about.all())


def item_sections(items: Iterable[PlanItem], *, level: int = 2) -> list[Section]:
    """One section for each kind of item there is, in the order a family reads them."""
    kept = list(items)
    sections = []
    for kind, heading in HEADINGS.items():
        lines = tuple(_line(item) for item in kept if item.kind == kind)
        if lines:
            sections.append(
                Section(
                    Word(heading),
                    items=lines,
                    style="actions" if kind == ItemKind.ACTION else "list",
                    level=3 if level == 3 else 2,
                )
            )
    return sections


def _line(item: PlanItem) -> Item:
    if item.kind != ItemKind.ACTION:
        return Item(item.passage.uuid)
    if item.owner and item.due_on:
        return Item(item.passage.uuid, who=item.owner.name, by_when=item.due_on)
    if item.confirm_by:
        who = Word("to_be_confirmed_by", name=item.confirm_by.name)
        return Item(item.passage.uuid, who=who, by_when=item.confirm_on)
    return Item(item.passage.uuid, who=Word("not_agreed_yet"))
