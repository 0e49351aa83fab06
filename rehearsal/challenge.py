"""Concerns, Resolution Forms, complaints, midpoint checks and a dip sample, played day by day.

Each step is the domain function a person would use, as that person, on the day it happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from accounts.models import User
from conferences.enums import ConferenceState
from conferences.models import Conference
from escalations.domain import complaint_panels as panels
from escalations.domain import complaints
from escalations.domain.answering import answer_form, record_answer
from escalations.domain.concerns import raise_concern, resolve_concern
from escalations.domain.danger import Told
from escalations.domain.praise import give_praise
from escalations.domain.raised import Origin
from escalations.domain.raising_form import Asked, promote_concern, raise_form
from escalations.domain.settling import add_note, resolve_form, withdraw_form
from escalations.domain.stepping_up import step_up
from escalations.domain.who import Who
from escalations.enums import Complainant, Finding, Ground
from escalations.models import Complaint, Concern, ResolutionForm
from midpoints.domain.checking import Found, record_check, record_not_done
from midpoints.domain.drawing import draw_sample
from midpoints.domain.grading import Graded, grade_case
from midpoints.domain.queries import RULE
from midpoints.enums import Grade, NotDoneReason, Progress, Recommendation, Round
from people.domain.queries import holder_of
from people.enums import AgencyKind, CaseRoleKind, RelationshipKind, Role
from people.models import Agency, Family, Person, Professional, Relationship
from plans.models import Plan
from rehearsal import challenge_words as words
from rehearsal.build_staff import Service
from rehearsal.past import as_if
from timescales.domain import current_clock, today_in_london
from timescales.models import Deadline
from timescales.working_days import add_working_days

SEED = 2026
SAMPLED = 6
MOST = 24  # families; more would only take longer


def challenge(service: Service, families: Iterable[Family]) -> None:
    """Every state of a concern, form and complaint arises; the families with midpoints past get
    their checks; one dip sample is half graded."""
    with_plans = [family for family in families if _has_open_plan(family)][:MOST]
    if not with_plans:
        return
    chapters = Challenged.chapters()
    for place in range(max(len(chapters), len(with_plans))):
        family = with_plans[place % len(with_plans)]
        chapters[place % len(chapters)](Challenged(service, family, place))
    check_midpoints(with_plans)
    sample_footprints(service)


def _has_open_plan(family: Family) -> bool:
    """A restricted family is left alone: heads of service may not open it."""
    plans = Plan.objects.open().child_protection().filter(child__family=family)
    return plans.filter(child__family__is_restricted=False).exists()


def _user_of(family: Family, kind: CaseRoleKind) -> User:
    holder = holder_of(family, kind)
    assert holder is not None
    assert holder.user is not None
    return holder.user


class Challenged:
    """One family's challenge. The day a step is played is in working days before today."""

    def __init__(self, service: Service, family: Family, place: int) -> None:
        self.service, self.family, self.place = service, family, place
        self.chair = _user_of(family, CaseRoleKind.CHAIR)
        self.worker = _user_of(family, CaseRoleKind.LEAD_SOCIAL_WORKER).professional
        self.manager = _user_of(family, CaseRoleKind.TEAM_MANAGER)
        self.head = service.user_with(Role.HEAD_OF_SERVICE)
        plans = Plan.objects.open().child_protection().filter(child__family=family)
        self.children = [plan.child for plan in plans.select_related("child__person")]
        self.name = self.children[0].person.called

    @classmethod
    def chapters(cls) -> list[Callable[[Challenged], None]]:
        return [
            cls.waits_past_its_limit,
            cls.concern_is_open,
            cls.complains_to_the_chair,
            cls.is_answered,
            cls.good_work_is_noted,
            cls.stepped_up_and_resolved,
            cls.concern_is_resolved,
            cls.waits_for_a_partner,
            cls.in_danger,
            cls.resolved_at_once,
            cls.complains_to_a_panel,
            cls.is_withdrawn,
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
            recipient=recipient,
        )

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

    def _complaint(self, *, ago: int) -> Complaint:
        closed = Conference.objects.filter(family=self.family, state=ConferenceState.CLOSED).latest(
            "held_on"
        )
        day = max(closed.day, self.on(ago))
        with as_if(day, dt.time(16)):
            received = complaints.Received(
                conference=closed,
                children=[row.child for row in closed.children.select_related("child")],
                made_as=Complainant.PARENT,
                made_by=self._mother(),
                grounds=[Ground.PROCESS],
                words=words.COMPLAINT,
                received_on=day,
                late_because=words.LATE,
            )
            return complaints.receive_complaint(received=received, by=self.head)

    def _mother(self) -> Person:
        rows = Relationship.objects.filter(child__family=self.family, kind=RelationshipKind.MOTHER)
        found = rows.select_related("person").first()
        assert found is not None
        return found.person

    def complains_to_the_chair(self) -> None:
        self._complaint(ago=2)

    def complains_to_a_panel(self) -> None:
        complaint = self._complaint(ago=20)
        received_on = complaint.received_on
        with as_if(received_on, dt.time(16, 30)):
            complaint = panels.ask_for_panel(complaint=complaint, why=words.TO_PANEL, by=self.head)
        held_on = max(received_on, self.on(4))
        with as_if(held_on, dt.time(17)):
            agencies = list(Agency.objects.order_by("pk")[:2])
            panels.record_panel(
                complaint=complaint,
                held_on=held_on,
                members=[
                    panels.Sitting(name, agency)
                    for name, agency in zip(words.PANEL, agencies, strict=True)
                ],
                finding=Finding.UPHELD,
                words=words.FOUND,
                told=words.TOLD_FAMILY,
                by=self.head,
            )


def _in_charge(service: Service) -> Professional:
    return service.user_with(Role.HEAD_OF_SERVICE).professional


def check_midpoints(families: Iterable[Family]) -> None:
    """Of what fell due, in turn: done in time, not done, done late, done, and left outstanding."""
    past = [(family, *row) for family in families for row in _midpoints_past(family)]
    for place, (family, about, due_on) in enumerate(past):
        conference = Conference.objects.get(pk=int(about.partition(":")[2]))
        chair = _user_of(family, CaseRoleKind.CHAIR)
        if place % 5 == 1:
            with as_if(due_on):
                reason = NotDoneReason.NO_TIME
                record_not_done(conference=conference, reason=reason, by=chair)
        elif place % 5 != 4:
            late = dt.timedelta(days=6 if place % 5 == 2 else 0)
            with as_if(min(due_on + late, today_in_london())):
                found = _found(conference, place)
                record_check(conference=conference, found=found, by=chair)


def _midpoints_past(family: Family) -> Iterator[tuple[str, dt.date]]:
    rows = Deadline.objects.open().filter(
        rule=RULE, family=family, due_on__lt=today_in_london(), about__startswith="conference:"
    )
    yield from dict(rows.values_list("about", "due_on")).items()


def _found(conference: Conference, place: int) -> Found:
    progress, recommendation, said = words.FOUND_AT_MIDPOINT[place % 3]
    return Found(
        progress=Progress(progress),
        worries=said,
        impact=words.PLAN_HELPS,
        recommendation=Recommendation(recommendation),
        recommendation_words=words.RECOMMENDED,
        lived_experience={
            row.child_id: words.LIVED.format(child=row.child.person.called)
            for row in conference.children.select_related("child__person")
        },
        visits_in_standard=place % 3 == 0,
        core_groups_in_standard=place % 2 == 0,
    )


def sample_footprints(service: Service) -> None:
    """One sample; some of its children are graded, one twice."""
    head = service.user_with(Role.HEAD_OF_SERVICE)
    duty = service.user_with(Role.DUTY_PRINCIPAL_OFFICER)
    if not Plan.objects.open().child_protection().exists():
        return
    sample = draw_sample(label=words.SAMPLE, size=SAMPLED, seed=SEED, by=head)
    grades = (Grade.GOOD, Grade.OUTSTANDING, Grade.REQUIRES_IMPROVEMENT, Grade.GOOD)
    for case, grade in zip(sample.cases.order_by("pk"), grades, strict=False):
        graded = Graded(
            overall=grade,
            headings=dict.fromkeys(sample.headings, grade),
            strengths=words.STRENGTHS,
            improvements=words.IMPROVEMENTS,
        )
        grade_case(case=case, graded=graded, round=Round.FIRST, by=head)
        if grade == Grade.OUTSTANDING:
            grade_case(case=case, graded=graded, round=Round.SECOND, by=duty)
