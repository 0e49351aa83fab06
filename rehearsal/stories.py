"""Play families through the service, each as far as its own story goes.

Everything goes through the same domain functions as the screens, as the person who would do it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from enum import IntEnum
from itertools import cycle

from accounts.models import User
from bookings.enums import MoveReason
from conferences.domain import advocacy, request_steps, requesting
from conferences.domain.booking import confirm_slot, pencil_slot, vacate_conference
from conferences.domain.cancelling import cancel_conference
from conferences.domain.consulting import record_consultation
from conferences.domain.inviting import invite_everyone
from conferences.domain.screening import answer_diversion, screen_request
from conferences.domain.slots import need_of_conference, slots_for
from conferences.domain.strategy import record_strategy_discussion
from conferences.enums import Capacity, ScreeningOutcome, Section47Outcome
from conferences.models import Conference, ConferenceRequest, RequestedInvitee
from desk.domain.bereavement import record_loss
from people.enums import AgencyKind, CaseRoleKind, RelationshipKind, Role
from people.models import Child, Family, Professional, Relationship
from rehearsal import words
from rehearsal.build_staff import Service
from rehearsal.meeting import hold, hold_and_close
from timescales.domain import current_clock
from timescales.working_days import add_working_days


class Chapter(IntEnum):
    """How far a family's story has gone."""

    DRAFT = 1
    CONSULTED = 2
    SUBMITTED = 3
    LOST = 4
    MORE_WORK = 5
    DIVERTING = 6
    DISPUTED = 7
    DIVERTED = 8
    TO_BOOK = 9
    CANCELLED = 10
    PENCILLED = 11
    BOOKED = 12
    VACATED = 13
    IN_SESSION = 14
    CLOSED = 15


# Every state a request and a first conference can be in.
ROUND = (
    Chapter.BOOKED, Chapter.CLOSED, Chapter.IN_SESSION, Chapter.SUBMITTED, Chapter.CLOSED,
    Chapter.TO_BOOK, Chapter.PENCILLED, Chapter.DRAFT, Chapter.DIVERTED, Chapter.DIVERTING,
    Chapter.CONSULTED, Chapter.VACATED, Chapter.MORE_WORK, Chapter.LOST, Chapter.CANCELLED,
    Chapter.DISPUTED,
)  # fmt: skip


DIVERTED_TO = {
    Chapter.DIVERTING: (
        ScreeningOutcome.WITHDRAWN,
        "The team asks for it back.",
    ),
    Chapter.DISPUTED: (ScreeningOutcome.EARLY_HELP, "The school and Gran give what is needed."),
    Chapter.DIVERTED: (
        ScreeningOutcome.FAMILY_GROUP_CONFERENCE,
        "The wider family wants to make its own plan first.",
    ),
}


def play(service: Service, families: Iterable[Family], today: dt.date) -> None:
    for family, chapter in zip(families, cycle(ROUND), strict=False):
        Story(service, family, today).play_to(chapter)


class Story:
    """One family's way through the service. Who acts is looked up once."""

    def __init__(self, service: Service, family: Family, today: dt.date) -> None:
        assert family.team is not None
        self.family, self.today, self.service = family, today, service
        self.children = list(family.children.select_related("person"))
        self.left_out: dict[Child, str] = {}
        self.exclusion_asked = ""
        self.social_worker = user_of(service.in_team(family.team, Role.SOCIAL_WORKER))
        self.manager = user_of(service.in_team(family.team, Role.TEAM_MANAGER))
        self.duty = service.user_with(Role.DUTY_PRINCIPAL_OFFICER)
        self.support = service.user_with(Role.BUSINESS_SUPPORT)
        relatives = Relationship.objects.filter(child__family=family).select_related("person")
        self.relatives = {row.person_id: row for row in relatives}
        mother = next(
            row.person for row in self.relatives.values() if row.kind == RelationshipKind.MOTHER
        )
        self.names = {"child": self.children[0].person.called, "mother": mother.called}

    def play_to(self, chapter: Chapter) -> None:
        if chapter == Chapter.CONSULTED:
            self._consult()
            return
        request = self.draft(chapter)
        if chapter >= Chapter.SUBMITTED:
            requesting.submit_request(request=request, by=self.social_worker)
        if chapter == Chapter.LOST:
            self._lose()
        if chapter == Chapter.MORE_WORK:
            self.screen(request, ScreeningOutcome.MORE_WORK, "The assessment is not finished.")
        if Chapter.DIVERTING <= chapter <= Chapter.DIVERTED:
            self._divert(request, chapter)
        if chapter >= Chapter.TO_BOOK:
            self.screen(request, ScreeningOutcome.PROCEED, "The threshold is met.")
            self._meet(request, chapter)

    def _consult(self) -> None:
        record_consultation(
            family=self.family,
            outcome=ScreeningOutcome.CHILD_IN_NEED,
            reason="The family wants help and there is time to give it.",
            asked_by=str(self.social_worker),
            by=self.duty,
        )

    def draft(self, chapter: Chapter) -> ConferenceRequest:
        by = self.social_worker
        ago = 10 if chapter == Chapter.CLOSED else 3
        held_on = add_working_days(self.today, -ago, current_clock().calendar)
        discussion = record_strategy_discussion(family=self.family, held_on=held_on, by=by)
        request = requesting.start_request(family=self.family, by=by)
        keep: Callable[..., None] = requesting.keep_answers
        keep(request=request, step=request_steps.STRATEGY, by=by)
        keep(
            request=request,
            step=request_steps.SECTION_47,
            section_47_outcome=Section47Outcome.LIKELY,
            decided_on=self.today,
            by=by,
        )
        if chapter == Chapter.DRAFT:
            return request
        requesting.choose_children(
            request=request,
            included=dict.fromkeys(self.children, discussion),
            left_out=self.left_out,
            by=by,
        )
        self.answer_the_rest(request)
        return request

    def answer_the_rest(self, request: ConferenceRequest) -> None:
        by = self.social_worker
        keep: Callable[..., None] = requesting.keep_answers
        keep(request=request, step=request_steps.PARENTS, by=by)
        reason = words.REASON.format(**self.names)
        keep(request=request, step=request_steps.REASON, reason=reason, by=by)
        plan = words.SAFETY_PLAN.format(**self.names)
        keep(request=request, step=request_steps.SAFETY_PLAN, interim_safety_plan=plan, by=by)
        requesting.choose_invitees(
            request=request, invitees=list(self._invitees()), others="", by=by
        )
        keep(request=request, step=request_steps.NEEDS, police_wanted=False, by=by)
        asked = self.exclusion_asked
        keep(request=request, step=request_steps.EXCLUSION, exclusion_asked=asked, by=by)
        for child in request_steps.children_for_advocacy(request):
            advocacy.record_agreement(
                child=child, agreed_by=self.names["mother"], agreed_on=self.today, by=by
            )
        keep(request=request, step=request_steps.ADVOCACY, by=by)
        requesting.agree_request(request=request, by=self.manager)

    def _invitees(self) -> Iterable[RequestedInvitee]:
        for row in self.relatives.values():
            if not row.poses_risk:
                yield RequestedInvitee(person=row.person, capacity=Capacity.FAMILY)
        kinds = [AgencyKind.HEALTH_VISITING, AgencyKind.SCHOOL, AgencyKind.POLICE]
        for kind in kinds:
            partner = self.service.partners[kind]
            yield RequestedInvitee(
                person=partner.person,
                agency=partner.agency,
                capacity=Capacity.AGENCY,
                direct_contact=kind != AgencyKind.POLICE,
            )

    def screen(self, request: ConferenceRequest, outcome: ScreeningOutcome, why: str) -> None:
        screen_request(request=request, outcome=outcome, reason=why, by=self.duty)

    def _divert(self, request: ConferenceRequest, chapter: Chapter) -> None:
        """Advised; the team manager is still asked, agrees, or disagrees and a head has it."""
        outcome, reason = DIVERTED_TO[chapter]
        screening = screen_request(request=request, outcome=outcome, reason=reason, by=self.duty)
        if chapter == Chapter.DISPUTED:
            answer_diversion(
                screening=screening,
                agreed=False,
                reason="The wider family was told twice and nothing changed.",
                referred_to=self.service.user_with(Role.HEAD_OF_SERVICE),
                by=self.manager,
            )
        if chapter == Chapter.DIVERTED:
            answer_diversion(screening=screening, agreed=True, by=self.manager)

    def _lose(self) -> None:
        """The pregnancy ended before anybody had screened the request, which is withdrawn."""
        for child in self.children:
            if child.is_unborn and len(self.children) == 1:
                record_loss(
                    family=self.family,
                    person=child.person,
                    happened_on=self.today - dt.timedelta(days=1),
                    authorised_by="",
                    by=self.social_worker,
                )

    def _meet(self, request: ConferenceRequest, chapter: Chapter) -> None:
        conference = Conference.objects.get(request=request)
        if chapter == Chapter.TO_BOOK:
            return
        conference = self._pencil(conference)
        if conference.booking is None or chapter == Chapter.PENCILLED:
            return
        if chapter == Chapter.CANCELLED:
            why = "The children have gone to live with their aunt, and are safe there."
            agreed_by = str(self.manager)
            cancel_conference(conference=conference, reason=why, agreed_by=agreed_by, by=self.duty)
            return
        conference = confirm_slot(conference=conference, by=self.support)
        invite_everyone(conference=conference, by=self.support)
        if chapter == Chapter.VACATED:
            why = MoveReason.FAMILY_UNWELL
            vacate_conference(conference=conference, reason=why, by=self.support)
        chair = user_of(conference.chair)
        if chapter == Chapter.IN_SESSION:
            hold(conference, chair, self.names)
        if chapter == Chapter.CLOSED:
            hold_and_close(conference, chair, self.names, self.today)

    def _pencil(self, conference: Conference) -> Conference:
        """The best slot with the chair the family knows; without one it stays to be booked."""
        role = self.family.case_roles.get(kind=CaseRoleKind.CHAIR, to_on=None)
        offers = slots_for(need_of_conference(conference)).offers
        known = [o for o in offers if o.choice.chair_id == role.professional_id]
        if not known:
            return conference
        return pencil_slot(conference=conference, choice=known[0].choice, by=self.support)


def user_of(professional: Professional | None) -> User:
    assert professional is not None
    assert professional.user is not None
    return professional.user
