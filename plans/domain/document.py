"""The full plan as a document to print: `disclosure` gives each recipient their part of it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from django.conf import settings

from disclosure.document import Document, Fact, Item, Section, Word
from disclosure.enums import PackKind
from disclosure.models import Passage, Record
from people.models import Family
from plans.domain.items import items_of
from plans.domain.members import lead_worker_of
from plans.domain.printed_category import kinds_of_harm
from plans.domain.printed_items import about, item_sections
from plans.domain.words import CHILD_VIEWS
from plans.enums import CoreGroupState, ItemStatus
from plans.models import CoreGroup, Plan, PlanItem, Progress

GONE = (ItemStatus.NOT_NEEDED, ItemStatus.DONE)


def protection_plan(record: Record, plans: Sequence[Plan]) -> Document:
    """Who does what by when comes first; then how it is going, and when the core group meets."""
    items = [item for item in items_of(record) if item.status not in GONE]
    children = frozenset(plan.child_id for plan in plans)
    last = _last_core_group(plans)
    return Document(
        kind=PackKind.PROTECTION_PLAN,
        opening=(Word("opening.protection_plan"),),
        sections=(
            *(_since(plan) for plan in plans),
            *item_sections(item for item in items if len(about(item) & children) != 1),
            *_each_child(items, plans, children),
            *_how_it_goes(record, last),
            *_views(record, plans, last),
            _what_next(record.family),
            _your_worker(record.family),
            _if_you_do_not_agree(),
        ),
        about=children,
    )


def _since(plan: Plan) -> Section:
    source = "plans.Plan."
    facts = [Fact(Word("fact.since"), plan.started_on, source + "started_on")]
    for kind in kinds_of_harm(plan.category_latest, plan.constituent_categories):
        facts.append(Fact(Word("fact.category"), kind, source + "category_latest"))
    heading = Word("section.for_child", name=plan.child.person.called)
    return Section(heading, facts=tuple(facts), about=frozenset({plan.child_id}))


def _each_child(
    items: Sequence[PlanItem], plans: Sequence[Plan], children: frozenset[int]
) -> Iterator[Section]:
    """What is about one child alone stands under that child's name."""
    for plan in plans:
        own = [item for item in items if about(item) & children == {plan.child_id}]
        for section in item_sections(own, level=3):
            yield Section(
                Word(section.heading.key, name=plan.child.person.called),
                items=section.items,
                style=section.style,
                level=section.level,
                about=frozenset({plan.child_id}),
            )


def _last_core_group(plans: Sequence[Plan]) -> CoreGroup | None:
    held = CoreGroup.objects.held().filter(plans__in=plans)
    found: CoreGroup | None = held.order_by("held_on", "pk").last()
    return found


def _how_it_goes(record: Record, last: CoreGroup | None) -> Iterator[Section]:
    """The words of the last core group, each for those who may have them."""
    if last is None:
        return
    said = Progress.objects.standing().filter(core_group=last, words__record=record)
    items = tuple(Item(row.words.uuid) for row in said.select_related("words") if row.words)
    if items:
        yield Section(Word("section.progress"), items=items)


def _views(record: Record, plans: Sequence[Plan], last: CoreGroup | None) -> Iterator[Section]:
    if last is None:
        return
    said = Passage.objects.live().filter(record=record, heading=CHILD_VIEWS, part_key=last.about)
    for plan in plans:
        own = tuple(Item(passage.uuid) for passage in said.filter(about=plan.child_id))
        if own:
            heading = Word("section.child_views", name=plan.child.person.called)
            yield Section(heading, items=own, about=frozenset({plan.child_id}))


def _what_next(family: Family) -> Section:
    planned = CoreGroup.objects.filter(family=family, state=CoreGroupState.PLANNED)
    group = planned.order_by("planned_at").first()
    facts = []
    if group is not None and group.planned_at is not None:
        source = "plans.CoreGroup."
        facts.append(Fact(Word("fact.next_core_group"), group.planned_at, source + "planned_at"))
        if group.place:
            facts.append(Fact(Word("fact.place"), group.place, source + "place"))
    return Section(Word("section.what_next"), facts=tuple(facts))


def _your_worker(family: Family) -> Section:
    worker = lead_worker_of(family)
    facts = []
    if worker is not None:
        name = worker.person.name
        facts.append(Fact(Word("fact.lead_worker"), name, "people.CaseRole.professional"))
        if worker.work_telephone:
            facts.append(
                Fact(
                    Word("fact.telephone"),
                    worker.work_telephone,
                    "people.Professional.work_telephone",
                    owner=worker.pk,
                )
            )
    return Section(Word("section.your_worker"), facts=tuple(facts))


def _if_you_do_not_agree() -> Section:
    """No last day here: a plan is printed for months after the conference that decided on it."""
    phone = Word("not_agree.phone", name=settings.OFFICE_TELEPHONE)
    return Section(Word("section.not_agree"), wording=(Word("not_agree.how"), phone))
