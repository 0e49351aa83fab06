"""Facts that several documents share, each with the model field it comes from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import replace

from django.conf import settings
from django.db.models import Q

from conferences.domain.complaining import last_day_to_complain
from conferences.domain.documents.next_conference import next_conference
from conferences.domain.leading import is_of_social_care
from conferences.domain.ready_to_close import decision_of, is_protected
from conferences.enums import ChildOutcome
from conferences.models import Conference, ConferenceChild, Decision
from disclosure.document import Fact, Section, Word
from people.domain.contact import reach_of
from people.models import Person
from plans.domain.printed_category import kinds_of_harm
from plans.models import Plan

INSTEAD = {
    ChildOutcome.CHILD_IN_NEED: "decision.child_in_need",
    ChildOutcome.EARLY_HELP: "decision.early_help",
    ChildOutcome.NO_FURTHER_ACTION: "decision.no_more",
}
AGREED = {
    ChildOutcome.CHILD_IN_NEED: "decision.child_in_need_agreed",
    ChildOutcome.EARLY_HELP: "decision.early_help_agreed",
}


def about_the_meeting(conference: Conference, place: str) -> Section:
    facts = [Fact(Word("fact.date"), conference.day, "conferences.Conference.held_on")]
    if place:
        facts.append(Fact(Word("fact.place"), place, "conferences.Conference.booking"))
    if conference.chair:
        chair = conference.chair.person.name
        facts.append(Fact(Word("fact.chair"), chair, "conferences.Conference.chair"))
    return Section(Word("section.about"), facts=tuple(facts))


def children_of(conference: Conference) -> list[ConferenceChild]:
    rows = conference.children.select_related("child__person", "decision__lead_worker", "plan")
    return list(rows)


def decision_section(each: ConferenceChild) -> Section | None:
    """What was decided for one child, and why in brief (decision letter: Sussex)."""
    decision = decision_of(each)
    if decision is None:
        return None
    return Section(
        Word("section.decision", name=each.child.person.called),
        facts=tuple(_decision_facts(each, decision)),
        about=frozenset({each.child_id}),
    )


def _decision_facts(each: ConferenceChild, decision: Decision) -> Iterator[Fact]:
    source = "conferences.Decision."
    labels = ("fact.decision", "fact.what_next")
    for label, key in zip(labels, _decision_words(each, decision), strict=False):
        yield Fact(Word(label), Word(key), source + "outcome")
    if decision.category:
        kinds = kinds_of_harm(decision.category, decision.constituent_categories)
        for kind in kinds or [Word("category.none")]:
            yield Fact(Word("fact.category"), kind, source + "category")
    if decision.risk_outside_home:
        yield Fact(Word("fact.category"), Word("risk_outside_home"), source + "risk_outside_home")
    if decision.threshold_reason:
        yield Fact(Word("fact.reasons"), decision.threshold_reason, source + "threshold_reason")
    if decision.first_meeting_on:
        yield Fact(
            Word("fact.first_meeting"), decision.first_meeting_on, source + "first_meeting_on"
        )


def _decision_words(each: ConferenceChild, decision: Decision) -> Iterator[str]:
    """Made subject to a plan or not (Sussex), and what there is instead; nobody is asked again to
    agree to what was agreed."""
    outcome, had_plan = ChildOutcome(decision.outcome), came_with_a_plan(each)
    if outcome == ChildOutcome.CHILD_PROTECTION:
        yield "decision.plan_continues" if had_plan else "decision.plan_made"
        return
    yield "decision.plan_ended" if had_plan else "decision.no_plan"
    agreed = AGREED.get(outcome) if decision.consent_by else None
    yield agreed or INSTEAD[outcome]


def came_with_a_plan(each: ConferenceChild) -> bool:
    """Whether the child had a child protection plan of ours before this conference."""
    day = each.conference.day
    ours = Plan.objects.child_protection().filter(child=each.child_id, voided_at=None)
    there = ours.filter(Q(ended_on=None) | Q(ended_on__gte=day), started_on__lte=day)
    return bool(there.exclude(opened_by=each.conference.about).exists())


def what_next(conference: Conference, *, as_at: dt.datetime | None) -> list[Section]:
    """Review and core group dates, for those who have a child protection plan and nobody else.

    Where brothers and sisters go different ways each has a section of their own, so that it
    reaches only who belongs to that child. `as_at` as in `next_conference`.
    """
    children = children_of(conference)
    protected = [each for each in children if is_protected(each)]
    if len(protected) == len(children):
        return [Section(Word("section.what_next"), facts=tuple(_meetings(conference, as_at)))]
    return [section for each in protected for section in _what_next_for(each, as_at)]


def _what_next_for(each: ConferenceChild, as_at: dt.datetime | None) -> Iterator[Section]:
    about = frozenset({each.child_id})
    yield Section(Word("section.for_child", name=each.child.person.called), about=about)
    facts = tuple(_meetings(each.conference, as_at))
    yield Section(Word("section.what_next"), facts=facts, about=about, level=3)


def _meetings(conference: Conference, as_at: dt.datetime | None) -> Iterator[Fact]:
    source = "conferences.Conference."
    if conference.first_core_group_at:
        at = conference.first_core_group_at
        yield Fact(Word("fact.core_group"), at, source + "first_core_group_at")
    if conference.core_group_place:
        place = conference.core_group_place
        yield Fact(Word("fact.place"), place, source + "core_group_place")
    yield from next_conference(conference, "fact.review", as_at=as_at)


def your_worker(conference: Conference) -> list[Section]:
    """The lead worker, with the number to ring. Where brothers and sisters have different ones it
    says whose each is, and reaches only who belongs to that child."""
    leads = leads_of(children_of(conference))
    if len(set(leads.values())) == 1:
        return [_worker_section(*set(leads.values()))]
    return [section for each, worker in leads.items() for section in _worker_of(each, worker)]


def leads_of(children: Iterable[ConferenceChild]) -> dict[ConferenceChild, Person]:
    """Who leads the work with each child, where somebody does."""
    decisions = [(each, decision_of(each)) for each in children]
    return {each: made.lead_worker for each, made in decisions if made and made.lead_worker}


def _worker_of(each: ConferenceChild, worker: Person) -> Iterator[Section]:
    about = frozenset({each.child_id})
    yield Section(Word("section.for_child", name=each.child.person.called), about=about)
    yield replace(_worker_section(worker), about=about, level=3)


def _worker_section(worker: Person) -> Section:
    heading = "section.your_worker" if is_of_social_care(worker.pk) else "section.your_lead"
    return Section(Word(heading), facts=tuple(worker_facts(worker)))


def worker_facts(worker: Person) -> Iterator[Fact]:
    """Their name and number at work. Only somebody of social care is called a social worker."""
    label = "fact.lead_worker" if is_of_social_care(worker.pk) else "fact.lead_other"
    yield Fact(Word(label), worker.name, "conferences.Decision.lead_worker")
    telephone = reach_of(worker, at_work=True).telephone
    if telephone:
        source = "people.Professional.work_telephone"
        yield Fact(Word("fact.telephone"), telephone, source, owner=worker.pk)


def if_you_do_not_agree(conference: Conference) -> Section:
    """The right to complain, the number to ring and the last day (decision letter: Sussex)."""
    day = last_day_to_complain(conference)
    phone = Word("not_agree.phone_by", name=settings.OFFICE_TELEPHONE, on=day)
    return Section(Word("section.not_agree"), wording=(Word("not_agree.how"), phone))
