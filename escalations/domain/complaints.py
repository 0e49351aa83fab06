"""Take a complaint about a conference; the chair answers it, or passes it on."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db import transaction

from accounts.errors import DomainError, WrongState
from accounts.models import User
from conferences.domain.complaining import last_day_to_complain
from conferences.enums import ConferenceState
from conferences.models import Conference
from disclosure.domain.network import network_of
from escalations import notices, rules
from escalations.domain.complaint_steps import check_step, lock, move, note, start_stage
from escalations.domain.raised import worded
from escalations.enums import Complainant, ComplaintState, Ground
from escalations.models import Complaint
from people.domain.permission import require
from people.models import Agency, Child, Family, Person
from timescales.domain import today_in_london

MAY_NOT_TAKE = "Only principal officers, business support and heads of service record complaints."


@dataclass(frozen=True, kw_only=True)
class Received:
    """A complaint as it came in. A nominee says for whom they complain."""

    conference: Conference
    children: Iterable[Child]
    made_as: str
    made_by: Person
    grounds: Iterable[str]
    words: str
    received_on: dt.date
    nominee: str = ""
    late_because: str = ""
    key: uuid.UUID = field(default_factory=uuid.uuid4)


@transaction.atomic
def receive_complaint(*, received: Received, by: User) -> Complaint:
    """Keep it, and start the chair's clock. The decision of the conference stands.

    Raises `NotAllowed`; `WrongState` before the conference is closed; `DomainError` for what is
    missing, also a reason when it came after the last day to complain.
    """
    conference = received.conference
    _require_may_take(conference, by=by)
    Family.objects.select_for_update().get(pk=conference.family_id)
    before = Complaint.objects.filter(key=received.key, conference=conference).first()
    if before is not None:
        return before
    _check(received)
    complaint = Complaint.objects.create(
        key=received.key,
        family=conference.family,
        conference=conference,
        area_id=conference.family.area_id,
        team_id=conference.family.team_id,
        made_as=received.made_as,
        made_by=received.made_by,
        nominee=received.nominee.strip(),
        grounds=list(dict.fromkeys(received.grounds)),
        words=worded(received.words, "Write the complaint, as they said it.", "words"),
        received_on=received.received_on,
        late_because=received.late_because.strip(),
        recorded_by=by,
    )
    complaint.children.set(received.children)
    start_stage(complaint, by=by)
    note(complaint, words="", by=by)
    notices.complaint_to_answer(complaint)
    return complaint


def _require_may_take(conference: Conference, *, by: User) -> None:
    allowed = rules.may_take_complaint_about(by, conference.family)
    verb = "escalations.receive_complaint"
    require(allowed, verb, by=by, subjects=[conference], message=MAY_NOT_TAKE)


def _check(received: Received) -> None:
    conference = received.conference
    if conference.state != ConferenceState.CLOSED:
        raise WrongState(
            "This conference is not closed, so nothing has been decided yet.", rule="not_yet"
        )
    _check_who(received)
    grounds = set(received.grounds)
    if not grounds or not grounds <= set(Ground.values):
        raise DomainError("Choose what it is about.", field="grounds", rule="needed")
    children = {child.pk for child in received.children}
    if not children or not children <= set(conference.children_concerned()):
        raise DomainError(
            "Choose children of this conference.", field="children", rule="not_of_this_conference"
        )
    if not conference.day <= received.received_on <= today_in_london():
        raise DomainError(
            "The day it came must be between the conference and today.",
            field="received_on",
            rule="outside_the_time_between",
        )
    late = received.received_on > last_day_to_complain(conference)
    if late and not received.late_because.strip():
        raise DomainError(
            "Say why it is taken after the last day.", field="late_because", rule="needed"
        )


def _check_who(received: Received) -> None:
    """A parent, carer or child of this family, or somebody they have named."""
    if received.made_as not in Complainant.values:
        raise DomainError("Choose who complains.", field="made_as", rule="needed")
    if received.made_by.pk not in network_of(received.conference.family_id).members:
        raise DomainError(
            "Choose somebody of this family.", field="made_by", rule="not_of_this_family"
        )
    is_nominee = received.made_as == Complainant.NOMINEE
    if is_nominee and not received.nominee.strip():
        raise DomainError(
            "Enter the name of who complains for them.", field="nominee", rule="needed"
        )


@transaction.atomic
def answer_complaint(*, complaint: Complaint, answer: str, told: str, by: User) -> Complaint:
    """Stage 1: the chair answers; `told` says how and when they heard. Raises `NotAllowed`."""
    allowed = rules.may_answer_complaint(by, complaint)
    complaint = lock(complaint, "escalations.answer_complaint", allowed=allowed, by=by)
    words = worded(answer, "Write the answer.", "answer")
    how = worded(told, "Say how and when they were told.", "told")
    check_step(complaint, ComplaintState.CHAIR_ANSWERED)
    return move(complaint, ComplaintState.CHAIR_ANSWERED, words=words, told=how, by=by, met=True)


@transaction.atomic
def pass_on(*, complaint: Complaint, to: Agency, told: str, by: User) -> Complaint:
    """It is about one agency's own work, so it goes to that agency."""
    allowed = rules.may_answer_complaint(by, complaint)
    complaint = lock(complaint, "escalations.pass_on_complaint", allowed=allowed, by=by)
    how = worded(told, "Say how and when they were told.", "told")
    check_step(complaint, ComplaintState.PASSED_ON)
    complaint.passed_to = to
    return move(complaint, ComplaintState.PASSED_ON, words=f"To {to}", told=how, by=by, met=True)
