"""What a review opens with: the last conference's words, read-only, and who may hear them.

Default deny: words are put forward to be read aloud only when everybody who is in the room now
may have them. The others are there for whoever runs the meeting, set apart.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Count, Q

from accounts.errors import WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.attending import present_in
from conferences.domain.board import Section
from conferences.domain.carried_on import is_for
from conferences.domain.outside_home import labels_of
from conferences.domain.steps import locked, require
from conferences.enums import ConferenceKind, ConferenceState, Heading
from conferences.models import Conference, Participant
from disclosure.models import Passage
from plans.domain.developing import carry_items, record_of, write_update
from plans.domain.items import HEADING as PLAN
from plans.domain.reading_plan import family_plan
from plans.enums import ItemStatus
from plans.models import PlanItem
from timescales.domain import today_in_london

NOT_WORDS = frozenset({Heading.PLAN, Heading.DECISION})


@dataclass(frozen=True)
class LastTime:
    """`for_all`: everybody here may have them. `for_some`: somebody here may not."""

    conference: Conference
    for_all: list[Section]
    for_some: list[Section]


def last_held(review: Conference) -> Conference | None:
    """The last conference held about any of these children."""
    rows = Conference.objects.filter(
        children__child__in=review.children.values("child"), held_on__isnull=False
    )
    found: Conference | None = (
        rows.exclude(pk=review.pk).distinct().order_by("-held_on", "-pk").first()
    )
    return found


def last_time(review: Conference, *, reader: User) -> LastTime | None:
    """The words of the last conference that `reader` may see. None where there was none."""
    before = last_held(review)
    if before is None:
        return None
    part = review.parts.filter(is_current=True).first()
    here = {participant.person_id for participant in present_in(part)} if part else set()
    rows = (
        Passage.objects.visible_to(reader)
        .live()
        .filter(record=before.record_id)
        .exclude(heading__in=[heading.value for heading in NOT_WORDS])
        .annotate(
            may_have=Count(
                "clearances__person",
                filter=Q(clearances__revoked_at=None, clearances__person__in=here),
                distinct=True,
            )
        )
        .order_by("position", "pk")
    )
    said = list(rows)
    shared = [passage for passage in said if here and passage.may_have == len(here)]
    apart = [passage for passage in said if passage not in shared]
    labels = labels_of(before)
    return LastTime(before, _sections(shared, labels), _sections(apart, labels))


def _sections(passages: Iterable[Passage], labels: Mapping[Heading, str]) -> list[Section]:
    by_heading = defaultdict(list)
    for passage in passages:
        by_heading[passage.heading].append(passage)
    return [Section(label, by_heading[h]) for h, label in labels.items() if by_heading[h]]


def agencies_reporting(review: Conference) -> list[Participant]:
    """Each agency asked to this review, with where its report stands."""
    rows = review.participants.filter(capacity="agency").select_related("person", "agency")
    return list(rows)


def carried(review: Conference) -> set[int]:
    """The lineages of the items already carried into this review."""
    items = PlanItem.objects.filter(
        passage__record=review.record, passage__removed_at=None, passage__heading=PLAN
    )
    return {item.lineage for item in items}


def lines_waiting(review: Conference, *, reader: User) -> list[PlanItem]:
    """Open lines of the plans as they stand, of this review's children, not in its own plan."""
    already, children = carried(review), set(review.children.values_list("child_id", flat=True))
    plan = family_plan(review.family, reader=reader)
    records = {record_of(each).pk for each in plan.plans if each.child_id in children}
    return [
        item
        for item in plan.items
        if item.is_open
        and item.lineage not in already
        and item.passage.record_id in records
        and is_for(item, children)
    ]


@transaction.atomic
def settle_plan(
    *,
    conference: Conference,
    going_on: Iterable[PlanItem],
    left_behind: Iterable[PlanItem],
    reason: str,
    by: User,
) -> list[PlanItem]:
    """Carry some lines on, and say why the others are no longer needed; without a reason those
    go on waiting.

    Returns the lines carried. Raises what `carry_on` raises.
    """
    made = carry_on(conference=conference, items=going_on, by=by)
    known = carried(conference)
    for item in left_behind if reason.strip() else ():
        if item.lineage not in known:
            write_update(
                item=item,
                status=ItemStatus.NOT_NEEDED,
                on=today_in_london(),
                words=reason,
                audience=(),
                by=by,
            )
    return made


@transaction.atomic
def carry_on(*, conference: Conference, items: Iterable[PlanItem], by: User) -> list[PlanItem]:
    """Put items of the plan as it stands into this review's plan, where they can be changed.

    An item carried already is left alone. Raises `NotAllowed`, `WrongState` unless a review is in
    session.
    """
    conference = locked(conference)
    require(
        rules.may_record(by, conference),
        "conferences.carry_on",
        by=by,
        about=conference,
        message="Only the chair or the minute-taker may write in the live room.",
    )
    is_review = conference.kind == ConferenceKind.REVIEW
    if not is_review or conference.state != ConferenceState.IN_SESSION:
        raise WrongState(
            "The plan is carried on while a review is in session.", rule="not_in_session"
        )
    known = carried(conference)
    new = [item for item in items if item.lineage not in known]
    made = carry_items(items=new, into=conference.record, by=by)
    record(
        Action.CHANGED,
        "conferences.carry_on",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        detail={"items": len(made)},
    )
    return made
