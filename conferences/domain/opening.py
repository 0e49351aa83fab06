"""Open a conference: its record, its children with their own limits, and who is asked to it."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences.domain.limits import limit_of_request, review_limit_of
from conferences.domain.slots import hand_over_pencil
from conferences.enums import Capacity, ConferenceKind, PartKind
from conferences.models import (
    Attendance,
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Part,
    Participant,
    StrategyDiscussion,
)
from disclosure.models import Record
from people.enums import CaseRoleKind
from people.models import CaseRole, Child, Family
from plans.domain.queries import open_plan_for
from timescales.due import DueDate


@transaction.atomic
def open_conference(*, request: ConferenceRequest, by: User) -> Conference:
    """The conference a request proceeds to. A slot pencilled for the request comes with it."""
    conference = _new(request.family, ConferenceKind(request.kind), request=request)
    conference.planned_on = request.wanted_by
    for row in request.children.select_related("child", "initiating_discussion"):
        _add_child(conference, row.child, limit_of_request(row), row.initiating_discussion)
    keep_earliest(conference)
    part = _main_part(conference)
    _ask_those_requested(conference, request, part)
    _ask_lead_social_worker(conference, part)
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
    """The next review of children on plans, to be booked. Those asked last time are asked again.

    `follows` is the conference that set it. `by` is None for the nightly sweep.
    """
    conference = _new(family, ConferenceKind.REVIEW, request=None)
    conference.follows = follows
    conference.planned_on = follows.next_review_on if follows else None
    for child in children:
        add_to_review(conference, child)
    keep_earliest(conference)
    part = _main_part(conference)
    _ask_those_of_last_time(conference, part)
    _ask_lead_social_worker(conference, part)
    _opened(conference, by)
    return conference


def _new(family: Family, kind: ConferenceKind, *, request: ConferenceRequest | None) -> Conference:
    words = Record.objects.create(family=family, label=kind.label)
    return Conference.objects.create(family=family, kind=kind, request=request, record=words)


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


def _ask_those_requested(conference: Conference, request: ConferenceRequest, part: Part) -> None:
    for row in request.people_to_invite.select_related("person", "agency"):
        _ask(
            conference,
            part,
            person_id=row.person_id,
            agency_id=row.agency_id,
            capacity=row.capacity,
            direct_contact=row.direct_contact,
        )


def _ask_those_of_last_time(conference: Conference, part: Part) -> None:
    last = (
        Conference.objects.filter(family=conference.family, held_on__isnull=False)
        .order_by("-held_on")
        .first()
    )
    if last is None:
        return
    lasting = (Capacity.AGENCY, Capacity.FAMILY, Capacity.ADVISER)
    for row in last.participants.filter(capacity__in=lasting):
        _ask(
            conference,
            part,
            person_id=row.person_id,
            agency_id=row.agency_id,
            capacity=row.capacity,
            direct_contact=row.direct_contact,
        )


def _ask_lead_social_worker(conference: Conference, part: Part) -> None:
    role = (
        CaseRole.objects.current()
        .filter(family=conference.family, kind=CaseRoleKind.LEAD_SOCIAL_WORKER)
        .select_related("professional")
        .first()
    )
    if role is None:
        return
    _ask(
        conference,
        part,
        person_id=role.professional.person_id,
        agency_id=role.professional.agency_id,
        capacity=Capacity.AGENCY,
        direct_contact=True,
    )


def _ask(conference: Conference, part: Part, *, person_id: int, **fields: object) -> None:
    participant, _ = Participant.objects.get_or_create(
        conference=conference, person_id=person_id, defaults=fields
    )
    Attendance.objects.get_or_create(part=part, participant=participant)


def _opened(conference: Conference, by: User | None) -> None:
    record(
        Action.CREATED,
        "conferences.open",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
    )
