"""The decision board: what each agency thinks, what the chair decides for each child, and why."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from django.db import transaction
from django.utils import timezone

from accounts.errors import DomainError
from accounts.models import User
from audit.domain import record
from audit.enums import Action
from conferences import rules
from conferences.domain.leading import check_may_lead
from conferences.domain.steps import require
from conferences.enums import AgencyStance, Capacity, ChildOutcome, Participation
from conferences.models import (
    AgencyView,
    Conference,
    ConferenceChild,
    Decision,
    Participant,
    SafetyScore,
)
from govuk.names import has_letter
from plans.enums import Category

OTHER_PLANS = frozenset({ChildOutcome.CHILD_IN_NEED, ChildOutcome.EARLY_HELP})


class NotAnAgency(DomainError):
    """Only an agency has a view of whether a plan is needed; a parent's words are recorded."""


class DissentNeedsReason(DomainError):
    """A dissent is recorded with its reason (Sussex; Sutton)."""


class ScoreOutOfRange(DomainError):
    """The safety scale goes from 0 to 10."""


class ThresholdReasonMissing(DomainError):
    """Met or not, the family is told why."""


class ThresholdNotMet(DomainError):
    """A child protection plan needs significant harm, suffered or likely (West Midlands 1.10)."""


class CategoryMissing(DomainError):
    """A child protection plan has one census category."""


class CategoryNotWanted(DomainError):
    """Only a child protection plan has a category."""


class ConstituentsMissing(DomainError):
    """Multiple means two or more main categories, or that none is recommended (EES 2025)."""


class WrongParticipation(DomainError):
    """PN0 is for children under four (Standard Safeguarding Dataset)."""


@transaction.atomic
def record_agency_view(
    *,
    child: ConferenceChild,
    participant: Participant,
    stance: str,
    by: User,
    dissents: bool = False,
    reason: str = "",
) -> AgencyView:
    """What one agency says should happen for one child. A change of mind stays in history."""
    _require_recorder(child.conference, by, "conferences.record_agency_view")
    _check_same_meeting(child, participant)
    if participant.capacity != Capacity.AGENCY:
        raise NotAnAgency("Only an agency gives a view on the decision.", field="participant")
    if stance not in AgencyStance.values:
        raise DomainError("Choose what this agency thinks.", field="stance", rule="needed")
    if dissents and not reason.strip():
        raise DissentNeedsReason("Say why this agency disagrees.", field="reason")
    views = AgencyView.objects.select_for_update().filter(child=child, participant=participant)
    view = views.first() or AgencyView(child=child, participant=participant)
    view.stance, view.dissents, view.reason = stance, dissents, reason.strip()
    view.save()
    _audit(Action.CHANGED, "conferences.record_agency_view", view, [child.child_id], by)
    return view


@transaction.atomic
def record_score(
    *, participant: Participant, child: ConferenceChild | None, score: int | None, by: User
) -> SafetyScore | None:
    """How safe one participant thinks it is, for one child or for all. None takes it back."""
    conference = participant.conference
    _require_recorder(conference, by, "conferences.record_score")
    if child is not None:
        _check_same_meeting(child, participant)
    if score is not None and not 0 <= score <= 10:
        raise ScoreOutOfRange("Choose a number from 0 to 10.", field="score")
    scores = SafetyScore.objects.select_for_update().filter(participant=participant, child=child)
    kept = scores.first()
    concerned = [child.child_id] if child else conference.children_concerned()
    if score is None:
        if kept:
            _audit(Action.CHANGED, "conferences.record_score", kept, concerned, by)
            kept.delete()
        return None
    kept = kept or SafetyScore(participant=participant, child=child)
    kept.score = score
    kept.save()
    _audit(Action.CHANGED, "conferences.record_score", kept, concerned, by)
    return kept


@transaction.atomic
def record_participation(*, child: ConferenceChild, code: str, by: User) -> ConferenceChild:
    """How the child took part, or was heard. Their own views are passages."""
    _require_recorder(child.conference, by, "conferences.record_participation")
    if code not in Participation.values:
        raise DomainError("Choose how this child was heard.", field="participation", rule="needed")
    if code == Participation.PN0 and not _is_under_four(child):
        raise WrongParticipation(
            "This child is four or older: say how they were heard.", field="participation"
        )
    child.participation = code
    child.save(update_fields=["participation"])
    _audit(Action.CHANGED, "conferences.record_participation", child, [child.child_id], by)
    return child


def _is_under_four(child: ConferenceChild) -> bool:
    born_on = child.child.person.date_of_birth
    if born_on is None:
        return True
    day = child.conference.held_on or timezone.localdate()
    return (day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))) < 4


@dataclass(frozen=True)
class DecisionValues:
    """One child's decision as the chair gave it. `lead_worker` is a person id."""

    threshold_met: bool
    threshold_reason: str
    outcome: str
    category: str = ""
    constituents: list[str] = field(default_factory=list)
    none_recommended: bool = False
    risk_outside_home: bool = False
    legal_planning: bool = False
    chair_reason: str = ""
    lead_worker: int | None = None
    consent_by: str = ""
    first_meeting_on: dt.date | None = None

    @classmethod
    def of(cls, fields: dict[str, Any], *, none_recommended: bool) -> DecisionValues:
        """From what `fields` gives; whether none is recommended is not kept."""
        renamed = {"constituent_categories": "constituents", "lead_worker_id": "lead_worker"}
        given = {renamed.get(name, name): value for name, value in fields.items()}
        return cls(none_recommended=none_recommended, **given)

    def fields(self) -> dict[str, Any]:
        return {
            "threshold_met": self.threshold_met,
            "threshold_reason": self.threshold_reason.strip(),
            "outcome": self.outcome,
            "category": self.category,
            "constituent_categories": self.constituents,
            "risk_outside_home": self.risk_outside_home,
            "legal_planning": self.legal_planning,
            "chair_reason": self.chair_reason.strip(),
            "lead_worker_id": self.lead_worker,
            "consent_by": self.consent_by.strip(),
            "first_meeting_on": self.first_meeting_on,
        }


@transaction.atomic
def record_decision(*, child: ConferenceChild, values: DecisionValues, by: User) -> Decision:
    """The chair's decision for one child, until the conference is closed. Raises the errors above
    and `MayNotLead`.

    What can wait until the end of the meeting (consent, lead worker) is listed by `gaps`.
    """
    require(
        rules.may_chair(by, child.conference),
        "conferences.record_decision",
        by=by,
        about=child.conference,
        message="Only the chair decides.",
    )
    check_values(values)
    check_may_lead(child.conference, values.outcome, values.lead_worker)
    decision = Decision.objects.select_for_update().filter(child=child).first()
    decision = decision or Decision(child=child)
    for name, value in {**values.fields(), "decided_by": by}.items():
        setattr(decision, name, value)
    decision.save()
    _audit(Action.DECIDED, "conferences.record_decision", decision, [child.child_id], by)
    return decision


def check_values(values: DecisionValues) -> None:
    """Raises the first of the errors above: what no decision may say."""
    _check_threshold(values)
    _check_category(values)


def _check_threshold(values: DecisionValues) -> None:
    if values.outcome not in ChildOutcome.values:
        raise DomainError("Choose what was decided for this child.", field="outcome", rule="needed")
    if not values.threshold_reason.strip():
        raise ThresholdReasonMissing(
            "Say why the threshold is met, or is not.", field="threshold_reason"
        )
    if values.outcome == ChildOutcome.CHILD_PROTECTION and not values.threshold_met:
        raise ThresholdNotMet(
            "A child protection plan can only be made when the threshold is met.",
            field="threshold_met",
        )


def _check_category(values: DecisionValues) -> None:
    if values.outcome != ChildOutcome.CHILD_PROTECTION:
        if values.category or values.constituents:
            raise CategoryNotWanted(
                "Only a child protection plan has a category.", field="category"
            )
        return
    if values.category not in Category.values:
        raise CategoryMissing("Choose the category of the plan.", field="category")
    _check_constituents(values)


def _check_constituents(values: DecisionValues) -> None:
    main = set(Category.values) - {Category.MULTIPLE}
    named = set(values.constituents)
    if values.category != Category.MULTIPLE:
        if named:
            raise CategoryNotWanted(
                "Choose Multiple to name more than one category.", field="constituents"
            )
        return
    if not named <= main or len(named) != len(values.constituents):
        raise ConstituentsMissing("Choose main categories, each once.", field="constituents")
    if bool(values.none_recommended) == bool(named) or len(named) == 1:
        raise ConstituentsMissing(
            "For Multiple, choose two or more categories, or say that none is recommended.",
            field="constituents",
        )


def gaps(child: ConferenceChild) -> list[str]:
    """What is still missing before this child's decision can be closed, in plain words."""
    decision: Decision | None = getattr(child, "decision", None)
    if decision is None:
        return ["the decision"]
    missing = []
    if not child.participation:
        missing.append("how the child was heard")
    return missing + [words for _, words in left_out(child, decision)]


def left_out(child: ConferenceChild, decision: Decision) -> Iterator[tuple[str, str]]:
    """What a decision for this child leaves out, kept or not: each field, and it in plain words."""
    if decision.outcome != ChildOutcome.NO_FURTHER_ACTION and decision.lead_worker_id is None:
        yield "lead_worker", "the lead worker"
    if decision.outcome in OTHER_PLANS:
        if not has_letter(decision.consent_by):
            yield "consent_by", "who agreed to the plan"
        if decision.first_meeting_on is None:
            yield "first_meeting_on", "the date of the first meeting"
    if not decision.chair_reason and _agencies_disagree(child, decision):
        yield "chair_reason", "the chair's reason, because agencies disagree"


def _agencies_disagree(child: ConferenceChild, decision: Decision) -> bool:
    """The chair decides where there is no consensus, and dissent is noted (Sutton; Solihull)."""
    decided_plan = decision.outcome == ChildOutcome.CHILD_PROTECTION
    against = AgencyStance.NO_PLAN if decided_plan else AgencyStance.PLAN
    return any(view.dissents or view.stance == against for view in child.agency_views.all())


def _require_recorder(conference: Conference, by: User, verb: str) -> None:
    message = "Only the chair or the minute-taker may write in the live room."
    require(rules.may_record(by, conference), verb, by=by, about=conference, message=message)


def _check_same_meeting(child: ConferenceChild, participant: Participant) -> None:
    if child.conference_id != participant.conference_id:
        raise DomainError(
            "This person was not asked to this child's conference.", rule="not_asked_to_it"
        )


def _audit(action: Action, verb: str, subject: Any, children: list[int], by: User) -> None:
    record(action, verb, by=by, subjects=[subject], children=children)
