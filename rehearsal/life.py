"""One family's whole life in the service, from the request on, each step on its day.

Every step is the domain function a person would use, as that person; what it sets (a booking, the
next review, a clock that is due) is the day of the next one.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from functools import partial

from accounts.models import User
from bookings.optimiser import SlotChoice
from conferences.domain import booking
from conferences.domain.closing import close_conference
from conferences.domain.correcting import sign_off_record
from conferences.domain.inviting import invite_everyone
from conferences.domain.reports import record_report
from conferences.domain.requesting import submit_request
from conferences.domain.slots import need_of_conference, slots_for
from conferences.enums import (
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    LateReason,
    ScreeningOutcome,
)
from conferences.models import Conference, ConferenceRequest
from disclosure.enums import HandoverWay
from people.enums import AgencyKind, CaseRoleKind
from people.models import Child, Family
from plans.domain.clocks import LONG_PLAN_RULES, REPEAT_RULE
from plans.domain.planning import plan_core_group, record_not_held
from plans.domain.queries import open_plans_of
from plans.domain.visits import record_visit
from plans.enums import Category, CoreGroupState, NotHeldReason
from plans.models import CoreGroup
from rehearsal import apart, turns, words
from rehearsal.arriving import ask_to_take_over, stay_for_now
from rehearsal.babies import put_births
from rehearsal.between import NOT_SEEN, SEEN, Months
from rehearsal.build_staff import Service
from rehearsal.courses import Course
from rehearsal.diary import Diary
from rehearsal.given_out import Hands, give_out, give_what_changed
from rehearsal.letting_in import let_in
from rehearsal.mail import mail_leaves
from rehearsal.meeting import details, hold, make_plan, operation, send
from rehearsal.posting import post_letters
from rehearsal.reviewing import WITHOUT_A_QUORUM, Review
from rehearsal.stories import Chapter, Story, user_of
from timescales.domain import current_clock
from timescales.models import Deadline
from timescales.working_days import add_working_days, working_day_on_or_before

WEEKS_BETWEEN_CORE_GROUPS = 5
NOBODY_CAME = 4  # of every seven core groups
FIRST_VISIT, BETWEEN_VISITS, AFTER_A_MISSED_ONE = 4, 9, 2  # working days
BOOKED_AHEAD = dt.timedelta(days=25)  # a review is booked so long before the day set for it
LATEST = dt.timedelta(days=14)  # of the family whose first conference is late
LATE = booking.Lateness(
    reason=LateReason.FAMILY_ASKED,
    note="Father works away until then.",
    manager="Theodora Quill",
    chair="The chair of the case",
    safety_plan_review="Gran still stays every night. The school rings daily.",
)
# How paper leaves, besides by hand, after the meeting of this number.
WAYS = {1: frozenset({HandoverWay.SECURE_LINK}), 2: frozenset({HandoverWay.POST})}
HANDS_ONLY: frozenset[HandoverWay] = frozenset()


class Life(Story):
    def __init__(
        self, service: Service, family: Family, course: Course, began: dt.date, diary: Diary
    ) -> None:
        super().__init__(service, family, began)
        self.course, self.diary = course, diary
        self.visits = self.core_groups = self.reviews = self.meetings = 0
        self.know_children(began)
        if course.excludes_father:
            self.exclusion_asked = words.TO_EXCLUDE

    def know_children(self, on: dt.date) -> None:
        """Of those on record, the ones who were born or expected by then."""
        everybody = list(self.family.children.select_related("person"))
        later = {child: "Not born yet." for child in everybody if _born_after(child, on)}
        self.children = [child for child in everybody if child not in later]
        self.left_out = later
        self.names["child"] = self.children[0].person.called

    def after(self, day: dt.date, working_days: int) -> dt.date:
        found: dt.date = add_working_days(day, working_days, current_clock().calendar)
        return found

    def begin(self, day: dt.date) -> None:
        self.today = day
        self.know_children(day)
        put_births(self)
        if self.course.passes_through:
            stay_for_now(self)
            return
        if self.family.is_restricted:
            let_in(self)
        self.ask(day)

    def ask(self, day: dt.date) -> None:
        self.today = day
        self.know_children(day)
        if self.course.from_elsewhere:
            request = ask_to_take_over(self)
        else:
            request = self.draft(Chapter.SUBMITTED)
            submit_request(request=request, by=self.social_worker)
        self.diary.put(self.after(day, 1), partial(self.proceed, request))

    def proceed(self, request: ConferenceRequest, day: dt.date) -> None:
        self.screen(request, ScreeningOutcome.PROCEED, "The threshold is met.")
        self.book(Conference.objects.get(request=request), day)

    def book(self, conference: Conference, day: dt.date) -> None:
        """The best slot; for the family whose first conference is late, the first after its limit.
        Where nobody is free, it is looked for again a week later."""
        conference.refresh_from_db()
        if conference.state != ConferenceState.TO_BOOK:
            return  # no child is on a plan any more
        found = self._slot(conference)
        if found is None:
            self.diary.put(day + dt.timedelta(days=7), partial(self.book, conference))
            return
        late = conference.due_on is not None and found.day > conference.due_on
        conference = booking.pencil_slot(
            conference=conference, choice=found, lateness=LATE if late else None, by=self.support
        )
        conference = booking.confirm_slot(conference=conference, by=self.support)
        apart.arrange(self, conference)
        invite_everyone(conference=conference, by=self.support)
        if mail_leaves():
            post_letters(conference.about, kind="invitation", by=self.support)
        self.diary.put(self.after(found.day, -6), partial(self.report, conference))
        self.diary.put(found.day, partial(self.meet, conference))

    def _slot(self, conference: Conference) -> SlotChoice | None:
        need = need_of_conference(conference)
        if self.course.is_late and conference.kind == ConferenceKind.INITIAL:
            after = need.due_on + dt.timedelta(days=1)
            need = replace(need, search_from=after, due_on=after + LATEST)
        choices = [offer.choice for offer in slots_for(need).offers]
        if self.family.is_restricted:
            own = self.family.case_roles.current().get(kind=CaseRoleKind.CHAIR)
            choices = [one for one in choices if one.chair_id == own.professional_id]
        return choices[0] if choices else None

    def report(self, conference: Conference, day: dt.date) -> None:
        """Every agency's report came, and the family was shown it, in time."""
        for participant in conference.participants.filter(capacity=Capacity.AGENCY):
            record_report(participant=participant, received_on=day, shared_on=day, by=self.support)

    def meet(self, conference: Conference, day: dt.date) -> None:
        conference.refresh_from_db()
        if conference.state != ConferenceState.BOOKED:
            return
        chair = user_of(conference.chair)
        if conference.kind != ConferenceKind.REVIEW:
            conference = hold(conference, chair, self.names)
            make_plan(conference, chair, self.names, day)
            apart.hear_the_other(conference, chair)
            self._decide(conference)
            self._close(conference, chair)
            self._begin(conference, day)
        else:
            self.reviews += 1
            self._review(conference, day)
        self.meetings += 1
        give_out(
            conference,
            hands=self.hands(conference),
            ways=WAYS.get(self.meetings, HANDS_ONLY),
            apart=apart.heard_apart(self, conference),
        )
        self.diary.put(self.after(day, 8), partial(self.sign, conference))
        self.look_ahead(conference)

    def _decide(self, conference: Conference) -> None:
        made = [
            operation(
                "decision.set",
                child=each.pk,
                threshold_met=True,
                threshold_reason=words.THRESHOLD_MET.format(child=each.child.person.called),
                outcome=ChildOutcome.CHILD_PROTECTION.value,
                category=Category.NEGLECT.value,
                lead_worker=self.social_worker.professional.person_id,
            )
            for each in conference.children.select_related("child__person")
        ]
        send(conference, user_of(conference.chair), made)

    def _close(self, conference: Conference, chair: User) -> None:
        conference.refresh_from_db()
        close_conference(conference=conference, details=details(conference), by=chair)

    def _begin(self, conference: Conference, day: dt.date) -> None:
        """What runs with the plans from their first day on."""
        conference.refresh_from_db()
        assert conference.first_core_group_at is not None
        self.diary.put(conference.first_core_group_at.date(), self.core_group)
        self.diary.put(self.after(day, FIRST_VISIT), self.visit)
        self._next_panel()
        turns.put_birthdays(self)
        if Deadline.objects.open().filter(rule=REPEAT_RULE, family=self.family).exists():
            self.diary.put(self.after(day, 12), partial(turns.peer_looks, self))
        turns.put_turns(self, day)

    def _review(self, conference: Conference, day: dt.date) -> None:
        told = Review(self.service, self.family, day, review=conference)
        told.chair, told.names = user_of(conference.chair), self.names
        is_inquorate = self.reviews in self.course.inquorate
        absent = {AgencyKind.SCHOOL} if is_inquorate else set()
        told.review = hold(conference, told.chair, self.names, absent=absent)
        told.carry_on()
        apart.hear_the_other(told.review, told.chair)
        children = list(told.review.children.select_related("child__person"))
        if self.reviews == self.course.ends_at:
            for each in children:
                told.step_down(each.pk, self.course.ends_with)
            told.close(next_review_on=None)
        else:
            changed = self.reviews == self.course.changes_at
            told.decide(children, Category.EMOTIONAL.value if changed else "")
            told.close(**(WITHOUT_A_QUORUM if is_inquorate else {}))
        if self.reviews == self.course.ends_at and self.course.again:
            later = day + dt.timedelta(days=30 * self.course.again)
            self.diary.put(self.after(later, 1), self.ask)

    def look_ahead(self, conference: Conference) -> None:
        """The review that was set is booked in time; the midpoint is checked on its day."""
        midpoint = Deadline.objects.open().filter(rule="midpoint", about=conference.about).first()
        if midpoint is not None:
            self.diary.put(midpoint.due_on, partial(turns.check_midpoint, self, conference))
        review = conference.reviews.filter(state=ConferenceState.TO_BOOK).first()
        if review is not None and review.planned_on is not None:
            self.diary.put(review.planned_on - BOOKED_AHEAD, partial(self.book, review))

    def sign(self, conference: Conference, day: dt.date) -> None:
        conference.refresh_from_db()
        chair = user_of(conference.chair)
        sign_off_record(conference=conference, by=chair)
        give_what_changed(conference, hands=self.hands(conference))

    def hands(self, conference: Conference) -> Hands:
        return Hands(user_of(conference.chair), self.duty, self.support)

    def core_group(self, day: dt.date) -> None:
        if not open_plans_of(self.family):
            return
        self.core_groups += 1
        waiting = CoreGroup.objects.filter(family=self.family, state=CoreGroupState.PLANNED)
        planned = waiting.order_by("planned_at").first()
        if planned is not None and self.core_groups % 7 == NOBODY_CAME:
            away = NotHeldReason.FAMILY_AWAY
            record_not_held(core_group=planned, reason=away, by=self.social_worker)
            self._plan_core_group(day + dt.timedelta(weeks=1))
            return
        months = Months(self.service, self.family, place=0)
        months.meet(self.core_groups, day, planned=planned)
        self._plan_core_group(day + dt.timedelta(weeks=WEEKS_BETWEEN_CORE_GROUPS))

    def _plan_core_group(self, later: dt.date) -> None:
        later = working_day_on_or_before(later, current_clock().calendar.following_closures())
        at = dt.datetime.combine(later, dt.time(10, 30), tzinfo=dt.UTC)
        plan_core_group(family=self.family, at=at, place=words.PLACE, by=self.social_worker)
        self.diary.put(later, self.core_group)

    def visit(self, day: dt.date) -> None:
        plans = open_plans_of(self.family)
        if not plans:
            return
        self.visits += 1
        missed = self.visits % 7 == 3
        record_visit(
            visited_on=day,
            seen=dict.fromkeys(plans, NOT_SEEN if missed else SEEN),
            visited_by=self.social_worker.professional.person,
            by=self.social_worker,
        )
        self.diary.put(
            self.after(day, AFTER_A_MISSED_ONE if missed else BETWEEN_VISITS), self.visit
        )

    def _next_panel(self) -> None:
        clocks = Deadline.objects.open().filter(rule__in=LONG_PLAN_RULES, family=self.family)
        clock = clocks.order_by("due_on").first()
        if clock is not None:
            self.diary.put(self.after(clock.due_on, -3), self.panel)

    def panel(self, day: dt.date) -> None:
        """The plan has run for 12, 15 or 18 months."""
        if open_plans_of(self.family):
            turns.panel_sits(self, day)
            self._next_panel()


def _born_after(child: Child, day: dt.date) -> bool:
    born = child.person.date_of_birth
    return born is not None and born > day
