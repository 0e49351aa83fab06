"""What one conference after another leaves behind, as rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from accounts.models import User
from conferences.domain.closing import AFTER_EVERY_CONFERENCE, plan_ended
from conferences.domain.strategy import clock_key
from conferences.enums import (
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    LateReason,
    Participation,
    RequestState,
    ScreeningOutcome,
    Section47Outcome,
)
from conferences.models import (
    Conference,
    ConferenceChild,
    ConferenceRequest,
    Decision,
    RequestedChild,
    Screening,
    StrategyDiscussion,
)
from disclosure.models import Record
from people.enums import Role
from people.models import Child, Family, Professional
from plans.enums import EndReason, PlanKind
from plans.models import Plan
from rehearsal import words
from rehearsal.build_staff import Service
from rehearsal.duties import Duties, at_noon
from rehearsal.rows import Rows
from timescales.working_days import working_day_on_or_before

if TYPE_CHECKING:
    from rehearsal.history import Past

WEEK = dt.timedelta(days=7)


@dataclass(frozen=True)
class Case:
    family: Family
    children: list[Child]
    chair: Professional
    worker: Professional
    manager: Professional
    head: Professional
    duty: User

    @classmethod
    def of(
        cls, service: Service, family: Family, children: list[Child], chair: Professional
    ) -> Case:
        assert family.team is not None
        return cls(
            family,
            children,
            chair,
            service.in_team(family.team, Role.SOCIAL_WORKER),
            service.in_team(family.team, Role.TEAM_MANAGER),
            service.user_with(Role.HEAD_OF_SERVICE).professional,
            service.user_with(Role.DUTY_PRINCIPAL_OFFICER),
        )


class Chapters:
    """Told in order: `begin`, then each `review`, then `stop` or `go_on`."""

    def __init__(self, past: Past, rows: Rows, case: Case) -> None:
        self.past, self.rows, self.case = past, rows, case
        self.duties = Duties(past, rows, case)
        self.plans: list[Plan] = []

    def begin(self, strategy: dt.date, held_on: dt.date, category: str) -> Conference:
        discussion = StrategyDiscussion(
            family=self.case.family, held_on=strategy, recorded_by=self.case.worker.user
        )
        self.rows.add(discussion)
        limit = self.past.due("icpc", strategy)
        first = self._conference(ConferenceKind.INITIAL, held_on, limit)
        first.request = self._request(discussion)
        self.plans = [self._plan(child, first, category) for child in self.case.children]
        for plan in self.plans:
            self._decide(first, plan, plan, limit, discussion)
            self.duties.child(
                "icpc",
                plan.child,
                strategy,
                about=lambda: clock_key(discussion),
                met_on=held_on,
                met_by=lambda: first.about,
                late_reason=first.late_reason,
            )
        self._close(first)
        self.duties.first_core_group(first, self.plans)
        return first

    def review(self, previous: Conference, day: dt.date, *, ends: bool) -> Conference:
        assert previous.held_on is not None
        rule = _review_rule(previous)
        limit = self.past.due(rule, previous.held_on)
        review = self._conference(ConferenceKind.REVIEW, day, limit)
        review.planned_on = previous.next_review_on
        self.rows.follow(review, previous)
        for plan in self.plans:
            made = self._step_down(plan, review) if ends else plan
            plan.record = plan.record if ends else review.record
            self._decide(review, plan, made, limit, None)
            self.duties.review_held(rule, plan.child, previous, review)
        self.duties.midpoint_checked(previous, self.plans)
        if ends:
            review.next_review_on = None
        self._close(review)
        return review

    def stop(self, last: Conference, panels: Sequence[str]) -> None:
        """The plans ended at `last`: what still ran is withdrawn."""
        assert last.held_on is not None
        started_on = self.plans[0].started_on
        met_on = max(started_on, last.held_on - WEEK)
        self._between([met_on] * len(self.plans), panels, ended_at=last)

    def go_on(self, last: Conference, *, met_on: Sequence[dt.date], panels: Sequence[str]) -> None:
        """The plans run still; the last core group and visits were on the days of `met_on`."""
        for plan in self.plans:
            self.duties.review_to_come(_review_rule(last), plan.child, last)
        self._between(met_on, panels, ended_at=None)

    def _between(
        self, met_on: Sequence[dt.date], panels: Sequence[str], *, ended_at: Conference | None
    ) -> None:
        gone = (lambda: plan_ended(ended_at)) if ended_at is not None else None
        until = ended_at.held_on if ended_at is not None else None
        self.duties.last_core_group(self.plans, met_on[0], gone, until)
        for plan, day in zip(self.plans, met_on, strict=True):
            self.duties.last_visit(plan, day, gone, until)
            self.duties.panels(plan, panels, gone, until)

    def _request(self, discussion: StrategyDiscussion) -> ConferenceRequest:
        day = self.past.days_from(discussion.held_on, 3)
        request = ConferenceRequest(
            family=self.case.family,
            kind=ConferenceKind.INITIAL,
            state=RequestState.PROCEEDING,
            requested_by=self.case.worker.user,
            submitted_at=at_noon(day),
            decided_on=day,
            section_47_outcome=Section47Outcome.LIKELY,
            reason=words.EARLIER_CASE,
            interim_safety_plan=words.EARLIER_CASE,
            police_wanted=False,
            agreed_by=self.case.manager.user,
            agreed_by_name=str(self.case.manager),
            agreed_at=at_noon(day),
        )
        self.rows.add(request)
        for child in self.case.children:
            self.rows.add(
                RequestedChild(request=request, child=child, initiating_discussion=discussion)
            )
        self.rows.add(
            Screening(
                family=self.case.family,
                request=request,
                outcome=ScreeningOutcome.PROCEED,
                reason=words.EARLIER_CASE,
                by=self.case.duty,
            )
        )
        return request

    def _conference(self, kind: ConferenceKind, day: dt.date, limit: dt.date) -> Conference:
        words_of = Record(family=self.case.family, label=kind.label)
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(10)))
        signed_on = self.past.days_from(day, 8)
        is_signed = signed_on < self.past.today
        conference = Conference(
            family=self.case.family,
            kind=kind,
            state=ConferenceState.CLOSED,
            record=words_of,
            chair=self.case.chair,
            due_on=limit,
            started_at=at,
            held_on=day,
            closed_at=at + dt.timedelta(hours=2),
            was_quorate=True,
            signed_off_at=at_noon(signed_on) if is_signed else None,
            signed_off_by=self.case.chair.user if is_signed else None,
        )
        if day > limit:
            self._explain(conference)
        conference.next_review_on = self._next_review_on(conference)
        self.rows.add(words_of, conference)
        return conference

    def _explain(self, conference: Conference) -> None:
        conference.late_reason = LateReason.NO_CHAIR
        conference.late_note = words.EARLIER_CASE
        conference.late_agreed_by = str(self.case.manager)
        conference.late_agreed_by_chair = str(self.case.chair)
        if conference.kind == ConferenceKind.INITIAL:
            conference.safety_plan_reviewed = words.EARLIER_CASE

    def _next_review_on(self, conference: Conference) -> dt.date:
        """A week before the limit; where that is over and no review was held, the limit."""
        assert conference.held_on is not None
        limit = self.past.due(_review_rule(conference), conference.held_on)
        calendar = self.past.clock.calendar
        planned: dt.date = working_day_on_or_before(limit - WEEK, calendar)
        return planned if planned > self.past.today else working_day_on_or_before(limit, calendar)

    def _plan(self, child: Child, conference: Conference, category: str) -> Plan:
        plan = Plan(
            child=child,
            kind=PlanKind.CHILD_PROTECTION,
            record=conference.record,
            started_on=conference.day,
            category_initial=category,
            category_latest=category,
            lead_worker=self.case.worker.person,
        )
        plan.opening = conference  # type: ignore[attr-defined]
        self.rows.add(plan, opened_by=lambda: conference.about)
        return plan

    def _step_down(self, plan: Plan, review: Conference) -> Plan:
        """Help by agreement begins the day the plan ends."""
        plan.ended_on, plan.end_reason = review.held_on, EndReason.REVIEW_DECISION
        help_agreed = Plan(
            child=plan.child,
            kind=PlanKind.CHILD_IN_NEED,
            record=review.record,
            started_on=review.day,
            lead_worker=self.case.worker.person,
            consent_by=words.PARENT,
            first_meeting_on=review.day + dt.timedelta(days=10),
        )
        self.rows.add(help_agreed, opened_by=lambda: review.about)
        return help_agreed

    def _decide(
        self,
        conference: Conference,
        before: Plan,
        made: Plan,
        limit: dt.date,
        discussion: StrategyDiscussion | None,
    ) -> None:
        is_plan = made.kind == PlanKind.CHILD_PROTECTION
        young = _is_young(before.child, conference.day)
        each = ConferenceChild(
            conference=conference,
            child=before.child,
            plan=made,
            due_on=limit,
            initiating_discussion=discussion,
            participation=Participation.PN0 if young else Participation.PN6,
        )
        outcome = ChildOutcome.CHILD_PROTECTION if is_plan else ChildOutcome.CHILD_IN_NEED
        decision = Decision(
            child=each,
            threshold_met=is_plan,
            threshold_reason=words.EARLIER_CASE,
            outcome=outcome,
            category=before.category_latest if is_plan else "",
            chair_reason="" if is_plan else words.EARLIER_CASE,
            lead_worker=self.case.worker.person,
            consent_by=made.consent_by,
            first_meeting_on=made.first_meeting_on,
            decided_by=self.case.chair.user,
        )
        self.rows.add(each, decision)

    def _close(self, conference: Conference) -> None:
        self.duties.reports(conference)
        for rule, owner in AFTER_EVERY_CONFERENCE.items():
            self.duties.after_conference(rule, owner, conference)


def _review_rule(conference: Conference) -> str:
    is_first = conference.kind == ConferenceKind.INITIAL
    return "first_review" if is_first else "later_review"


def _is_young(child: Child, day: dt.date) -> bool:
    """Under four, views are not asked for."""
    born = child.person.date_of_birth
    return born is None or (day - born).days < 4 * 365
