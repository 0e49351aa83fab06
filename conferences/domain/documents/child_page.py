"""One child's own page: what they said, who will do what, and what happens next."""

from __future__ import annotations

from conferences.domain.documents.facts import what_next, your_worker
from conferences.domain.ready_to_close import decision_of, is_protected, plan_items
from conferences.enums import Heading
from conferences.models import ConferenceChild
from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.enums import PackKind
from disclosure.models import Passage
from plans.domain.printed_items import about, item_sections
from plans.enums import ItemKind

FOR_A_CHILD = frozenset({ItemKind.SAFETY_GOAL, ItemKind.ACTION})


def child_page(each: ConferenceChild) -> Document:
    """Only what is about this child or the whole family, and none of the worrying words."""
    conference = each.conference
    wanted = [
        item
        for item in plan_items(conference)
        if item.kind in FOR_A_CHILD and about(item) <= {each.child_id}
    ]
    return Document(
        kind=PackKind.CHILD_PAGE,
        about_key=f"child:{each.child_id}",
        opening=(Word("opening.child_page", name=each.child.person.called),),
        sections=(
            _own_views(each),
            *item_sections(wanted),
            _next_for(each),
            your_worker(conference, [each]),
        ),
        about=frozenset({each.child_id}),
    )


def _next_for(each: ConferenceChild) -> Section:
    """A child without a child protection plan has no core group and no review: a first meeting."""
    if is_protected(each):
        return what_next(each.conference)
    decision = decision_of(each)
    facts: tuple[Fact, ...] = ()
    if decision and decision.first_meeting_on:
        on, source = decision.first_meeting_on, "conferences.Decision.first_meeting_on"
        facts = (Fact(Word("fact.first_meeting"), on, source),)
    return Section(Word("section.what_next"), facts=facts, about=frozenset({each.child_id}))


def _own_views(each: ConferenceChild) -> Section:
    views = (
        Passage.objects.live()
        .filter(record=each.conference.record, heading=Heading.CHILD_VIEWS)
        .filter(about=each.child_id)
        .order_by("position")
    )
    return Section(
        Word("section.my_views"),
        items=tuple(Item(passage.uuid) for passage in views),
        about=frozenset({each.child_id}),
    )
