"""One family's challenge: concerns, Resolution Forms and praise, each on the day it happened."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

from accounts.models import User
from escalations.domain.answering import answer_form, record_answer
from escalations.domain.concerns import raise_concern, resolve_concern
from escalations.domain.danger import Told
from escalations.domain.praise import give_praise
from escalations.domain.raised import Origin
from escalations.domain.raising_form import Asked, promote_concern, raise_form
from escalations.domain.settling import add_note, resolve_form, withdraw_form
from escalations.domain.stepping_up import step_up
from escalations.domain.who import Who
from escalations.models import Concern, ResolutionForm
from people.domain.contact import confirm_contact, is_confirmed
from people.domain.queries import holder_of
from people.enums import AgencyKind, CaseRoleKind, ContactWay, RelationshipKind, Role
from people.models import Family, Person, Professional, Relationship
from plans.models import Plan
from rehearsal import challenge_words as words
from rehearsal.build_staff import Service
from rehearsal.past import as_if
from timescales.domain import current_clock, today_in_london
from timescales.working_days import add_working_days


def user_of(family: Family, kind: CaseRoleKind) -> User:
    holder = holder_of(family, kind)
    assert holder is not None
    assert holder.user is not None
    return holder.user


class Challenged:
    """One family's challenge. The day a step is played is in working days before today."""

    def __init__(self, service: Service, family: Family, place: int) -> None:
        self.service, self.family, self.place = service, family, place
        self.chair = user_of(family, CaseRoleKind.CHAIR)
        self.worker = user_of(family, CaseRoleKind.LEAD_SOCIAL_WORKER).professional
        self.manager = user_of(family, CaseRoleKind.TEAM_MANAGER)
        self.head = service.user_with(Role.HEAD_OF_SERVICE)
        plans = Plan.objects.open().child_protection().filter(child__family=family)
        self.children = [plan.child for plan in plans.select_related("child__person")]
        self.name = self.children[0].person.called

    @classmethod
    def chapters(cls) -> list[Callable[[Challenged], None]]:
        return [
            cls.waits_past_its_limit,
            cls.concern_is_open,
            cls.is_answered,
            cls.good_work_is_noted,
            cls.stepped_up_and_resolved,
            cls.concern_is_resolved,
            cls.waits_for_a_partner,
            cls.in_danger,
            cls.resolved_at_once,
            cls.is_withdrawn,
            cls.goes_to_the_director,
        ]

    def on(self, working_days_ago: int) -> dt.date:
        today, calendar = today_in_london(), current_clock().calendar
        return add_working_days(today, -working_days_ago, calendar)

    def origin(self, who: Professional | None = None) -> Origin:
        return Origin(family=self.family, children=self.children, who=Who.at(who or self.worker))

    def asked(self, recipient: Professional, reason: str = "visits_core_groups") -> Asked:
        return Asked(
            reasons=[reason],
            impact=words.IMPACT.format(child=self.name),
            asked=words.ASKED.format(child=self.name),
            recipient=self.reached(recipient),
        )

    def reached(self, one: Professional) -> Professional:
        """Somebody made sure of the address of who has no sign-in, before a link goes there."""
        if one.user is None and not is_confirmed(one.person, ContactWay.EMAIL, at_work=True):
            asked: dict[str, Any] = {"way": ContactWay.EMAIL, "at_work": True, "by": self.manager}
            confirm_contact(person=one.person, how=words.RANG_THEM, **asked)
        return one

    def concern(self, reason: str, *, ago: int, danger: Told | None = None) -> Concern:
        with as_if(self.on(ago)):
            return raise_concern(
                origin=self.origin(),
                reason=reason,
                impact=words.IMPACT.format(child=self.name),
                by=self.chair,
                danger=danger,
            )

    def form(self, *, ago: int, reason: str = "visits_core_groups") -> ResolutionForm:
        with as_if(self.on(ago)):
            what = self.asked(self.manager.professional, reason)
            return raise_form(origin=self.origin(), what=what, by=self.chair)

    def answered(self, *, ago: int, reason: str = "drift") -> ResolutionForm:
        form = self.form(ago=ago + 3, reason=reason)
        with as_if(self.on(ago)):
            return answer_form(form=form, answer=words.ANSWER, by=self.manager)

    def concern_is_open(self) -> None:
        self.concern("records_poor", ago=2 + self.place % 5)

    def concern_is_resolved(self) -> None:
        concern = self.concern("assessment_not_shared", ago=12)
        with as_if(self.on(9)):
            resolve_concern(concern=concern, outcome=words.RESOLVED, by=self.chair)

    def waits_past_its_limit(self) -> None:
        concern = self.concern("visits_core_groups", ago=14)
        with as_if(self.on(9)):
            what = self.asked(self.manager.professional)
            promote_concern(concern=concern, what=what, by=self.chair)

    def is_answered(self) -> None:
        self.answered(ago=1)

    def resolved_at_once(self) -> None:
        form = self.answered(ago=26, reason="assessment_late")
        with as_if(self.on(24)):
            outcome = words.OUTCOME.format(child=self.name)
            resolve_form(form=form, outcome=outcome, by=self.chair)

    def stepped_up_and_resolved(self) -> None:
        form = self.answered(ago=40, reason="actions_not_done")
        above = _in_charge(self.service)
        with as_if(self.on(38)):
            form = step_up(form=form, why=words.NOT_ENOUGH, recipient=above, by=self.chair)
        with as_if(self.on(34)):
            form = record_answer(form=form, answer=words.ANSWER_ABOVE, by=self.chair)
        with as_if(self.on(30)):
            outcome = words.OUTCOME.format(child=self.name)
            resolve_form(form=form, outcome=outcome, by=self.chair)

    def goes_to_the_director(self) -> None:
        """Through to the last stage; one is left out because nobody holds that post."""
        form = self.answered(ago=60, reason="actions_not_done")
        head, director = _in_charge(self.service), self.service.director
        assert director is not None
        with as_if(self.on(58)):
            form = step_up(
                form=form,
                why=words.NOT_ENOUGH,
                recipient=head,
                to_stage=3,
                skipped_because=words.NO_SERVICE_MANAGER,
                by=self.chair,
            )
        with as_if(self.on(54)):
            form = answer_form(form=form, answer=words.ANSWER_ABOVE, by=self.head)
        with as_if(self.on(50)):
            form = step_up(
                form=form, why=words.NOT_ENOUGH, recipient=self.reached(director), by=self.chair
            )
        with as_if(self.on(46)):
            form = record_answer(form=form, answer=words.DIRECTOR_SAID, by=self.chair)
        with as_if(self.on(44)):
            outcome = words.OUTCOME.format(child=self.name)
            resolve_form(form=form, outcome=outcome, by=self.chair)

    def waits_for_a_partner(self) -> None:
        partner = self.service.partners[AgencyKind.SUBSTANCE_MISUSE]
        with as_if(self.on(3)):
            form = raise_form(
                origin=self.origin(partner),
                what=self.asked(partner, "partner_absent"),
                by=self.chair,
            )
            add_note(form=form, words=words.NOTE, by=self.chair)

    def is_withdrawn(self) -> None:
        form = self.form(ago=18)
        with as_if(self.on(17)):
            withdraw_form(form=form, why=words.WITHDRAWN, by=self.chair)

    def in_danger(self) -> None:
        day = self.on(6)
        with as_if(day, dt.time(9, 15)):
            told = Told(words.TOLD, dt.datetime.combine(day, dt.time(9, 0), dt.UTC))
        concern = self.concern("safety_plan", ago=6, danger=told)
        with as_if(self.on(5)):
            resolve_concern(concern=concern, outcome=words.SAFE, by=self.chair)

    def good_work_is_noted(self) -> None:
        with as_if(self.on(8)):
            text = words.PRAISE.format(child=self.name)
            give_praise(origin=self.origin(), words=text, by=self.chair)

    def mother(self) -> Person:
        rows = Relationship.objects.filter(child__family=self.family, kind=RelationshipKind.MOTHER)
        found = rows.select_related("person").first()
        assert found is not None
        return found.person


def _in_charge(service: Service) -> Professional:
    return service.user_with(Role.HEAD_OF_SERVICE).professional
