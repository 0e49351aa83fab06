"""What the big screen may show: words that everyone present in the current part may see.

Default deny. Somebody may see a passage when they are cleared for it; somebody who is neither
family nor given copies (an interpreter, an observer) when they heard it said in the same part.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from conferences.domain.attending import MAY_KEEP_WORDS, present_in
from conferences.domain.outside_home import labels_of
from conferences.models import Conference, Part, Participant
from disclosure.enums import Restriction
from disclosure.models import Passage, PassageClearance
from plans.domain.items import HEADING as PLAN
from plans.models import PlanItem


@dataclass(frozen=True)
class Section:
    label: str
    passages: list[Passage]


@dataclass(frozen=True)
class Board:
    """`mark` changes exactly when what is shown changes."""

    state: str
    part: Part | None
    present: list[Participant]
    sections: list[Section]
    actions: list[PlanItem]
    hidden: int

    @property
    def mark(self) -> str:
        shown = [(s.label, p.uuid, p.version) for s in self.sections for p in s.passages]
        actions = [(i.pk, i.kind, i.owner_id, i.due_on) for i in self.actions]
        here = [p.pk for p in self.present]
        what = repr((self.state, self.part and self.part.pk, here, shown, actions, self.hidden))
        return hashlib.sha256(what.encode()).hexdigest()[:16]


def board_of(conference: Conference) -> Board:
    part = conference.parts.filter(is_current=True).first()
    present = present_in(part) if part else []
    live = Passage.objects.live().filter(record_id=conference.record_id)
    # The order of asking is the order of safety: with nobody marked present, nothing is shown.
    shown = list(_cleared_for_all(live, part, present)) if part and present else []
    return Board(
        state=conference.state,
        part=part,
        present=present,
        sections=_sections(conference, shown),
        actions=_actions(shown),
        hidden=live.count() - len(shown),
    )


def _cleared_for_all(
    live: QuerySet[Passage], part: Part, present: list[Participant]
) -> QuerySet[Passage]:
    """One query: as many standing clearances among those present as there are people present."""
    keepers = {p.person_id for p in present if p.capacity in MAY_KEEP_WORDS}
    hearers = {p.person_id for p in present} - keepers
    standing = Q(clearances__revoked_at=None)
    cleared = live.annotate(
        keepers_cleared=Count(
            "clearances__person",
            filter=standing & Q(clearances__person__in=keepers),
            distinct=True,
        )
    ).filter(keepers_cleared=len(keepers))
    if hearers:
        # Restricted words are typed, not said aloud: nobody has them by having been there.
        heard = Q(part_key=part.key, restriction=Restriction.NONE)
        cleared = cleared.filter(heard | Q(pk__in=_cleared(hearers)))
    return cleared.order_by("position", "pk")


def _cleared(people: set[int]) -> QuerySet[PassageClearance, Any]:
    rows = PassageClearance.objects.standing().filter(person__in=people).values("passage")
    counted = rows.annotate(people=Count("person", distinct=True))
    return counted.filter(people=len(people)).values("passage")


def _sections(conference: Conference, shown: list[Passage]) -> list[Section]:
    by_heading = defaultdict(list)
    for passage in shown:
        by_heading[passage.heading].append(passage)
    return [
        Section(label, by_heading[heading])
        for heading, label in labels_of(conference).items()
        if by_heading[heading] and heading != PLAN
    ]


def _actions(shown: list[Passage]) -> list[PlanItem]:
    plan = [passage.pk for passage in shown if passage.heading == PLAN]
    items = PlanItem.objects.filter(passage_id__in=plan)
    return list(
        items.select_related("passage", "owner", "confirm_by").order_by("passage__position")
    )
