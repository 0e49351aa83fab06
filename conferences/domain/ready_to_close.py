"""What still stands between a conference and its close, each with words for the chair."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from django.utils import timezone

from conferences.domain.beside import (
    HEADING_OF,
    choices_of,
    kept_beside,
    lines_changed_at_once,
)
from conferences.domain.carried_on import left_open
from conferences.domain.decided_since import (
    decided_since,
    is_as_it_stands,
    named,
    reopened_that_made,
)
from conferences.domain.deciding import gaps
from conferences.domain.limits import day_in_words
from conferences.domain.quorate import ground_fits, may_end_plans, quorum_of
from conferences.domain.who_comes import both_come, kept_answers, to_ask
from conferences.enums import ChildOutcome, ConferenceKind, Heading
from conferences.models import Conference, ConferenceChild, Decision
from disclosure.models import Passage
from plans.enums import Category, ItemKind
from plans.models import Plan, PlanItem
from timescales.closed_days import closed_words
from timescales.domain import current_clock
from timescales.due import Dates, DueDate

LAST_TIME = "last_time"
NAMED = 3  # lines named in one obstacle; the page it leads to has them all


@dataclass(frozen=True)
class Obstacle:
    """`where` is what mends it: a heading of the live room, a field of the closing page, or
    the page of what the review opens with."""

    message: str
    where: str

    @property
    def is_in_the_room(self) -> bool:
        return self.where in Heading.values

    @property
    def is_of_last_time(self) -> bool:
        return self.where == LAST_TIME


@dataclass(frozen=True)
class ClosingDetails:
    """What the chair is asked at the end. The record's other words are already in it.

    `who_comes`: participants who were kept apart, and whether they come to the core group.
    """

    held_on: dt.date
    next_review_on: dt.date | None = None
    first_core_group_at: dt.datetime | None = None
    core_group_place: str = ""
    who_comes: Mapping[int, bool] = field(default_factory=dict)
    core_group_may_meet: bool = False
    late_reason: str = ""
    late_note: str = ""
    late_agreed_by: str = ""
    safety_plan_reviewed: str = ""
    inquorate_ground: str = ""
    inquorate_note: str = ""


def obstacles(conference: Conference, details: ClosingDetails) -> list[Obstacle]:
    """Everything that must be mended before closing; empty when the chair may close."""
    children = list(
        conference.children.select_related("child__person", "decision", "plan").order_by("pk")
    )
    return [
        *_at_once(conference),
        *_quorum(conference, children, details),
        *_decisions(children),
        *_overtaken(children, details.held_on),
        *_bare_lines(conference),
        *_items(conference, children, details.held_on),
        *_left_open(conference, children),
        *_dates(conference, children, details),
        *_who_comes(conference, children, details),
        *_lateness(conference, children, details),
    ]


def _at_once(conference: Conference) -> Iterator[Obstacle]:
    """Nothing two people wrote at once goes into a plan before somebody says which stands."""
    changes = choices_of(conference.record_id)
    for key in dict.fromkeys(each["key"] for each in kept_beside(changes)):
        heading = HEADING_OF.get(key.partition(":")[0], Heading.DECISION)
        yield Obstacle(
            f"Two people chose differently at once, under “{heading.label}”. Choose which stands.",
            heading,
        )
    for twin in lines_changed_at_once(conference.record, changes):
        yield Obstacle(
            f"Two people changed one line at once: “{_short(twin)}”. Keep one, or keep both.",
            twin.heading,
        )


def _quorum(
    conference: Conference, children: list[ConferenceChild], details: ClosingDetails
) -> Iterator[Obstacle]:
    """Held without a quorum it counts as held, when the chair says on what ground (Sussex)."""
    counted = quorum_of(conference)
    if counted.is_quorate:
        return
    if not ground_fits(details.inquorate_ground, counted):
        yield Obstacle(
            f"Too few agencies were here: the conference {counted.wanting}. Choose the ground on "
            "which you went on, or adjourn.",
            "inquorate_ground",
        )
    elif not details.inquorate_note.strip():
        yield Obstacle("Say why you went on without a quorum.", "inquorate_note")
    if may_end_plans(was_quorate=False):
        return
    for each in children:
        if _ends_plan(each):
            yield Obstacle(
                f"A review without a quorum cannot end the plan for {each.child}. Continue the "
                "plan, and hold a review with enough agencies.",
                "decisions",
            )


def _ends_plan(each: ConferenceChild) -> bool:
    decision = decision_of(each)
    return decision is not None and not is_protected(each) and bool(open_protection_plan(each))


def _decisions(children: list[ConferenceChild]) -> Iterator[Obstacle]:
    for each in children:
        decision = decision_of(each)
        if decision is None and each.child.person.died_on is not None:
            continue
        if decision is not None:
            yield from _category(each, decision)
            yield from _ended_meanwhile(each)
        for gap in gaps(each):
            yield Obstacle(f"For {each.child}, record {gap}.", Heading.DECISION)


def _ended_meanwhile(each: ConferenceChild) -> Iterator[Obstacle]:
    """Without a review: they turned 18, left, or another authority took over (domain.md, section
    2). A review continues a plan that runs, and makes none."""
    plan = each.plan
    if plan is None or not is_protected(each) or open_protection_plan(each) is not None:
        return
    if each.child.person.died_on is not None:
        return
    if plan.ended_on is not None:
        how = f"ended on {plan.ended_on:%-d %B %Y} ({plan.get_end_reason_display()})"
    elif (made_it := reopened_that_made(plan, each)) is not None:
        yield Obstacle(
            f"The plan for {each.child} is void until the conference that made it is closed again: "
            f"{named(made_it)}. Close that one first.",
            Heading.DECISION,
        )
        return
    else:
        how = "is void since the decision that made it was corrected"
    yield Obstacle(
        f"The plan for {each.child} {how}, so this conference cannot continue it. Record another "
        "decision.",
        Heading.DECISION,
    )


def _overtaken(children: list[ConferenceChild], held_on: dt.date) -> Iterator[Obstacle]:
    """What a later conference decided is not undone by an older one that is closed after it."""
    for each in children:
        decision = decision_of(each)
        if decision is None or each.child.person.died_on is not None:
            continue
        since = decided_since(each, on=held_on)
        if since and not is_as_it_stands(each, decision):
            yield Obstacle(
                f"{each.child} {since}, and what you decided would undo it. Record the decision as "
                "it stands now, or adjourn this conference.",
                Heading.DECISION,
            )


def _category(each: ConferenceChild, decision: Decision) -> Iterator[Obstacle]:
    if decision.outcome == ChildOutcome.CHILD_PROTECTION and not decision.category:
        yield Obstacle(f"Choose the category of harm for {each.child}.", Heading.DECISION)
    if decision.category == Category.MULTIPLE and len(decision.constituent_categories) == 1:
        yield Obstacle(
            f"Choose every category that “multiple” stands for, for {each.child}.", Heading.DECISION
        )


def _bare_lines(conference: Conference) -> Iterator[Obstacle]:
    """Words under the plan of which nobody said what they are: no paper would show them."""
    said = Passage.objects.live().filter(record=conference.record, heading=Heading.PLAN)
    for passage in said.filter(plan_item=None):
        yield Obstacle(
            f"Say what “{_short(passage)}” is in the plan: a worry, a goal, an action. Or take it "
            "off.",
            Heading.PLAN,
        )


def _items(
    conference: Conference, children: list[ConferenceChild], held_on: dt.date
) -> Iterator[Obstacle]:
    items = plan_items(conference)
    actions = [item for item in items if item.kind == ItemKind.ACTION]
    for action in actions:
        if not action.is_complete:
            yield Obstacle(
                f"Say who will do “{_short(action.passage)}” and by when, "
                "or who will confirm it and by when.",
                Heading.PLAN,
            )
        elif action.is_overdue(held_on):
            yield Obstacle(
                f"Give “{_short(action.passage)}” a new date, or take it off: its day has passed.",
                "plan",
            )
    for each in children:
        if has_plan(each) and not any(_is_for(action, each) for action in actions):
            yield Obstacle(f"Agree at least one action for {each.child}.", Heading.PLAN)


def _left_open(conference: Conference, children: list[ConferenceChild]) -> Iterator[Obstacle]:
    """Nothing that is still needed drops out of a plan because nobody spoke of it."""
    lines = left_open(conference, [each for each in children if is_protected(each)])
    if not lines:
        return
    named = ", ".join(f"“{_short(item.passage)}”" for item in lines[:NAMED])
    more = f" and {len(lines) - NAMED} more" if len(lines) > NAMED else ""
    yield Obstacle(
        f"Still open in the plan: {named}{more}. Carry on what is needed, and say why the rest "
        "is not.",
        LAST_TIME,
    )


def plan_items(conference: Conference) -> list[PlanItem]:
    """The plan items agreed in this conference, as they stand."""
    standing = PlanItem.objects.standing().filter(passage__record=conference.record)
    ordered = standing.select_related("passage", "owner", "confirm_by")
    return list(ordered.prefetch_related("passage__about").order_by("passage__position"))


def _is_for(item: PlanItem, each: ConferenceChild) -> bool:
    about = {person.pk for person in item.passage.about.all()}
    return not about or each.child_id in about


def _dates(
    conference: Conference, children: list[ConferenceChild], details: ClosingDetails
) -> Iterator[Obstacle]:
    newest = [each for each in children if not decided_since(each, on=details.held_on)]
    on_plan = [each for each in newest if is_protected(each)]
    if not on_plan:
        return
    yield from next_review_obstacles(conference, details)
    if conference.kind == ConferenceKind.REVIEW and not _newly_protected(on_plan):
        return
    yield from core_group_obstacles(details)


def _who_comes(
    conference: Conference, children: list[ConferenceChild], details: ClosingDetails
) -> Iterator[Obstacle]:
    """Parents who could not sit in one room are not put into one by the core group, at a review
    neither."""
    if not any(is_protected(each) for each in children):
        return
    asked = to_ask(conference)
    answers = {**kept_answers(conference), **details.who_comes}
    for each in asked:
        if each.participant.pk not in answers:
            yield Obstacle(
                f"{each.name} was {each.why}. Say whether they come to the core group.",
                f"who_comes_{each.participant.pk}",
            )
    for one, other in () if details.core_group_may_meet else both_come(asked, answers):
        yield Obstacle(
            f"{one} and {other} were kept apart, and both come to the core group. Make sure that "
            "they may meet, or say who does not come.",
            "core_group_may_meet",
        )


def next_review_obstacles(conference: Conference, details: ClosingDetails) -> Iterator[Obstacle]:
    """What is wrong with the date of the next review, first things first."""
    day = details.next_review_on
    if day is None:
        message = "Set the date of the next review conference."
    elif day <= details.held_on:
        message = "The next review must be after this conference."
    elif day > (limit := review_limit(conference, details.held_on)).due_on:
        last = day_in_words(limit.due_on, limit)
        message = f"The next review must be held by {last}. Choose an earlier date."
    else:
        message = _on_a_working_day("The next review conference", day)
    if message:
        yield Obstacle(message, "next_review_on")


def core_group_obstacles(details: ClosingDetails) -> Iterator[Obstacle]:
    """What is wrong with the day of the first core group."""
    if details.first_core_group_at is None:
        message = "Set the date and time of the first core group."
    elif (day := timezone.localdate(details.first_core_group_at)) < details.held_on:
        message = "The first core group cannot be before this conference."
    else:
        message = _on_a_working_day("The first core group", day)
    if message:
        yield Obstacle(message, "first_core_group_at")


def _on_a_working_day(what: str, day: dt.date) -> str:
    """Nothing is held while our own offices are shut either."""
    closed = closed_words(day, current_clock().calendar.following_closures())
    return f"{what} cannot be held that day: {closed}" if closed else ""


def _lateness(
    conference: Conference, children: list[ConferenceChild], details: ClosingDetails
) -> Iterator[Obstacle]:
    if not any(each.is_late(details.held_on) for each in children):
        return
    if not details.late_reason:
        yield Obstacle("This conference is late. Choose the reason.", "late_reason")
    if not details.late_agreed_by:
        yield Obstacle("Name the manager who agreed to the late date.", "late_agreed_by")
    if conference.kind == ConferenceKind.INITIAL and not details.safety_plan_reviewed:
        yield Obstacle(
            "This conference is late. Say what the review of the safety plan found.",
            "safety_plan_reviewed",
        )


def review_limit(conference: Conference, held_on: dt.date | None = None) -> DueDate:
    """The last day for the next review, and why; from `conference.day` unless told otherwise."""
    return current_clock().due(review_rule(conference), Dates(start=held_on or conference.day))


def core_group_limit(conference: Conference) -> DueDate:
    """The last day for the first core group, and why."""
    return current_clock().due("first_core_group", Dates(start=conference.day))


def calls_core_group(conference: Conference) -> bool:
    """Whether a first core group may be needed: not where every child has a plan that goes on."""
    is_review = conference.kind == ConferenceKind.REVIEW
    return not is_review or conference.children.filter(plan=None).exists()


def review_rule(conference: Conference) -> str:
    """First review after an initial or transfer-in conference, later review after a review."""
    return "later_review" if conference.kind == ConferenceKind.REVIEW else "first_review"


def decision_of(each: ConferenceChild) -> Decision | None:
    return getattr(each, "decision", None)


def is_protected(each: ConferenceChild) -> bool:
    """Whether this conference makes or continues a child protection plan for the child."""
    decision = decision_of(each)
    return decision is not None and decision.outcome == ChildOutcome.CHILD_PROTECTION


def has_plan(each: ConferenceChild) -> bool:
    """Whether the child leaves with a plan of any kind, so that something must be done."""
    decision = decision_of(each)
    return decision is not None and decision.outcome != ChildOutcome.NO_FURTHER_ACTION


def _newly_protected(children: list[ConferenceChild]) -> bool:
    return any(each.plan is None for each in children)


def _short(passage: Passage) -> str:
    words = passage.text.split()
    return " ".join(words[:8]) + ("…" if len(words) > 8 else "")


def open_protection_plan(each: ConferenceChild) -> Plan | None:
    """The child's own open child protection plan, whether or not this conference points at it."""
    found: Plan | None = (
        Plan.objects.open().child_protection().filter(child_id=each.child_id).first()
    )
    return found
