"""The outline plan: what a family takes home, with each child's own outcome."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from conferences.domain.documents.facts import (
    about_the_meeting,
    children_of,
    decision_section,
    if_you_do_not_agree,
    what_next,
    your_worker,
)
from conferences.domain.ready_to_close import plan_items
from conferences.models import Conference, ConferenceChild
from disclosure.document import Document, Section, Word
from disclosure.enums import PackKind
from plans.domain.printed_items import about, item_sections
from plans.models import PlanItem


def outline_plan(conference: Conference, *, place: str = "") -> Document:
    """Who does what by when comes first after the decision; then what happens next."""
    items = plan_items(conference)
    children = children_of(conference)
    return Document(
        kind=PackKind.OUTLINE_PLAN,
        opening=(Word("opening.outline_plan"),),
        sections=(
            about_the_meeting(conference, place),
            *(section for each in children if (section := decision_section(each))),
            *_whole_family(items, children),
            *_each_child(items, children),
            *what_next(conference, as_at=conference.closed_at),
            *your_worker(conference),
            if_you_do_not_agree(conference),
        ),
        about=frozenset(each.child_id for each in children),
    )


def _whole_family(items: list[PlanItem], children: list[ConferenceChild]) -> list[Section]:
    ids = {each.child_id for each in children}
    return item_sections(item for item in items if len(about(item) & ids) != 1)


def _each_child(items: list[PlanItem], children: list[ConferenceChild]) -> Iterator[Section]:
    """What is about one child alone stands under that child's name."""
    ids = {each.child_id for each in children}
    for each in children:
        own = [item for item in items if about(item) & ids == {each.child_id}]
        about_them = frozenset({each.child_id})
        if own:
            yield Section(
                Word("section.for_child", name=each.child.person.called), about=about_them
            )
        for section in item_sections(own, level=3):
            yield replace(section, about=about_them)
