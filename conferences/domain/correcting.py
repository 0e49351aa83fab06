"""After the close: reopen, correct a decision, sign the record off.

Until the first pack leaves, the chair may reopen with a reason. After that a decision is
corrected: the chair proposes, a manager agrees, the plan is re-dated, re-opened or voided, and
the packs that have left are listed for recall. Nothing is overwritten without a trace.
"""

from __future__ import annotations

from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError, WrongState
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import notices, rules
from conferences.domain import live
from conferences.domain.closing import carry_out
from conferences.domain.core_group import keep_core_group_in_step
from conferences.domain.corrected_plan import (
    PlanDates,
    check_lead_worker,
    check_new_plan,
    makes_a_plan,
    take_over_dates,
)
from conferences.domain.decided_since import hold_children
from conferences.domain.deciding import DecisionValues, check_values, left_out
from conferences.domain.done_over import check_closed_last, check_decided_last, stays_as_made
from conferences.domain.next_review import keep_next_review
from conferences.domain.packs import rebuild_packs, take_back_unsent
from conferences.domain.payloads import as_json
from conferences.domain.quorate import may_end_plans
from conferences.domain.ready_to_close import is_protected
from conferences.domain.steps import advance, locked, require
from conferences.domain.undoing import undo_for_child, undo_for_family
from conferences.domain.waiting_corrections import heads_to_tell, open_corrections
from conferences.enums import ChildOutcome, ConferenceKind, ConferenceState
from conferences.models import Conference, ConferenceChild, Decision, DecisionCorrection
from disclosure.domain.records import packs_have_left, reopen_record
from disclosure.domain.writers import note_writer
from disclosure.enums import LEFT, OperationStatus
from disclosure.models import Pack, Passage
from plans.domain.life import correct_beside_category, correct_category
from plans.enums import Category

NOT_TO_REOPEN = "Only the chair can reopen this conference."
NOT_TO_CORRECT = "Only the chair can propose a correction."
CORRECTABLE = (
    "threshold_met",
    "threshold_reason",
    "outcome",
    "category",
    "constituent_categories",
    "risk_outside_home",
    "legal_planning",
    "chair_reason",
    "consent_by",
    "lead_worker_id",
    "first_meeting_on",
)


def packs_that_left(conference: Conference) -> list[Pack]:
    """Packs somebody may hold: to be recalled when a decision is corrected."""
    left = Pack.objects.filter(record=conference.record, state__in=sorted(LEFT))
    return list(left.select_related("recipient__person").order_by("pk"))


@transaction.atomic
def reopen_conference(*, conference: Conference, reason: str, by: User) -> Conference:
    """Open a closed conference again, as if it had not been closed: letters, records and waiting
    corrections are taken back, and whoever signed the record signs again.

    Raises `WrongState` once a pack has left, recalled since or not: then a decision is corrected
    instead. Also where another conference of a child is in session, or has decided since.
    """
    hold_children(conference)
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.reopen",
        by=by,
        about=conference,
        message=NOT_TO_REOPEN,
    )
    if not reason.strip():
        raise WrongState("Say why the conference is being reopened.", field="reason", rule="needed")
    if packs_have_left(conference.record):
        raise WrongState(
            "A pack has already left. Correct the decision instead of reopening.",
            rule="pack_has_left",
        )
    check_closed_last(conference)
    _take_back_corrections(conference, reason=reason, by=by)
    reopen_record(conference.record, by=by, reason=reason)
    advance(conference, ConferenceState.IN_SESSION, by=by, reason=reason)
    for each in conference.children.select_related("child"):
        undo_for_child(conference=conference, each=each, reason=reason, by=by)
    undo_for_family(conference=conference, reason=reason, by=by)
    keep_next_review(conference=conference, by=by)
    if not conference.keyed_from_paper:  # its true day and end are known, whenever it is closed
        conference.held_on = conference.closed_at = None
    conference.signed_off_at = conference.signed_off_by = None
    conference.save()
    take_back_unsent(conference=conference, by=by)
    if conference.kind == ConferenceKind.TRANSFER_IN:
        notices.transfer_open_again(conference)
    _audit(Action.CHANGED, "conferences.reopen", conference, reason=reason, by=by)
    return conference


def _take_back_corrections(conference: Conference, *, reason: str, by: User) -> None:
    """What they would change is decided anew: agreed to later, they would overwrite it."""
    why = f"The conference was reopened: {reason}"
    for correction in open_corrections(conference):
        _settle(correction, agreed=False, by=by)
        _audit(Action.DECIDED, "conferences.take_back_correction", conference, reason=why, by=by)


@transaction.atomic
def propose_correction(
    *,
    each: ConferenceChild,
    after: dict[str, Any],
    dates: PlanDates | None = None,
    reason: str,
    by: User,
) -> DecisionCorrection:
    """The chair proposes what the decision should have said. Nothing changes yet.

    It may say nothing that a close would refuse, and leave nothing out that a close asks for. One
    that makes a plan also says when its core group first meets and when it is reviewed. Where
    `after` names a category anew, `none_recommended` in it is that of `DecisionValues`. Raises
    `NotAllowed`, `WrongState` (also where a later conference has decided anew), and `DomainError`
    with the field.
    """
    conference = locked(each.conference)
    require(
        rules.may_chair(by, conference),
        "conferences.propose_correction",
        by=by,
        about=conference,
        message=NOT_TO_CORRECT,
    )
    _must_be_closed(conference)
    if not reason.strip():
        raise WrongState("Say why the decision was wrong.", field="reason", rule="needed")
    if each.corrections.filter(answered_at__isnull=True).exists():
        raise WrongState(
            "A correction for this child already waits for a manager.", rule="already_done"
        )
    before = decision_values(each.decision)
    changed = {name: after.get(name, before[name]) for name in CORRECTABLE}
    if changed == before:
        raise WrongState(
            "Nothing is different from the decision as it stands.", rule="nothing_different"
        )
    check_decided_last(conference, each, before=before, after=changed)
    _check_quorum(conference, each, changed["outcome"])
    _check_decision(each, changed, after.get("none_recommended", _none_stands(before, changed)))
    kept: dict[str, Any] = {}
    if makes_a_plan(each, changed["outcome"]):
        dates = dates or PlanDates()
        check_new_plan(each, dates)
        kept = vars(dates)
    correction = DecisionCorrection.objects.create(
        child=each,
        before=as_json(before),
        after=as_json(changed),
        reason=reason,
        proposed_by=by,
        **kept,
    )
    _audit(Action.CREATED, "conferences.propose_correction", conference, reason=reason, by=by)
    notices.correction_to_answer(correction, heads_to_tell(correction))
    return correction


def _check_quorum(conference: Conference, each: ConferenceChild, outcome: str) -> None:
    ends = outcome != ChildOutcome.CHILD_PROTECTION and conference.kind == ConferenceKind.REVIEW
    if ends and not may_end_plans(was_quorate=conference.was_quorate is not False):
        raise WrongState(
            f"This review was not quorate, so it cannot end the plan for {each.child}. Hold "
            "another review.",
            rule="not_quorate",
        )


def _check_decision(each: ConferenceChild, changed: dict[str, Any], none_recommended: bool) -> None:
    """As where the chair decides, and where the conference is closed."""
    values = DecisionValues.of(changed, none_recommended=none_recommended)
    check_values(values)
    for field, words in left_out(each, Decision(**values.fields())):
        raise DomainError(f"Record {words}.", field=field, rule="needed")
    check_lead_worker(each, changed["outcome"], changed["lead_worker_id"])


def _none_stands(before: dict[str, Any], changed: dict[str, Any]) -> bool:
    """Whether “none is recommended” holds as it was decided: it is kept as no category named."""
    named = ("category", "constituent_categories")
    return all(before[each] == changed[each] for each in named) and not changed[named[1]]


@transaction.atomic
def answer_correction(
    *, correction: DecisionCorrection, agreed: bool, by: User
) -> tuple[DecisionCorrection, list[Pack]]:
    """A manager who did not propose it agrees or declines. Returns the packs to recall.

    Raises `NotAllowed`, `WrongState`: nobody agrees to what a later conference has overtaken.
    """
    conference = locked(correction.child.conference)
    correction = DecisionCorrection.objects.select_for_update().get(pk=correction.pk)
    require(
        rules.may_answer_correction(by, correction),
        "conferences.answer_correction",
        by=by,
        about=conference,
        message="A head of service who did not propose it must answer a correction.",
    )
    if correction.answered_at is not None:
        raise WrongState("This correction has already been answered.", rule="already_done")
    _must_be_closed(conference)
    if agreed:
        check_decided_last(
            conference, correction.child, before=correction.before, after=correction.after
        )
    _settle(correction, agreed=agreed, by=by)
    if agreed:
        _apply(conference, correction, by=by)
    _audit(
        Action.DECIDED, "conferences.answer_correction", conference, reason=correction.reason, by=by
    )
    notices.correction_answered(correction)
    return correction, packs_that_left(conference) if agreed else []


def _settle(correction: DecisionCorrection, *, agreed: bool, by: User) -> None:
    correction.answered_by, correction.answered_at, correction.agreed = by, timezone.now(), agreed
    correction.save()


def _apply(conference: Conference, correction: DecisionCorrection, *, by: User) -> None:
    """A plan that stays runs on, with its visits, clocks, core group and review, and so does help;
    any other change is done over."""
    each = correction.child
    decision = each.decision
    stays = stays_as_made(each, before=correction.before, after=correction.after)
    if not stays:
        undo_for_child(conference=conference, each=each, reason=correction.reason, by=by)
    for name, value in correction.after.items():
        setattr(decision, name, value)
    decision.decided_by = writer = correction.proposed_by
    decision.save()
    note_writer(conference.record, kind="decision.correct", key=f"decision:{each.pk}", by=writer)
    if not stays:
        _do_over(conference, correction, by=by)
    elif is_protected(each):
        _mend_plan(conference, correction, by=by)
    rebuild_packs(conference=conference, by=by)


def _mend_plan(conference: Conference, correction: DecisionCorrection, *, by: User) -> None:
    plan, decision = correction.child.plan, correction.child.decision
    assert plan is not None, "a plan that stays is there"
    correct_category(
        plan=plan,
        category=Category(decision.category),
        constituents=decision.constituent_categories,
        words=conference.record,
        about=conference.about,
        by=by,
    )
    correct_beside_category(
        plan=plan,
        before=correction.before,
        after=correction.after,
        words=conference.record,
        by=by,
    )


def _do_over(conference: Conference, correction: DecisionCorrection, *, by: User) -> None:
    each = correction.child
    take_over_dates(conference, correction)
    carry_out(conference, ConferenceChild.objects.get(pk=each.pk), by=by)
    keep_core_group_in_step(
        conference,
        makes_plan=is_protected(each),
        day_given=correction.first_core_group_at is not None,
        by=by,
    )
    keep_next_review(conference=conference, only=each, by=by)


@transaction.atomic
def sign_off_record(*, conference: Conference, by: User) -> Conference:
    """The chair signs the summary record. From now on it changes only by addendum, and it is owed
    until every copy has gone (`conferences.domain.papers`)."""
    conference = locked(conference)
    require(
        rules.may_chair(by, conference),
        "conferences.sign_off",
        by=by,
        about=conference,
        message="Only the chair can sign the record off.",
    )
    _must_be_closed(conference)
    if conference.signed_off_at is not None:
        return conference
    conference.signed_off_at, conference.signed_off_by = timezone.now(), by
    conference.save()
    rebuild_packs(conference=conference, by=by)
    _audit(Action.CHANGED, "conferences.sign_off", conference, reason="", by=by)
    return conference


@transaction.atomic
def add_addendum(*, conference: Conference, to: Passage, text: str, by: User) -> None:
    """Put a correction beside what was recorded; the words themselves stay as they were said.

    It may be given to whoever was present when the words were said. Raises `NotAllowed`,
    `WrongState` before the close, and `DomainError` for words that cannot be kept.
    """
    conference = locked(conference)
    _must_be_closed(conference)
    adding = {
        "uuid": str(uuid4()),
        "kind": "passage.add",
        "payload": {
            "passage": str(uuid4()),
            "heading": to.heading,
            "text": text,
            "about": list(to.about.values_list("pk", flat=True)),
            "part_key": to.part_key,
            "source_kind": to.source_kind,
            "restriction": to.restriction,
            "addendum_to": str(to.uuid),
        },
    }
    (result,) = live.save(conference=conference, operations=[adding], by=by)
    if result.status == OperationStatus.REFUSED:
        raise DomainError(result.message, field="text", rule=result.rule)
    rebuild_packs(conference=conference, by=by)


def decision_values(decision: Decision) -> dict[str, Any]:
    return {name: getattr(decision, name) for name in CORRECTABLE}


def _must_be_closed(conference: Conference) -> None:
    if conference.state != ConferenceState.CLOSED:
        raise WrongState("Close the conference first.", rule="not_yet")


def _audit(action: Action, verb: str, conference: Conference, *, reason: str, by: User) -> None:
    record(
        action,
        verb,
        by=by,
        subjects=[conference],
        children=conference.children_concerned(),
        reason=reason,
    )
