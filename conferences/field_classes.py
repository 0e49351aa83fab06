"""What the fields of a conference may be used for outside. Unclassified: invisible (A5)."""

from __future__ import annotations

from disclosure.classification import Class, register

IDENTITY, FAMILY = Class.IDENTITY, Class.FAMILY
PROFESSIONAL, INTERNAL = Class.PROFESSIONAL, Class.INTERNAL


def register_conferences() -> None:
    register(
        "conferences.Conference",
        {
            "id": INTERNAL,
            "family": INTERNAL,
            "kind": FAMILY,
            "state": INTERNAL,
            "request": INTERNAL,
            "follows": INTERNAL,
            "record": INTERNAL,
            "booking": FAMILY,
            "chair": IDENTITY,
            "due_on": PROFESSIONAL,
            "planned_on": FAMILY,
            "late_reason": PROFESSIONAL,
            "late_note": INTERNAL,
            "late_agreed_by": INTERNAL,
            "late_agreed_by_chair": INTERNAL,
            "safety_plan_reviewed": INTERNAL,
            "started_at": PROFESSIONAL,
            "held_on": FAMILY,
            "closed_at": INTERNAL,
            "keyed_from_paper": INTERNAL,
            "was_quorate": PROFESSIONAL,
            "inquorate_ground": PROFESSIONAL,
            "inquorate_note": INTERNAL,
            "next_review_on": FAMILY,
            "first_core_group_at": FAMILY,
            "core_group_place": FAMILY,
            "core_group_may_meet": INTERNAL,
            "signed_off_at": PROFESSIONAL,
            "signed_off_by": PROFESSIONAL,
            "created_at": INTERNAL,
        },
    )
    register(
        "conferences.Decision",
        {
            "child": INTERNAL,
            "threshold_met": PROFESSIONAL,
            # The family is told why, in brief (decision letter: Sussex).
            "threshold_reason": FAMILY,
            "outcome": FAMILY,
            "category": FAMILY,
            "constituent_categories": FAMILY,
            "risk_outside_home": FAMILY,
            "legal_planning": PROFESSIONAL,
            "chair_reason": PROFESSIONAL,
            "lead_worker": IDENTITY,
            "consent_by": PROFESSIONAL,
            "first_meeting_on": FAMILY,
            "decided_by": IDENTITY,
            "decided_at": INTERNAL,
        },
    )
    register(
        "conferences.Attendance",
        {
            "id": INTERNAL,
            "part": INTERNAL,
            "participant": IDENTITY,
            "mode": FAMILY,
            "arrived_at": INTERNAL,
            "left_at": INTERNAL,
        },
    )
    register(
        "conferences.SafetyScore",
        {"id": INTERNAL, "participant": IDENTITY, "child": INTERNAL, "score": FAMILY},
    )
    register(
        "conferences.AgencyView",
        {
            "id": INTERNAL,
            "child": INTERNAL,
            "participant": IDENTITY,
            "stance": FAMILY,
            "dissents": FAMILY,
            "reason": PROFESSIONAL,
        },
    )
