"""The coded list of reasons, as it comes. A service adds to it, or ends one, from a day on.

The first five are the reasons of Buckinghamshire's annual report 2022/23, most common first
(domain.md, section 8); the others are named in it or in Birmingham's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from escalations.enums import Theme


@dataclass(frozen=True, slots=True)
class Reason:
    """`from_on` and `to_on` are the first and last day on which it may be chosen."""

    code: str
    label: str
    theme: Theme
    source: str = ""
    from_on: date | None = None
    to_on: date | None = None

    def in_force(self, on: date) -> bool:
        return (self.from_on or date.min) <= on <= (self.to_on or date.max)


BUCKINGHAMSHIRE = "Buckinghamshire, annual report 2022/23"

REASONS: tuple[Reason, ...] = (
    Reason(
        "assessment_late",
        "Child and family assessment not finished in time for the conference",
        Theme.ASSESSMENT,
        BUCKINGHAMSHIRE,
    ),
    Reason(
        "assessment_not_shared",
        "Child and family assessment not shared with the family in time",
        Theme.ASSESSMENT,
        BUCKINGHAMSHIRE,
    ),
    Reason(
        "visits_core_groups",
        "Visits or core groups not held, or not recorded, in time",
        Theme.VISITS,
        BUCKINGHAMSHIRE,
    ),
    Reason(
        "actions_not_done",
        "Decisions or actions not carried out",
        Theme.ACTIONS,
        BUCKINGHAMSHIRE,
    ),
    Reason(
        "records_poor",
        "Records missing, incomplete or poor",
        Theme.RECORDING,
        BUCKINGHAMSHIRE,
    ),
    Reason("drift", "Drift or delay for the child", Theme.DRIFT, BUCKINGHAMSHIRE),
    Reason(
        "legal_planning",
        "No legal planning meeting, or pre-proceedings not moving on",
        Theme.LEGAL,
        BUCKINGHAMSHIRE,
    ),
    Reason(
        "partner_absent",
        "A partner agency did not come, report or act",
        Theme.PARTNERS,
        f"{BUCKINGHAMSHIRE} (One Recovery Bucks)",
    ),
    Reason(
        "safety_plan",
        "Safety plan missing or too weak",
        Theme.SAFETY,
        f"{BUCKINGHAMSHIRE} (late initial conferences)",
    ),
    Reason(
        "plan_delayed",
        "Plan not started because of staffing or change of social worker",
        Theme.DRIFT,
        "Birmingham, annual report 2022/23",
    ),
    Reason("other", "Something else", Theme.OTHER, "Local list"),
)
