"""What the fields of a plan may be used for outside. Unclassified: invisible (A5).

Words of a plan are passages and go by their own audience; these are the facts beside them.
"""

from __future__ import annotations

from disclosure.classification import Class, register

IDENTITY, FAMILY = Class.IDENTITY, Class.FAMILY
PROFESSIONAL, INTERNAL = Class.PROFESSIONAL, Class.INTERNAL


def register_plans() -> None:
    register(
        "plans.Plan",
        {
            "id": INTERNAL,
            "child": INTERNAL,
            "kind": FAMILY,
            "record": INTERNAL,
            "opened_by": INTERNAL,
            "started_on": FAMILY,
            "ended_on": FAMILY,
            "end_reason": FAMILY,
            "end_authorised_by": INTERNAL,
            "category_initial": FAMILY,
            "category_latest": FAMILY,
            "constituent_categories": FAMILY,
            "category_changed_by": INTERNAL,
            "risk_outside_home": FAMILY,
            "is_temporary": PROFESSIONAL,
            "authority": PROFESSIONAL,
            "taken_over_by": PROFESSIONAL,
            "visit_every": FAMILY,
            "visit_unit": FAMILY,
            "lead_worker": IDENTITY,
            "consent_by": PROFESSIONAL,
            "first_meeting_on": FAMILY,
            "voided_at": INTERNAL,
            "voided_reason": INTERNAL,
        },
    )
    register(
        "plans.PlanItem",
        {
            "passage": FAMILY,
            "kind": FAMILY,
            "owner": IDENTITY,
            "due_on": FAMILY,
            "confirm_by": IDENTITY,
            "confirm_on": FAMILY,
            "status": FAMILY,
            "root": INTERNAL,
        },
    )
    register(
        "plans.CoreGroup",
        {
            "id": INTERNAL,
            "family": INTERNAL,
            "plans": INTERNAL,
            "state": FAMILY,
            "planned_at": FAMILY,
            "place": FAMILY,
            "planned_by": INTERNAL,
            "held_on": FAMILY,
            "led_by": IDENTITY,
            "not_held_reason": PROFESSIONAL,
            "note": INTERNAL,
            "recorded_by": INTERNAL,
            "recorded_at": INTERNAL,
        },
    )
    register(
        "plans.CoreGroupAttendance",
        {"id": INTERNAL, "core_group": INTERNAL, "member": IDENTITY, "came_as": FAMILY},
    )
    register(
        "plans.Progress",
        {
            "id": INTERNAL,
            "core_group": INTERNAL,
            "outcome": INTERNAL,
            "direction": FAMILY,
            "scale": FAMILY,
            "words": FAMILY,
        },
    )
    register(
        "plans.Visit",
        {
            "id": INTERNAL,
            "plan": INTERNAL,
            "visited_on": PROFESSIONAL,
            "was_seen": PROFESSIONAL,
            "not_seen_reason": PROFESSIONAL,
            "seen_alone": PROFESSIONAL,
            "not_alone_reason": INTERNAL,
            "bedroom_seen": PROFESSIONAL,
            "visited_by": IDENTITY,
            "visited_by_name": INTERNAL,
            "source": INTERNAL,
            "source_id": INTERNAL,
            "recorded_on": INTERNAL,
            "recorded_by": INTERNAL,
            "recorded_at": INTERNAL,
            "voided_at": INTERNAL,
            "voided_reason": INTERNAL,
        },
    )
