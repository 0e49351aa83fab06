"""Take back, for one child, everything that closing the conference made come true."""

from __future__ import annotations

from django.db.models import Q

from accounts.models import User
from conferences.domain.adjourning import REBOOK
from conferences.domain.closing import AFTER_EVERY_CONFERENCE, plan_ended
from conferences.domain.core_group import recall_core_group
from conferences.domain.transfer import give_back
from conferences.domain.transfer_out import call_off_with_void
from conferences.enums import ConferenceState
from conferences.models import Conference, ConferenceChild
from plans.domain.clocks import stop_clocks
from plans.domain.life import undo_continue, undo_end, void_plan
from plans.enums import EndReason
from plans.models import Plan
from timescales.domain import reopen_deadline, withdraw_deadline
from timescales.models import Deadline


def undo_for_child(*, conference: Conference, each: ConferenceChild, reason: str, by: User) -> None:
    """Part of a larger transaction, which permits and audits it."""
    give_back(child=each.child, on=conference.day, reason=reason, by=by)
    each.plan = _undo_plans(conference, each, reason=reason, by=by)
    each.save(update_fields=["plan"])
    for deadline in Deadline.objects.open().filter(child=each.child, about=conference.about):
        withdraw_deadline(deadline=deadline, reason=reason, by=by)
    stopped = Q(met_by=conference.about) | Q(withdrawn_reason=plan_ended(conference))
    for deadline in Deadline.objects.filter(stopped, child=each.child):
        reopen_deadline(deadline=deadline, reason=reason, by=by)


def undo_for_family(*, conference: Conference, reason: str, by: User) -> None:
    """The letter, the plan and the record are not owed until the conference closes again; then
    they are, whatever had been done by now."""
    ours = Deadline.objects.filter(
        family=conference.family, child__isnull=True, about=conference.about
    )
    for met in ours.filter(rule__in=AFTER_EVERY_CONFERENCE, met_on__isnull=False):
        reopen_deadline(deadline=met, reason=reason, by=by)
    for deadline in ours.open():
        withdraw_deadline(deadline=deadline, reason=reason, by=by)
    for met in ours.filter(rule=REBOOK, met_by=conference.about):
        reopen_deadline(deadline=met, reason=reason, by=by)  # adjourned before: not held yet
    recall_core_group(conference)


def _undo_plans(
    conference: Conference, each: ConferenceChild, *, reason: str, by: User
) -> Plan | None:
    """The plan the child had before this conference, as it was."""
    plans = Plan.objects.filter(child_id=each.child_id, voided_at__isnull=True)
    for made in plans.filter(opened_by=conference.about):
        void_plan(plan=made, reason=reason, by=by)
        call_off_with_void(plan=made, by=by)
        if made.is_protection:  # also those that began with a visit or a core group
            stop_clocks(made, reason=reason, by=by)
    ended = (
        plans.child_protection()
        .filter(ended_on=conference.held_on, end_reason=EndReason.REVIEW_DECISION)
        .exclude(opened_by=conference.about)
        .first()
    )
    if ended is not None:
        return undo_end(plan=ended, reason=reason, by=by)
    continued = plans.open().child_protection().filter(record=conference.record).first()
    if continued is None:
        return None
    closing = conference.steps.filter(to_state=ConferenceState.CLOSED).latest("at")
    return undo_continue(plan=continued, before=closing.at, by=by)
