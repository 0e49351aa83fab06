"""Open a conference: its record, its children with their own limits, and who is asked to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.domain.kept_apart import split_again
from conferences.domain.limits import limit_of_request, review_limit_of
from conferences.domain.slots import hand_over_pencil
from conferences.domain.taking_part import not_to_be_told
from conferences.enums import Capacity, ConferenceKind, PartKind
from conferences.models import (
    Attendance,
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Part,
    Participant,
    RequestedChild,
    RequestedInvitee,
    StrategyDiscussion,
)
from disclosure.models import Record
from people.domain.queries import holder_of
from people.enums import CaseRoleKind
from people.models import Child, Family
from plans.domain.queries import open_plan_for
from timescales.due import DueDate


@transaction.atomic
def open_conference(*, request: ConferenceRequest, by: User) -> Conference:
    """The conference a request proceeds to. A slot pencilled for the request comes with it."""
    conference = _new(request.family, ConferenceKind(request.kind), request=request)
    conference.planned_on = request.wanted_by
    for row in request.children.select_related("child", "initiating_discussion"):
        add_requested(conference, row)
    keep_earliest(conference)
    _ask(conference, chain(_requested(request), _lead_social_worker(request.family)))
    _opened(conference, by)
    hand_over_pencil(request=request, conference=conference, by=by)
    return conference


@transaction.atomic
def open_review(
    *,
    family: Family,
    children: Iterable[Child],
    follows: Conference | None = None,
    by: User | None,
) -> Conference:
    """The next review of children on plans, to be booked. Those asked last time are asked again,
    and who was heard apart is heard apart again.

    `follows` is the conference that set it. `by` is None for the nightly sweep.
    """
    conference = _new(family, ConferenceKind.REVIEW, request=None)
    conference.follows = follows
    conference.planned_on = follows.next_review_on if follows else None
    for child in children:
        add_to_review(conference, child)
    keep_earliest(conference)
    _ask(conference, chain(_of_last_time(conference), _lead_social_worker(family)))
    _opened(conference, by)
    return conference


def _new(family: Family, kind: ConferenceKind, *, request: ConferenceRequest | None) -> Conference:
    words = Record.objects.create(family=family, label=kind.label)
    return Conference.objects.create(family=family, kind=kind, request=request, record=words)


def add_requested(conference: Conference, row: RequestedChild) -> None:
    """Part of opening what was asked for, and of adding a child to it."""
    _add_child(conference, row.child, limit_of_request(row), row.initiating_discussion)


def add_to_review(conference: Conference, child: Child) -> None:
    """Part of opening a review and of keeping it in step."""
    _add_child(conference, child, review_limit_of(child))


def _add_child(
    conference: Conference,
    child: Child,
    limit: DueDate | None,
    discussion: StrategyDiscussion | None = None,
) -> None:
    ConferenceChild.objects.create(
        conference=conference,
        child=child,
        initiating_discussion=discussion,
        due_on=limit.due_on if limit else None,
        plan=open_plan_for(child),
    )


def keep_earliest(conference: Conference) -> None:
    """Siblings may have different limits: the earliest binds the meeting."""
    limits = conference.children.filter(due_on__isnull=False).values_list("due_on", flat=True)
    conference.due_on = min(limits, default=None)
    conference.save()


def _main_part(conference: Conference) -> Part:
    return Part.objects.create(
        conference=conference, name="Whole meeting", kind=PartKind.EVERYONE, ordinal=1
    )


def _requested(request: ConferenceRequest) -> Iterator[Participant]:
    for row in request.people_to_invite.all():
        yield _like(row)


def _of_last_time(conference: Conference) -> Iterator[Participant]:
    """Nobody who must by now be told nothing about one of the children."""
    held = Conference.objects.filter(family=conference.family_id, held_on__isnull=False)
    last = held.order_by("-held_on").first()
    if last is not None:
        lasting = (Capacity.AGENCY, Capacity.FAMILY, Capacity.ADVISER)
        for row in last.participants.filter(capacity__in=lasting).select_related("person"):
            if not not_to_be_told(conference, row.person):
                yield _like(row)


def _like(row: RequestedInvitee | Participant) -> Participant:
    return Participant(
        person_id=row.person_id,
        agency_id=row.agency_id,
        capacity=row.capacity,
        direct_contact=row.direct_contact,
    )


def _lead_social_worker(family: Family) -> Iterator[Participant]:
    lead = holder_of(family, CaseRoleKind.LEAD_SOCIAL_WORKER)
    if lead is not None:
        yield Participant(
            person_id=lead.person_id,
            agency_id=lead.agency_id,
            capacity=Capacity.AGENCY,
            direct_contact=True,
        )


def _ask(conference: Conference, people: Iterable[Participant]) -> None:
    """Each person once, as whatever they are named first. Nobody was asked before."""
    part = _main_part(conference)
    first: dict[int, Participant] = {}
    for participant in people:
        first.setdefault(participant.person_id, participant)
    for participant in first.values():
        participant.conference = conference
        participant.save()
        Attendance.objects.create(part=part, participant=participant)
    split_again(conference)


def _opened(conference: Conference, by: User | None) -> None:
    record(
        Action.CREATED,
        "conferences.open",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
    )
