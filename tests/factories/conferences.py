"""A family with its staff, a request at any step, a conference at any step.

Each goes through the same domain functions as the screens do.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone

from accounts.models import User
from bookings.models import Chair, ConferenceRoom
from bookings.optimiser import SlotChoice
from conferences.domain import booking as booking_steps
from conferences.domain import request_steps as steps
from conferences.domain.requesting import (
    choose_children,
    choose_invitees,
    keep_answers,
    keep_papers,
    record_agreement,
    start_request,
    submit_request,
    tell_of_transfer,
)
from conferences.domain.screening import screen_request
from conferences.domain.strategy import record_strategy_discussion
from conferences.domain.transfer import TransferDetails
from conferences.enums import (
    Capacity,
    ConferenceKind,
    ScreeningOutcome,
    Section47Outcome,
    TransferPaper,
)
from conferences.models import Conference, ConferenceRequest, RequestedInvitee, StrategyDiscussion
from people.enums import AgencyKind, CaseRoleKind, RelationshipKind, Role, SafeContact
from people.models import Child, Family, Person, Professional
from plans.domain.elsewhere import TheirPlan
from plans.enums import Category
from tests.factories import bookings, people


def days_ago(number: int) -> dt.date:
    return timezone.localdate() - dt.timedelta(days=number)


@dataclass
class Case:
    """A mother who lives with two children, a father elsewhere, a school and a health visitor."""

    family: Family
    older: Child
    younger: Child
    mother: Person
    father: Person
    social_worker: User
    team_manager: User
    duty: User
    support: User
    health_visitor: Professional
    school: Professional
    extra: dict[str, Any] = field(default_factory=dict)


def make_case(name: str = "Pendlewick") -> Case:
    team = people.make_team()
    family = people.make_family(name, team=team)
    older = people.make_child(f"Tamsin {name}", family=family, date_of_birth=_years_ago(11))
    younger = people.make_child(f"Fergus {name}", family=family, date_of_birth=_years_ago(4))
    mother = people.make_person(
        f"Layla {name}", email="layla@family.example", safe_contact=SafeContact.EMAIL
    )
    father = people.make_person("Yusuf O'Featherby")
    people.make_residence(father)
    people.make_residence(mother)
    for child in (older, younger):
        people.make_relationship(child, mother)
        people.make_relationship(child, father, kind=RelationshipKind.FATHER, lives_with=False)
    worker = people.make_staff(Role.SOCIAL_WORKER, team=team)
    manager = people.make_staff(Role.TEAM_MANAGER, team=team)
    people.make_case_role(family, worker)
    people.make_case_role(family, manager, kind=CaseRoleKind.TEAM_MANAGER)
    return Case(
        family=family,
        older=older,
        younger=younger,
        mother=mother,
        father=father,
        social_worker=worker,
        team_manager=manager,
        duty=people.make_staff(Role.DUTY_PRINCIPAL_OFFICER),
        support=people.make_staff(Role.BUSINESS_SUPPORT),
        health_visitor=people.make_professional(
            agency=people.make_agency(kind=AgencyKind.HEALTH_VISITING)
        ),
        school=people.make_professional(
            agency=people.make_agency(kind=AgencyKind.SCHOOL), job_title="Head teacher"
        ),
    )


def _years_ago(years: int) -> dt.date:
    today = timezone.localdate()
    return dt.date(today.year - years, 1, 15)


def make_discussion(case: Case, ago: int = 3) -> StrategyDiscussion:
    return record_strategy_discussion(
        family=case.family, held_on=days_ago(ago), by=case.social_worker
    )


def make_draft(case: Case, kind: ConferenceKind = ConferenceKind.INITIAL) -> ConferenceRequest:
    return start_request(family=case.family, kind=kind, by=case.social_worker)


def make_complete(case: Case, discussion: StrategyDiscussion | None = None) -> ConferenceRequest:
    """A draft with every step done, for both children, not sent yet."""
    request, worker = make_draft(case), case.social_worker
    discussion = discussion or make_discussion(case)
    choose_children(
        request=request,
        included={case.older: discussion, case.younger: discussion},
        left_out={},
        by=worker,
    )
    choose_invitees(request=request, invitees=_invitees(case), others="", by=worker)
    for step, answers in _answers().items():
        keep_answers(request=request, step=step, by=worker, **answers)
    record_agreement(request=request, name="Priya Manager", at=timezone.now(), by=worker)
    request.refresh_from_db()
    return request


def _answers() -> dict[str, dict[str, Any]]:
    return {
        steps.STRATEGY: {},
        steps.SECTION_47: {
            "section_47_outcome": Section47Outcome.LIKELY,
            "decided_on": timezone.localdate(),
        },
        steps.PARENTS: {},
        steps.REASON: {"reason": "Both children have been left alone at night."},
        steps.SAFETY_PLAN: {"interim_safety_plan": "Grandmother stays at night."},
        steps.NEEDS: {"police_wanted": False},
        steps.ADVOCACY: {},
        steps.EXCLUSION: {},
    }


def _invitees(case: Case) -> list[RequestedInvitee]:
    family = [
        RequestedInvitee(person=person, capacity=Capacity.FAMILY)
        for person in (case.mother, case.father)
    ]
    agencies = [
        RequestedInvitee(
            person=professional.person,
            agency=professional.agency,
            capacity=Capacity.AGENCY,
            direct_contact=True,
        )
        for professional in (case.health_visitor, case.school)
    ]
    return [*family, *agencies]


def make_submitted(case: Case, discussion: StrategyDiscussion | None = None) -> ConferenceRequest:
    return submit_request(request=make_complete(case, discussion), by=case.social_worker)


def make_transfer(
    case: Case, *, notified_ago: int = 4, moved_ago: int = 9, **details: Any
) -> ConferenceRequest:
    """A complete request for both children, who came from another authority; not sent yet."""
    worker = case.social_worker
    request = make_draft(case, ConferenceKind.TRANSFER_IN)
    told = TransferDetails(
        authority="Fictional Moorshire",
        notified_on=days_ago(notified_ago),
        moved_on=days_ago(moved_ago),
        **details,
    )
    tell_of_transfer(request=request, details=told, by=worker)
    keep_papers(request=request, papers=[TransferPaper.PLAN], by=worker)
    theirs = TheirPlan(Category.EMOTIONAL, days_ago(200))
    choose_children(
        request=request, included={case.older: theirs, case.younger: theirs}, left_out={}, by=worker
    )
    return answer_the_rest(case, request)


def answer_the_rest(case: Case, request: ConferenceRequest) -> ConferenceRequest:
    """Every step of a transfer in that other requests have too."""
    worker = case.social_worker
    choose_invitees(request=request, invitees=_invitees(case), others="", by=worker)
    for step, answers in _answers().items():
        if step not in (steps.STRATEGY, steps.SECTION_47):
            keep_answers(request=request, step=step, by=worker, **answers)
    record_agreement(request=request, name="Priya Manager", at=timezone.now(), by=worker)
    request.refresh_from_db()
    return request


def make_conference(case: Case, discussion: StrategyDiscussion | None = None) -> Conference:
    """Screened and proceeding: on the list to book."""
    request = make_submitted(case, discussion)
    screen_request(request=request, outcome=ScreeningOutcome.PROCEED, reason="", by=case.duty)
    return Conference.objects.get(request=request)


@dataclass
class Place:
    room: ConferenceRoom
    chair: Chair


def make_place() -> Place:
    """A hub with one room, a morning session and one chair."""
    bookings.make_session()
    return Place(bookings.make_room(), bookings.make_chair())


def choice_on(place: Place, day: dt.date) -> SlotChoice:
    return bookings.make_choice(place.room, place.chair, day=day)


def make_booked(case: Case, place: Place | None = None, day: dt.date | None = None) -> Conference:
    """Pencilled and confirmed, on the next working Monday unless told otherwise."""
    conference, place = make_conference(case), place or make_place()
    choice = choice_on(place, day or bookings.next_monday(1))
    pencilled = booking_steps.pencil_slot(conference=conference, choice=choice, by=case.support)
    return booking_steps.confirm_slot(conference=pencilled, by=case.support)
