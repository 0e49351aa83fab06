"""The clocks of a past that is written in bulk, and what met them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from django.utils import timezone

from conferences.enums import ConferenceKind
from conferences.models import Conference
from midpoints.enums import CheckState, Progress, Recommendation
from midpoints.models import CheckedChild, MidpointCheck
from people.enums import CaseRoleKind
from people.models import Child
from plans.domain.clocks import LONG_PLAN_RULES
from plans.domain.previous import months_on_plan
from plans.enums import CoreGroupState, LongReason, PanelView, SeenAnswer
from plans.models import CoreGroup, LongPlanReview, Plan, Visit
from rehearsal import challenge_words, words
from rehearsal.rows import Key, Rows
from timescales.models import Deadline

if TYPE_CHECKING:
    from rehearsal.chapters import Case
    from rehearsal.history import Past

WORKERS_RULES = (
    "icpc", "first_core_group", "core_group", "statutory_visit", "visit_recording",
    "report_to_family_icpc", "report_to_chair_icpc", "report_to_family_review",
    "report_to_chair_review",
)  # fmt: skip
# In working days after the conference: the letter and the plan at once, the record once signed.
GONE_AFTER = {"decision_letter": 1, "plan_out": 1, "record": 8}
FIRST_CORE_GROUP = 9


def at_noon(day: dt.date) -> dt.datetime:
    return timezone.make_aware(dt.datetime.combine(day, dt.time(12)))


class Duties:
    def __init__(self, past: Past, rows: Rows, case: Case) -> None:
        self.past, self.rows, self.case = past, rows, case
        self.first_group: CoreGroup | None = None

    def child(
        self,
        rule: str,
        child: Child | None,
        start: dt.date,
        *,
        about: Key,
        to: dt.date | None = None,
        met_on: dt.date | None = None,
        met_by: Key | None = None,
        gone: Key | None = None,
        until: dt.date | None = None,
        late_reason: str = "",
        owner: str = "",
    ) -> Deadline:
        """One clock, about the family where `child` is None: met, or `gone` on `until`, or open."""
        is_workers = rule in WORKERS_RULES
        settled_on = met_on or (until if gone else None)
        deadline = Deadline(
            rule=rule,
            child=child,
            family=self.case.family,
            owner_role=owner
            or (CaseRoleKind.LEAD_SOCIAL_WORKER if is_workers else CaseRoleKind.CHAIR),
            started_on=start,
            dates={"to": to.isoformat()} if to else {},
            due_on=self.past.due(rule, start, to),
            met_on=met_on,
            late_reason=late_reason,
            settled_at=at_noon(settled_on) if settled_on else None,
            withdrawn_at=at_noon(until) if gone and until and not met_on else None,
        )
        keys: dict[str, Key] = {"about": about}
        if met_on and met_by is not None:
            keys["met_by"] = met_by
        elif gone is not None:
            keys["withdrawn_reason"] = gone
        self.rows.add(deadline, **keys)
        return deadline

    def after_conference(self, rule: str, owner: str, conference: Conference) -> None:
        """What is owed to the family as a whole; it went, if the day for that is over."""
        went_on = self.past.days_from(conference.day, GONE_AFTER[rule])
        is_over = went_on < self.past.today
        self.child(
            rule,
            None,
            conference.day,
            about=lambda: conference.about,
            met_on=went_on if is_over else None,
            met_by=lambda: conference.about,
            owner=owner,
        )

    def reports(self, conference: Conference) -> None:
        """The social worker's report came on its last day, to the family and to the chair."""
        ending = "icpc" if conference.kind == ConferenceKind.INITIAL else "review"
        for reader in ("family", "chair"):
            rule = f"report_to_{reader}_{ending}"
            self.child(
                rule,
                None,
                conference.day,
                about=lambda: conference.about,
                met_on=self.past.due(rule, conference.day),
                met_by=lambda: conference.about,
            )

    def review_held(
        self, rule: str, child: Child, previous: Conference, review: Conference
    ) -> None:
        self.child(
            rule,
            child,
            previous.day,
            about=lambda: previous.about,
            met_on=review.day,
            met_by=lambda: review.about,
            late_reason=review.late_reason,
        )

    def review_to_come(self, rule: str, child: Child, last: Conference) -> None:
        """The next review, and the midpoint check on the way there."""
        self.child(rule, child, last.day, about=lambda: last.about)
        self.child("midpoint", child, last.day, about=lambda: last.about, to=last.next_review_on)

    def midpoint_checked(self, conference: Conference, plans: Sequence[Plan]) -> None:
        """Half-way between two reviews, on the day."""
        day = self.past.due("midpoint", conference.day, conference.next_review_on)
        family = self.case.family
        check = MidpointCheck(
            family=family,
            conference=conference,
            area_id=family.area_id,
            team_id=family.team_id,
            chair=self.case.chair,
            state=CheckState.DONE,
            on=day,
            by=self.case.chair.user,
            visits_in_standard=True,
            core_groups_in_standard=True,
            progress=Progress.ON_TRACK,
            impact=challenge_words.PLAN_HELPS,
            recommendation=Recommendation.CARRY_ON,
            recommendation_words=challenge_words.RECOMMENDED,
        )
        self.rows.add(check)
        for plan in plans:
            lived = challenge_words.LIVED.format(child=plan.child.person.called)
            seen = CheckedChild(
                check_of=check, child=plan.child, due_on=day, lived_experience=lived
            )
            self.rows.add(seen)
            self.child(
                "midpoint",
                plan.child,
                conference.day,
                about=lambda: conference.about,
                to=conference.next_review_on,
                met_on=day,
                met_by=lambda: check.about,
            )

    def first_core_group(self, conference: Conference, plans: Sequence[Plan]) -> None:
        day = self.past.days_from(conference.day, FIRST_CORE_GROUP)
        at = timezone.make_aware(dt.datetime.combine(day, dt.time(10, 30)))
        conference.first_core_group_at, conference.core_group_place = at, words.PLACE
        is_held = day < self.past.today
        group = self._group(day if is_held else None, at, plans)
        self.rows.add(group, planned_by=lambda: conference.about)
        self.first_group = group if is_held else None
        for plan in plans:
            self.child(
                "first_core_group",
                plan.child,
                conference.day,
                about=lambda: conference.about,
                met_on=group.held_on,
                met_by=lambda: group.about,
            )

    def last_core_group(
        self, plans: Sequence[Plan], day: dt.date, gone: Key | None, until: dt.date | None
    ) -> None:
        """The clock runs from the last; the first, where there was only one."""
        last = self.first_group
        if last is None:
            return
        if last.held_on is not None and last.held_on < day:
            last = self._group(day, at_noon(day), plans)
            self.rows.add(last)
        for plan in plans:
            assert last.held_on is not None
            self.child(
                "core_group", plan.child, last.held_on, about=_key_of(last), gone=gone, until=until
            )

    def _group(self, held_on: dt.date | None, at: dt.datetime, plans: Sequence[Plan]) -> CoreGroup:
        group = CoreGroup(
            family=self.case.family,
            state=CoreGroupState.HELD if held_on else CoreGroupState.PLANNED,
            planned_at=at,
            place=words.PLACE,
            held_on=held_on,
            recorded_by=self.case.worker.user if held_on else None,
            recorded_at=at_noon(held_on) if held_on else None,
        )
        self.rows.about_plans(group, plans)
        return group

    def last_visit(self, plan: Plan, day: dt.date, gone: Key | None, until: dt.date | None) -> None:
        """The child was seen; it was written up that day."""
        visit = Visit(
            plan=plan,
            visited_on=day,
            was_seen=True,
            seen_alone=SeenAnswer.YES,
            bedroom_seen=SeenAnswer.YES,
            visited_by=self.case.worker.person,
            recorded_on=day,
            recorded_by=self.case.worker.user,
        )
        self.rows.add(visit)
        about = _key_of(visit)
        opening = plan.opening  # type: ignore[attr-defined]
        self.child(
            "statutory_visit", plan.child, plan.started_on, about=_key_of(opening),
            met_on=day, met_by=about,
        )  # fmt: skip
        self.child("statutory_visit", plan.child, day, about=about, gone=gone, until=until)
        self.child("visit_recording", plan.child, day, about=about, met_on=day, met_by=about)

    def panels(
        self, plan: Plan, sat: Sequence[str], gone: Key | None, until: dt.date | None
    ) -> None:
        """Each panel that has sat, in time; then the clock of the next one."""
        about = _key_of(plan.opening)  # type: ignore[attr-defined]
        for rule in sat:
            review = self._panel(plan, self.past.due(rule, plan.started_on))
            self.child(
                rule, plan.child, plan.started_on, about=about,
                met_on=review.held_on, met_by=_key_of(review),
            )  # fmt: skip
        for rule in LONG_PLAN_RULES[len(sat) : len(sat) + 1]:
            self.child(rule, plan.child, plan.started_on, about=about, gone=gone, until=until)

    def _panel(self, plan: Plan, day: dt.date) -> LongPlanReview:
        review = LongPlanReview(
            plan=plan,
            held_on=day,
            months=months_on_plan(plan.started_on, day),
            chair=self.case.chair.person,
            area_head=self.case.head.person,
            team_manager=self.case.manager.person,
            reason=LongReason.SERVICES_WAITED,
            view=PanelView.WORKING,
            actions=words.PANEL_ASKS,
            recorded_by=self.case.chair.user,
        )
        self.rows.add(review)
        return review


def _key_of(row: Conference | CoreGroup | Visit | LongPlanReview) -> Key:
    return lambda: row.about
