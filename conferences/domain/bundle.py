"""What a chair needs on paper when nothing else works: names, limits and dates, no old words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.template.loader import render_to_string

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.ready_to_close import review_rule
from conferences.domain.session import excluded_people
from conferences.domain.steps import require
from conferences.enums import AgencyStance, Capacity, ChildOutcome, Heading, Participation
from conferences.models import Conference, ConferenceChild, Participant
from disclosure.rendering.pdf import html_to_pdf
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
    whole = {e.person_id for e in conference.exclusions.filter(part=None)}
    return Bundle(
        conference=conference,
        on=on,
        participants=list(conference.participants.select_related("person", "agency")),
        children=list(conference.children.select_related("child__person")),
        excluded=excluded_people(first) if first else whole,
        limits=_limits(conference, on),
    )


@transaction.atomic
def bundles_pdf(conferences: Sequence[Conference], *, on: dt.date, by: User) -> bytes:
    """The papers of several meetings as one tagged PDF, each beginning on a fresh sheet.

    Every page says who printed it and for whose meeting. Audited as printed, before it is made.
    Raises `NotAllowed` for whoever runs or minutes not every one of them.
    """
    for conference in conferences:
        require(
            rules.may_record(by, conference),
            "conferences.bundles",
            by=by,
            about=conference,
            message="Only the chair or business support may print the paper bundle.",
        )
    concerned = [child for each in conferences for child in each.children_concerned()]
    record(
        Action.PRINTED,
        "conferences.bundles",
        by=by,
        subjects=list(conferences),
        children=concerned,
    )
    html = render_to_string(
        "pdf/bundle.html",
        {
            "bundles": [bundle_of(each, on=on) for each in conferences],
            "on": on,
            "printed_by": by.name,
            "headings": WRITTEN_UNDER,
            "item_kinds": ItemKind.labels,
            "categories": Category.labels,
            "outcomes": ChildOutcome.labels,
            "stances": AgencyStance.labels,
            "participation": Participation.labels,
            "scores": range(11),
        },
    )
    return html_to_pdf(html, layout="bundle", identifier=f"bundles {on}")


def _limits(conference: Conference, on: dt.date) -> list[Limit]:
    clock, held = current_clock(), Dates(start=on)
    rules = [*AFTER, (review_rule(conference), "Next review conference")]
    return [Limit(what, clock.due(rule, held).due_on) for rule, what in rules]
