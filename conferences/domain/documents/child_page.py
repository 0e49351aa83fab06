"""One child's own page: what they said, what was decided, who will do what, what happens next.

Kind also to a child who was not there, or of whom little was said: the page says why people met,
that nothing is the child's fault, who helps, and gives room to write or draw.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.timezone import localtime

from conferences.domain.documents.facts import came_with_a_plan, leads_of, worker_facts
from conferences.domain.documents.next_conference import next_conference
from conferences.domain.ready_to_close import decision_of, is_protected, plan_items
from conferences.enums import ATTENDED, PRESENT, ChildOutcome, Heading
from conferences.models import Attendance, Conference, ConferenceChild
from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.enums import PackKind
from disclosure.models import Passage
from plans.domain.printed_items import about, item_sections
from plans.enums import ItemKind

FOR_A_CHILD = frozenset({ItemKind.SAFETY_GOAL, ItemKind.ACTION})
# Local choices, in years of age: until when a page is better read with somebody, and from when
# nobody is called a grown-up.
READS_ALONE = 9
TEENAGER = 12
CHILDLINE = "0800 1111"

DECIDED = {
    ChildOutcome.CHILD_IN_NEED: "child_page.child_in_need",
    ChildOutcome.EARLY_HELP: "child_page.early_help",
    ChildOutcome.NO_FURTHER_ACTION: "child_page.no_more",
}


def child_page(each: ConferenceChild) -> Document:
    """Only what is about this child or the whole family, and none of the worrying words."""
    opening = "opening.teenager" if _age(each) >= TEENAGER else "opening.child_page"
    return Document(
        kind=PackKind.CHILD_PAGE,
        about_key=f"child:{each.child_id}",
        opening=(Word(opening, name=each.child.person.called),),
        sections=(
            _why(each),
            _own_views(each),
            *_decided(each),
            *_what_others_do(each),
            _next_for(each),
            _who_helps(each),
            _room_to_answer(each),
        ),
        about=_only(each),
    )


def _only(each: ConferenceChild) -> frozenset[int]:
    return frozenset({each.child_id})


def _age(each: ConferenceChild) -> int:
    """In whole years on the day of the meeting; 0 when no date of birth is known."""
    born, day = each.child.person.date_of_birth, each.conference.day
    if born is None or day is None:
        return 0
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def _why(each: ConferenceChild) -> Section:
    wording = [Word("child_page.why")]
    if not _was_there(each):
        wording.append(Word("child_page.not_there"))
    if _age(each) < READS_ALONE:
        wording.append(Word("child_page.read_together"))
    return Section(Word("section.child_why"), wording=tuple(wording), about=_only(each))


def _was_there(each: ConferenceChild) -> bool:
    """Said by how the child was heard or by the list of who came: a child often stands in one."""
    if each.participation in ATTENDED:
        return True
    there = Attendance.objects.filter(part__conference=each.conference, mode__in=PRESENT)
    return bool(there.filter(participant__person=each.child_id).exists())


def _own_views(each: ConferenceChild) -> Section:
    views = (
        Passage.objects.live()
        .filter(record=each.conference.record, heading=Heading.CHILD_VIEWS)
        .filter(about=each.child_id)
        .order_by("position")
    )
    items = tuple(Item(passage.uuid) for passage in views)
    return Section(
        Word("section.my_views"),
        items=items,
        wording=() if items else (Word("child_page.no_words"),),
        about=_only(each),
    )


def _decided(each: ConferenceChild) -> Iterator[Section]:
    """That there is a plan, and nothing of why: the harm has no name on a child's page."""
    decision = decision_of(each)
    if decision is None:
        return
    outcome = ChildOutcome(decision.outcome)
    key = DECIDED.get(outcome) or _plan_word(each)
    yield Section(Word("section.child_decision"), wording=(Word(key),), about=_only(each))


def _plan_word(each: ConferenceChild) -> str:
    return "child_page.plan_continues" if came_with_a_plan(each) else "child_page.plan_made"


def _what_others_do(each: ConferenceChild) -> Iterator[Section]:
    items = plan_items(each.conference)
    wanted = [i for i in items if i.kind in FOR_A_CHILD and about(i) <= _only(each)]
    yield from item_sections(wanted)
    if is_protected(each) and not any(item.kind == ItemKind.ACTION for item in wanted):
        wording = (Word("child_page.no_jobs"),)
        yield Section(Word("section.needs_to_happen"), wording=wording, about=_only(each))


def _next_for(each: ConferenceChild) -> Section:
    """A child without a child protection plan has no core group and no review: a first meeting."""
    if is_protected(each):
        facts, wording = tuple(_meetings(each.conference)), (Word("child_page.come"),)
        return Section(
            Word("section.what_next"),
            facts=facts,
            wording=wording if facts else (),
            about=_only(each),
        )
    decision = decision_of(each)
    first: tuple[Fact, ...] = ()
    if decision and decision.first_meeting_on:
        on, source = decision.first_meeting_on, "conferences.Decision.first_meeting_on"
        first = (Fact(Word("fact.first_meeting"), on, source),)
    return Section(Word("section.what_next"), facts=first, about=_only(each))


def _meetings(conference: Conference) -> Iterator[Fact]:
    if at := conference.first_core_group_at:
        source = "conferences.Conference.first_core_group_at"
        yield Fact(Word("fact.child_core_group"), localtime(at).date(), source)
    yield from next_conference(conference, "fact.child_review", as_at=conference.closed_at)


def _who_helps(each: ConferenceChild) -> Section:
    """The worker, an advocate, and a helpline that is anybody's."""
    leads = leads_of([each]).values()
    return Section(
        Word("section.who_helps"),
        facts=tuple(fact for worker in leads for fact in worker_facts(worker)),
        wording=(
            Word("child_page.ask"),
            Word("child_page.advocate"),
            Word("child_page.childline", name=CHILDLINE),
        ),
        about=_only(each),
    )


def _room_to_answer(each: ConferenceChild) -> Section:
    return Section(
        Word("section.child_space"),
        wording=(Word("child_page.space"),),
        style="space",
        about=_only(each),
    )
