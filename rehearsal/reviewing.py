"""Reviews, a birth, a transfer in, and meetings that could not go on as they should.

Each step is the domain function a person would use, as that person, on the day it happened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

from accounts.models import User
from bookings.enums import MoveReason
from conferences.domain import booking
from conferences.domain.adjourning import adjourn_conference
from conferences.domain.birth import record_birth
from conferences.domain.closing import close_conference
from conferences.domain.last_time import lines_waiting, settle_plan
from conferences.domain.slots import need_of_conference, slots_for
from conferences.domain.taking_part import add_participant
from conferences.enums import (
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    InquorateGround,
)
from conferences.models import Conference, ConferenceChild
from people.enums import AgencyKind, CaseRoleKind, Sex
from people.models import Child, Family
from plans.domain.queries import open_plan_for, open_plans_of
from rehearsal import words
from rehearsal.arriving import ask_to_take_over
from rehearsal.build_staff import Service
from rehearsal.meeting import children_heard, current_part, details, hold, item, operation, send
from rehearsal.past import as_if
from rehearsal.stories import Story, user_of
from rehearsal.turns import ask_elsewhere
from timescales.domain import current_clock, today_in_london
from timescales.working_days import add_working_days

WITHOUT_A_QUORUM = {
    "inquorate_ground": InquorateGround.TWO_PRESENT,
    "inquorate_note": "The school had sent its report, and waiting would not be safe.",
}
SOON = dt.timedelta(weeks=5)  # a baby may come so long before it is expected
NOTICE = 8  # working days between the booking and the meeting
AT_THE_TABLE = (AgencyKind.HEALTH_VISITING, AgencyKind.SCHOOL)


def review_plans(
    service: Service, newcomers: Iterable[Family], reviewed: Iterable[Family], today: dt.date
) -> None:
    """`newcomers`: families from another authority, of whom nothing is known here; the transfer in
    is with the duty officer. `reviewed`: families on plans.

    Nobody gives out the papers of these reviews, held two and three working days ago: two letters
    and a plan are late, which is something to chase.
    """
    for family in newcomers:
        ask_to_take_over(Story(service, family, today))
    stories: list[Callable[[Review], None]] = [
        Review.end_one_and_continue,
        Review.go_on_without_a_quorum,
        Review.adjourn,
    ]
    chosen = _soonest_first([family for family in reviewed if _can_be_reviewed(family)])
    for number, (tell, family) in enumerate(zip(stories, chosen, strict=False)):
        tell(Review(service, family, _working_days_before(today, 2 + number)))
    _first_birth(service)
    _somebody_moves_away(chosen[len(stories) :], _working_days_before(today, 6))


def _soonest_first(families: list[Family]) -> list[Family]:
    """By the day the review is due, after the one with the most plans, of which not all end."""
    due = {family: review.due_on for family in families if (review := _waiting_review(family))}
    families = sorted(due, key=lambda family: due[family] or dt.date.max)
    most = max(families, key=lambda family: len(open_plans_of(family)), default=None)
    return sorted(families, key=lambda family: family != most)


def _can_be_reviewed(family: Family) -> bool:
    """On plans, and its review waits and is not late already."""
    review = _waiting_review(family)
    return bool(open_plans_of(family)) and review is not None and not family.is_restricted


def _waiting_review(family: Family) -> Conference | None:
    rows = Conference.objects.filter(
        family=family, kind=ConferenceKind.REVIEW, state=ConferenceState.TO_BOOK
    )
    return rows.filter(due_on__gte=today_in_london()).first()


def _working_days_before(day: dt.date, number: int) -> dt.date:
    found: dt.date = add_working_days(day, -number, current_clock().calendar)
    return found


class Review(Story):
    """One review conference, held on `day`."""

    def __init__(
        self, service: Service, family: Family, day: dt.date, review: Conference | None = None
    ) -> None:
        super().__init__(service, family, day)
        review = review or _waiting_review(family)
        assert review is not None, "chosen because it waits"
        self.review, self.day = review, day
        role = family.case_roles.get(kind=CaseRoleKind.CHAIR, to_on=None)
        self.chair = user_of(role.professional)

    def end_one_and_continue(self) -> None:
        """The last child's plan ends with a step-down; the others' plans go on."""
        if not self._book_for_the_day():
            return
        with as_if(self.day):
            self.review = hold(self.review, self.chair, self.names)
            self.carry_on()
            *others, last = self.review.children.all()
            self.decide(others or [last])
            if others:
                self.step_down(last.pk)
            self.close()

    def go_on_without_a_quorum(self) -> None:
        """Social care and one other agency: it counts as held, and ends no plan."""
        if not self._book_for_the_day():
            return
        with as_if(self.day):
            self.review = hold(self.review, self.chair, self.names, absent={AgencyKind.SCHOOL})
            self.carry_on()
            self.decide(list(self.review.children.all()))
            self.close(**WITHOUT_A_QUORUM)

    def adjourn(self) -> None:
        """Only social care came: it was not held, and is held again soon."""
        if not self._book_for_the_day():
            return
        with as_if(self.day):
            self.review = hold(self.review, self.chair, self.names, absent=set(AT_THE_TABLE))
            adjourn_conference(
                conference=self.review,
                reason=MoveReason.INQUORATE,
                note="The school and the health visitor could not come.",
                kept_safe="Gran stays with the family. The social worker visits every other day.",
                by=self.chair,
            )

    def _book_for_the_day(self) -> bool:
        """Booked some days before, for this very day. False where nobody is free then."""
        with as_if(_working_days_before(self.day, NOTICE)):
            self._ask_everybody()
            need = replace(need_of_conference(self.review), wanted_on=None, search_from=None)
            need = replace(need, due_on=self.day, earliest_on=self.day, minute_taker_wanted=False)
            offers = [offer for offer in slots_for(need).offers if offer.choice.day == self.day]
            if not offers:
                return False
            known = [o for o in offers if o.choice.chair_id == self.chair.professional.pk]
            choice = (known or offers)[0].choice
            booking.pencil_slot(conference=self.review, choice=choice, by=self.support)
            self.review = booking.confirm_slot(conference=self.review, by=self.support)
        self.chair = user_of(self.review.chair)
        return True

    def _ask_everybody(self) -> None:
        for row in self.relatives.values():
            if not row.poses_risk:
                add_participant(
                    conference=self.review,
                    person=row.person,
                    capacity=Capacity.FAMILY,
                    by=self.support,
                )
        for kind in AT_THE_TABLE:
            partner = self.service.partners[kind]
            add_participant(
                conference=self.review,
                person=partner.person,
                agency=partner.agency,
                capacity=Capacity.AGENCY,
                direct_contact=True,
                by=self.support,
            )

    def carry_on(self) -> None:
        """What is overdue was done another way; the rest goes on, and one thing is new."""
        waiting = lines_waiting(self.review, reader=self.chair)
        overdue = [line for line in waiting if line.is_overdue(self.day)]
        settle_plan(
            conference=self.review,
            going_on=[line for line in waiting if line not in overdue],
            left_behind=overdue,
            reason="It was done another way.",
            by=self.chair,
        )
        new = item(
            current_part(self.review),
            words.NEW_ACTION.format(**self.names),
            kind="action",
            owner=self.social_worker.professional.person_id,
            due_on=(self.day + dt.timedelta(days=21)).isoformat(),
        )
        send(self.review, self.chair, [*new, *children_heard(self.review)])

    def decide(self, children: Iterable[ConferenceChild], category: str = "") -> None:
        """Each plan goes on, for another kind of harm where one is named."""
        for each in children:
            plan = open_plan_for(each.child)
            assert plan is not None, "chosen because they are on plans"
            made = operation(
                "decision.set",
                child=each.pk,
                threshold_met=True,
                threshold_reason=words.THRESHOLD_MET.format(child=each.child.person.called),
                outcome=ChildOutcome.CHILD_PROTECTION.value,
                category=category or plan.category_latest,
                lead_worker=self.social_worker.professional.person_id,
            )
            send(self.review, self.chair, [made])

    def step_down(self, child: int, to: ChildOutcome = ChildOutcome.CHILD_IN_NEED) -> None:
        made = operation(
            "decision.set",
            child=child,
            threshold_met=False,
            threshold_reason=words.THRESHOLD_NOT_MET,
            outcome=to.value,
            chair_reason=words.CHAIR_REASON,
            lead_worker=self.social_worker.professional.person_id,
            consent_by=self.names["mother"],
            first_meeting_on=(self.day + dt.timedelta(days=10)).isoformat(),
        )
        send(self.review, self.chair, [made])

    def close(self, **more: Any) -> None:
        self.review.refresh_from_db()
        given = replace(details(self.review), **more)
        close_conference(conference=self.review, details=given, by=self.chair)


def _first_birth(service: Service) -> None:
    """A baby who was on a plan before birth was born yesterday: the review is due sooner."""
    soon = Child.objects.filter(expected_on__lte=today_in_london() + SOON)
    for child in soon.filter(person__date_of_birth=None).select_related("family"):
        if open_plan_for(child) is not None:
            by = _lead_of(child.family)
            record_birth(
                child=child,
                born_on=today_in_london() - dt.timedelta(days=1),
                sex=Sex.FEMALE,
                given_names="Juniper",
                by=by,
            )
            return


def _somebody_moves_away(families: Sequence[Family], day: dt.date) -> None:
    """The last of these, where all the others have stories of their own."""
    if families:
        with as_if(day):
            ask_elsewhere(families[-1], day, by=_lead_of(families[-1]))


def _lead_of(family: Family) -> User:
    role = family.case_roles.get(kind=CaseRoleKind.LEAD_SOCIAL_WORKER, to_on=None)
    return user_of(role.professional)
