"""Where to go to correct what a rule found."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from reporting.models import ReturnFinding
from reporting.returns.domain.corrected_at import CorrectedAt, corrected_at

IN_THE_CASE_SYSTEM = {
    "referral": "Referral",
    "assessment": "Assessment",
    "need_plan": "Child in need plan",
    "enquiry": "Section 47 enquiry",
}
# The day of the discussion that a conference was asked for with is corrected with the request.
DISCUSSION = "8615"


@dataclass(frozen=True)
class Place:
    """`url` is empty for what only the case system can correct; `beside` says so of what is shown
    here, too."""

    words: str
    url: str = ""
    beside: str = ""


def child_of(finding: ReturnFinding) -> Place:
    child = finding.child
    assert child is not None  # those about the whole authority are shown without a place
    return Place(f"{child.person.name} ({child.local_id})", reverse("desk:child", args=[child.pk]))


def records_of(findings: Sequence[ReturnFinding]) -> list[Place]:
    """For each the record that the rule speaks of."""
    known = corrected_at(findings)
    return [_record_of(finding, known) for finding in findings]


def _record_of(finding: ReturnFinding, known: CorrectedAt) -> Place:
    kind, _, key = finding.about.partition(":")
    if kind == "conference":
        return _conference(finding, int(key), known)
    if kind == "request":
        return Place("The request", reverse("conferences:request", args=[int(key)]))
    if kind == "plan":
        return _plan(finding, known)
    if kind in IN_THE_CASE_SYSTEM:
        return Place(f"{IN_THE_CASE_SYSTEM[kind]} {key}, in the case system")
    if finding.about:
        return Place(finding.about)
    return Place("The child’s details", reverse("people:change_child", args=[finding.child_id]))


def _conference(finding: ReturnFinding, pk: int, known: CorrectedAt) -> Place:
    request = known.requests.get(finding.about)
    if finding.rule == DISCUSSION and request:
        words = "The request, where the strategy discussion is corrected"
        return Place(words, reverse("conferences:request", args=[request]))
    address = reverse("conferences:conference", args=[pk])
    return Place("The conference", address, _beside(finding, known))


def _plan(finding: ReturnFinding, known: CorrectedAt) -> Place:
    assert finding.child is not None
    decided_at = known.decided_at(finding)
    if decided_at:
        words = "The conference that decided it, where its chair corrects the decision"
        return Place(words, reverse("conferences:closed", args=[decided_at]))
    address = reverse("plans:plan", args=[finding.child.family_id])
    return Place("The plan", address, _beside(finding, known))


def _beside(finding: ReturnFinding, known: CorrectedAt) -> str:
    return ", in the case system" if finding.about in known.imported else ""
