"""What a chair needs on paper when nothing else works: names, limits and dates, no old words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.template.loader import render_to_string

from conferences.domain.ready_to_close import review_rule
from conferences.domain.session import excluded_people
from conferences.enums import AgencyStance, Capacity, ChildOutcome, Heading, Participation
from conferences.models import Conference, ConferenceChild, Participant
from plans.enums import Category, ItemKind
from timescales.domain import current_clock
from timescales.due import Dates

WRITTEN_UNDER = [
    h for h in Heading if h not in {Heading.PLAN, Heading.DECISION, Heading.SAFETY_SCALE}
]
AFTER = (("decision_letter", "Decision letter"), ("first_core_group", "First core group"))


@dataclass(frozen=True)
class Limit:
    what: str
    due_on: dt.date


@dataclass(frozen=True)
class Bundle:
    """`on` is the day the meeting is held: every limit is counted from it."""

    conference: Conference
    on: dt.date
    participants: list[Participant]
    children: list[ConferenceChild]
    excluded: set[int]
    limits: list[Limit]

    @property
    def agencies(self) -> list[Participant]:
        return [each for each in self.participants if each.capacity == Capacity.AGENCY]


def bundle_of(conference: Conference, *, on: dt.date) -> Bundle:
    first = conference.parts.order_by("ordinal").first()
    whole = {e.person_id for e in conference.exclusions.standing().filter(part=None)}
    return Bundle(
        conference=conference,
        on=on,
        participants=list(conference.participants.select_related("person", "agency")),
        children=list(conference.children.select_related("child__person")),
        excluded=excluded_people(first) if first else whole,
        limits=_limits(conference, on),
    )


def page_of(bundles: Sequence[Bundle], *, on: dt.date) -> str:
    """The whole HTML document. It does not say when it was made, so that two can be compared."""
    return render_to_string(
        "pdf/bundle.html",
        {
            "bundles": bundles,
            "on": on,
            "headings": WRITTEN_UNDER,
            "item_kinds": ItemKind.labels,
            "categories": Category.labels,
            "outcomes": ChildOutcome.labels,
            "stances": AgencyStance.labels,
            "participation": Participation.labels,
            "scores": range(11),
        },
    )


def _limits(conference: Conference, on: dt.date) -> list[Limit]:
    clock, held = current_clock(), Dates(start=on)
    rules = [*AFTER, (review_rule(conference), "Next review conference")]
    return [Limit(what, clock.due(rule, held).due_on) for rule, what in rules]
