"""What was decided for a child, as it is said after a review: does the plan go on or end?"""

from __future__ import annotations

from django import template

from conferences.domain.ready_to_close import decision_of
from conferences.enums import ChildOutcome, ConferenceKind
from conferences.models import ConferenceChild

register = template.Library()


@register.filter
def decided(each: ConferenceChild) -> str:
    """The outcome in words; only a review of a child on a plan continues or ends one."""
    decision = decision_of(each)
    if decision is None:
        return "Not decided"
    outcome = ChildOutcome(decision.outcome)
    is_new = each.plan is None or each.plan.started_on == each.conference.held_on
    protected = outcome == ChildOutcome.CHILD_PROTECTION
    if each.conference.kind != ConferenceKind.REVIEW or (protected and is_new):
        return str(outcome.label)
    return "The plan continues" if protected else f"The plan ends. {outcome.label}"
