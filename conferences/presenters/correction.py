"""What a correction would change in a decision, in words, for the manager who answers it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass

from conferences.models import Decision, DecisionCorrection
from plans.enums import Category

LABELS = {
    "threshold_met": "Threshold of significant harm met",
    "threshold_reason": "Why (the family reads this)",
    "outcome": "Outcome",
    "category": "Category of harm",
    "constituent_categories": "What “multiple” stands for",
    "risk_outside_home": "Risk outside the home",
    "legal_planning": "Legal planning advised",
    "chair_reason": "The chair’s reason",
    "consent_by": "Parent who agreed",
    "lead_worker_id": "Lead worker",
    "first_meeting_on": "First meeting",
}
NOTHING = "Nothing"


@dataclass(frozen=True)
class Changed:
    """One field of the decision: what it says, and what it should have said."""

    label: str
    now: str
    corrected: str


def what_changes(correction: DecisionCorrection) -> Iterator[Changed]:
    """Every field that would be different; no other."""
    before, after = Decision(**correction.before), Decision(**correction.after)
    for name, label in LABELS.items():
        if correction.before.get(name) != correction.after.get(name):
            yield Changed(label, _words(before, name), _words(after, name))


def _words(decision: Decision, name: str) -> str:
    value = getattr(decision, name)
    if name == "lead_worker_id":
        return decision.lead_worker.name if decision.lead_worker else NOTHING
    if name == "constituent_categories":
        return ", ".join(Category(each).label for each in value) or NOTHING
    if name == "first_meeting_on":
        return f"{dt.date.fromisoformat(value):%-d %B %Y}" if value else NOTHING
    if isinstance(value, bool):
        return "Yes" if value else "No"
    label = getattr(decision, f"get_{name}_display", None)
    return str(label() if label else value) or NOTHING
