"""Close a conference: one transaction that makes everything the meeting decided come true.

It opens, continues or ends each child's plan; meets the clock of this conference; opens the next
review of those who stay on plans; starts the clocks of that review, the first core group, the
midpoint check, the letter, the plan and the record; and queues what must be told. Nothing of it
happens unless all of it does.
"""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from bookings.domain import mark_held
from conferences import notices, rules
from conferences.domain.adjourning import rebooking_clocks
from conferences.domain.advocacy import note_taking_part
from conferences.domain.core_group import call_core_group
from conferences.domain.decided_since import PLAN_KINDS, decided_since
from conferences.domain.limits import clock_of
from conferences.domain.next_dates import copy_details
from conferences.domain.next_review import keep_next_review
from conferences.domain.packs import rebuild_packs
from conferences.domain.quorate import may_end_plans, quorum_of, warn_if_inquorate_again
from conferences.domain.ready_to_close import (
    ClosingDetails,
    Obstacle,
    decision_of,
    is_protected,
    obstacles,
    open_protection_plan,
    review_rule,
)
from conferences.domain.steps import advance, locked, require
from conferences.domain.transfer import take_over
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision
from disclosure.domain.records import close_record
from people.enums import CaseRoleKind
from plans.domain.clocks import RUN_WITH_THE_PLAN
from plans.domain.life import continue_plan, end_plan, open_plan
from plans.enums import Category, EndReason, PlanKind
from plans.models import Plan
from timescales.domain import meet_deadline, start_deadline, withdraw_deadline
from timescales.due import Dates
from timescales.models import Deadline

CONFERENCE_RULES = {
    ConferenceKind.INITIAL: ("icpc",),
    ConferenceKind.TRANSFER_IN: ("transfer_in",),
    ConferenceKind.REVIEW: ("first_review", "later_review"),
}
# What is owed to the family as a whole once a conference has been held, and by whom.
AFTER_EVERY_CONFERENCE = {
    "decision_letter": CaseRoleKind.CHAIR,
    "plan_out": CaseRoleKind.BUSINESS_SUPPORT,
    "record": CaseRoleKind.CHAIR,
}

NOT_TO_CLOSE = "Only the chair can close this conference."


class NotReadyToClose(DomainError):
    """Something must be mended first. `obstacles` says what and where."""

    def __init__(self, found: list[Obstacle]) -> None:
        super().__init__("This conference cannot be closed yet.")
        self.obstacles = found


@transaction.atomic
def close_conference(*, conference: Conference, details: ClosingDetails, by: User) -> Conference:
    """Close a conference that was held on `details.held_on`.

    Raises `NotAllowed` unless `by` chairs it, `WrongState` unless it is in session,
    `NotReadyToClose` with everything that must be mended.
    """
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.close",
        by=by,
        about=conference,
        message=NOT_TO_CLOSE,
    )
    _hold_plans(conference)
    found = obstacles(conference, details)
    if found:
        raise NotReadyToClose(found)
    copy_details(conference, details)
    conference.held_on = details.held_on
    conference.was_quorate = quorum_of(conference).is_quorate
    # Held on paper: `closed_at` already holds its true end.
    conference.closed_at = conference.closed_at or timezone.now()
    advance(conference, ConferenceState.CLOSED, by=by)
    for each in conference.children.select_related("child__person", "plan", "decision"):
        if each.child.person.died_on is None:  # of a child who died, what was decided is only kept
            carry_out(conference, each, by=by)
    _meet_rebooking(conference, by=by)
    _start_duties(conference, by=by)
    call_core_group(conference, by=by)
    keep_next_review(conference=conference, by=by)
    warn_if_inquorate_again(conference)
    _pass_on_legal_planning(conference)
    if conference.booking is not None:
        mark_held(booking=conference.booking, by=by)
    close_record(conference.record, by=by)
    rebuild_packs(conference=conference, by=by)
    record(
        Action.DECIDED,
        "conferences.close",
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
    )
    return conference


def _hold_plans(conference: Conference) -> None:
    """Whoever ends one in this moment is waited for; then it is read as it stands."""
    children = conference.children.values("child")
    held = Plan.objects.select_for_update(no_key=True)  # what only points at one goes on
    list(held.filter(child__in=children).order_by("pk"))


def _pass_on_legal_planning(conference: Conference) -> None:
    if conference.children.filter(decision__legal_planning=True).exists():
        notices.legal_planning_advised(conference)


def carry_out(conference: Conference, each: ConferenceChild, *, by: User) -> None:
    """Make one child's decision come true: clock met, plan opened, continued or ended. Where a
    later conference has decided, the plan and its clocks stay as that one left them."""
    decision = decision_of(each)
    assert decision is not None, "obstacles() asked for every decision"
    _meet_conference_deadline(conference, each, by=by)
    note_taking_part(each, on=_held_on(conference), by=by)
    if conference.kind == ConferenceKind.TRANSFER_IN:
        take_over(child=each.child, on=_held_on(conference), by=by)
    if decided_since(each, on=_held_on(conference)):
        each.plan = each.plan or open_protection_plan(each)
    elif is_protected(each):
        each.plan = _protect(conference, each, decision, by=by)
        _start_plan_clocks(conference, each, by=by)
    else:
        each.plan = _help_without_protection(conference, each, decision, by=by)
    each.save(update_fields=["plan"])


def _meet_conference_deadline(conference: Conference, each: ConferenceChild, *, by: User) -> None:
    """A clock of an enquiry, a transfer or a plan that began after it was held runs on. Its own is
    met whatever day was typed for what began it."""
    own = clock_of(each) if conference.kind != ConferenceKind.REVIEW else None
    began = Q(started_on__lte=_held_on(conference)) | Q(pk=own.pk if own else None)
    waiting = Deadline.objects.open().filter(
        began, child=each.child, rule__in=CONFERENCE_RULES[ConferenceKind(conference.kind)]
    )
    for deadline in waiting:
        meet_deadline(
            deadline=deadline,
            met_on=_held_on(conference),
            by=by,
            met_by=conference.about,
            late_reason=conference.late_reason if deadline.due_on < _held_on(conference) else "",
        )


def _meet_rebooking(conference: Conference, *, by: User) -> None:
    """It was adjourned before and has been held now."""
    for waiting in rebooking_clocks(conference):
        meet_deadline(deadline=waiting, met_on=_held_on(conference), by=by, met_by=conference.about)


def _protect(
    conference: Conference, each: ConferenceChild, decision: Decision, *, by: User
) -> Plan:
    standing = open_protection_plan(each)
    if standing is not None:
        return continue_plan(
            plan=standing,
            category=Category(decision.category),
            constituents=decision.constituent_categories,
            risk_outside_home=decision.risk_outside_home,
            lead_worker=decision.lead_worker,
            words=conference.record,
            about=conference.about,
            by=by,
        )
    return open_plan(
        child=each.child,
        kind=PlanKind.CHILD_PROTECTION,
        on=_held_on(conference),
        words=conference.record,
        about=conference.about,
        by=by,
        category_initial=decision.category,
        constituent_categories=decision.constituent_categories,
        risk_outside_home=decision.risk_outside_home,
        lead_worker=decision.lead_worker,
    )


def _help_without_protection(
    conference: Conference, each: ConferenceChild, decision: Decision, *, by: User
) -> Plan | None:
    """End the protection plan, if there is one, and open the help that was agreed.

    A step-down starts the day the plan ends (domain.md, section 2). No core group, review or
    midpoint is opened.
    """
    standing = open_protection_plan(each)
    if standing is not None:
        end_plan(
            plan=standing,
            on=_held_on(conference),
            reason=EndReason.REVIEW_DECISION,
            quorate=may_end_plans(was_quorate=conference.was_quorate is not False),
            by=by,
        )
        _stop_plan_clocks(conference, each, by=by)
    if decision.outcome == ChildOutcome.NO_FURTHER_ACTION:
        return standing
    return open_plan(
        child=each.child,
        kind=PLAN_KINDS[decision.outcome],
        on=_held_on(conference),
        words=conference.record,
        about=conference.about,
        by=by,
        lead_worker=decision.lead_worker,
        consent_by=decision.consent_by,
        first_meeting_on=decision.first_meeting_on,
    )


def _stop_plan_clocks(conference: Conference, each: ConferenceChild, *, by: User) -> None:
    for deadline in Deadline.objects.open().filter(child=each.child, rule__in=RUN_WITH_THE_PLAN):
        withdraw_deadline(deadline=deadline, reason=plan_ended(conference), by=by)


def plan_ended(conference: Conference) -> str:
    """Why a clock stopped; also how undoing finds the clocks to run again."""
    return f"The plan ended at {conference.about}"


def _start_plan_clocks(conference: Conference, each: ConferenceChild, *, by: User) -> None:
    held_on, born_on = _held_on(conference), each.child.person.date_of_birth
    # Born since it was held, where a conference is closed again: birth + N binds as well.
    held = Dates(start=held_on, birth=born_on if born_on and born_on >= held_on else None)
    review = start_deadline(
        rule=review_rule(conference),
        dates=held,
        by=by,
        child=each.child,
        about=conference.about,
        owner_role=CaseRoleKind.CHAIR,
    )
    start_deadline(
        rule="midpoint",
        dates=Dates(start=held.start, to=conference.next_review_on or review.due_on),
        by=by,
        child=each.child,
        about=conference.about,
        owner_role=CaseRoleKind.CHAIR,
    )


def _start_duties(conference: Conference, *, by: User) -> None:
    for rule, owner in AFTER_EVERY_CONFERENCE.items():
        start_deadline(
            rule=rule,
            dates=Dates(start=_held_on(conference)),
            by=by,
            family=conference.family,
            about=conference.about,
            owner_role=owner,
        )


def _held_on(conference: Conference) -> dt.date:
    assert conference.held_on is not None
    return conference.held_on
