"""A family with its people around it, and what was raised about them, through the domain."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.models import User
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision
from escalations.domain.complaints import Received, receive_complaint
from escalations.domain.concerns import raise_concern
from escalations.domain.raised import Origin
from escalations.domain.raising_form import Asked, raise_form
from escalations.domain.who import Who
from escalations.enums import Complainant, Ground
from escalations.models import Complaint, Concern, ResolutionForm
from people.enums import AgencyKind, CaseRoleKind, Role
from people.models import Child, Family, Professional, Relationship
from plans.enums import Category
from plans.models import Plan
from tests.factories.disclosure import make_record
from tests.factories.people import (
    confirm,
    make_agency,
    make_case_role,
    make_child,
    make_family,
    make_professional,
    make_relationship,
    make_staff,
    make_team,
)
from tests.factories.plans import make_plan
from timescales.domain import today_in_london


@dataclass
class Challenge:
    """A chair, the social worker and team manager of the family, a head of service, a child."""

    family: Family
    child: Child
    chair: User
    worker: User
    manager: User
    head: User

    def origin(self, **fields: Any) -> Origin:
        fields.setdefault("children", [self.child])
        fields.setdefault("who", Who.at(self.worker.professional))
        return Origin(family=self.family, **fields)


def make_challenge(name: str = "Okonkwo-Hale") -> Challenge:
    team = make_team()
    family = make_family(name, team=team)
    child = make_child(f"Wren {name}", family=family)
    make_relationship(child)
    chair = make_staff(Role.PRINCIPAL_OFFICER)
    worker = make_staff(Role.SOCIAL_WORKER, team=team)
    manager = make_staff(Role.TEAM_MANAGER, team=team)
    make_case_role(family, chair, kind=CaseRoleKind.CHAIR)
    make_case_role(family, worker)
    make_case_role(family, manager, kind=CaseRoleKind.TEAM_MANAGER)
    return Challenge(family, child, chair, worker, manager, make_staff(Role.HEAD_OF_SERVICE))


def make_concern(case: Challenge, **fields: Any) -> Concern:
    fields = {
        "origin": case.origin(),
        "reason": "visits_core_groups",
        "impact": "Wren has not been seen for five weeks.",
        "by": case.chair,
        **fields,
    }
    return raise_concern(**fields)


def make_partner(kind: str = AgencyKind.HEALTH_VISITING, **fields: Any) -> Professional:
    """Somebody of a partner agency, without a sign-in, whose work email was confirmed."""
    made = make_professional(agency=fields.pop("agency", None) or make_agency(kind=kind), **fields)
    confirm(made.person, at_work=True)
    return made


def asked_of(recipient: Professional, **fields: Any) -> Asked:
    fields = {
        "reasons": ["visits_core_groups"],
        "impact": "Wren has not been seen for five weeks.",
        "asked": "Visit Wren this week, and write it up.",
        "recipient": recipient,
        **fields,
    }
    return Asked(**fields)


def make_form(case: Challenge, **fields: Any) -> ResolutionForm:
    """At stage 1 with the team manager, raised by the chair, unless told otherwise."""
    fields = {
        "origin": case.origin(),
        "what": asked_of(case.manager.professional),
        "by": case.chair,
        **fields,
    }
    return raise_form(**fields)


def closed_conference(case: Challenge, *, days_ago: int = 10, **fields: Any) -> Conference:
    """An initial conference, held and closed, with a decision that made a plan."""
    held_on = today_in_london() - dt.timedelta(days=days_ago)
    fields = {
        "kind": ConferenceKind.INITIAL,
        "state": ConferenceState.CLOSED,
        "chair": case.chair.professional,
        "held_on": held_on,
        "started_at": timezone.now() - dt.timedelta(days=days_ago),
        "closed_at": timezone.now(),
        **fields,
    }
    record = make_record(case.family)
    conference = Conference.objects.create(family=case.family, record=record, **fields)
    plan = Plan.objects.filter(child=case.child).first() or make_plan(
        case.child, record=record, started_on=held_on, opened_by=conference.about
    )
    each = ConferenceChild.objects.create(conference=conference, child=case.child, plan=plan)
    Decision.objects.create(
        child=each,
        threshold_met=True,
        threshold_reason="Harm is likely without a plan.",
        outcome=ChildOutcome.CHILD_PROTECTION,
        category=Category.NEGLECT,
        decided_by=case.chair,
    )
    return conference


def complaint_about(conference: Conference, **fields: Any) -> Received:
    """From the mother, about the plan that was made, today, unless told otherwise."""
    relationship = Relationship.objects.filter(child__family=conference.family).first()
    assert relationship is not None
    fields = {
        "conference": conference,
        "children": [row.child for row in conference.children.all()],
        "made_as": Complainant.PARENT,
        "made_by": relationship.person,
        "grounds": [Ground.PLAN_MADE],
        "words": "Nobody listened to us.",
        "received_on": today_in_london(),
        **fields,
    }
    return Received(**fields)


def make_complaint(case: Challenge, **fields: Any) -> Complaint:
    received = complaint_about(closed_conference(case), **fields)
    return receive_complaint(received=received, by=case.head)
