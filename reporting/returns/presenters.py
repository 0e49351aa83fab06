"""Where to go to correct what a rule found."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse

from reporting.models import ReturnFinding

IN_THE_CASE_SYSTEM = {
    "referral": "Referral",
    "assessment": "Assessment",
    "need_plan": "Child in need plan",
    "enquiry": "Section 47 enquiry",
}


@dataclass(frozen=True)
class Place:
    """`url` is empty for what only the case system can correct."""

    words: str
    url: str = ""


def child_of(finding: ReturnFinding) -> Place:
    child = finding.child
    assert child is not None  # those about the whole authority are shown without a place
    return Place(f"{child.person.name} ({child.local_id})", reverse("desk:child", args=[child.pk]))


def record_of(finding: ReturnFinding) -> Place:
    """The record that the rule speaks of."""
    assert finding.child is not None
    kind, _, key = finding.about.partition(":")
    if kind == "conference":
        return Place("The conference", reverse("conferences:conference", args=[int(key)]))
    if kind == "request":
        return Place("The request", reverse("conferences:request", args=[int(key)]))
    if kind == "plan":
        return Place("The plan", reverse("plans:plan", args=[finding.child.family_id]))
    if kind in IN_THE_CASE_SYSTEM:
        return Place(f"{IN_THE_CASE_SYSTEM[kind]} {key}, in the case system")
    if finding.about:
        return Place(finding.about)
    return Place("The child’s details", reverse("people:change_child", args=[finding.child_id]))
