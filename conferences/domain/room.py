"""What the live room shows beside the words: people, parts, attendance, scores, views, decisions.

Sent whole whenever any of it changed: a meeting has tens of these rows, so a second way of
telling small differences would cost more than it saves.
"""

from __future__ import annotations

from typing import Any

from accounts.models import User
from conferences import rules
from conferences.domain import deciding, leading, quorum
from conferences.domain.attending import present_in
from conferences.domain.beside import choices_of, kept_beside, newest
from conferences.domain.outside_home import marked_outside
from conferences.enums import Capacity
from conferences.models import (
    AgencyView,
    Attendance,
    Conference,
    ConferenceChild,
    Participant,
    SafetyScore,
)
from people.models import Person, Relationship
from plans.domain.items import items_of


def snapshot(conference: Conference, *, by: User) -> dict[str, Any]:
    """The room as plain JSON. A constant number of queries. The caller audits the reading."""
    changes = choices_of(conference.record_id)
    participants = list(conference.participants.select_related("person", "agency"))
    children = list(
        conference.children.select_related("child__person", "decision", "plan").prefetch_related(
            "agency_views"
        )
    )
    return {
        "state": conference.state,
        "may_decide": rules.may_chair(by, conference),
        "quorum": _quorum(conference),
        "parts": [_part(part) for part in conference.parts.all()],
        "day": conference.day.isoformat(),
        "participants": [_participant(p) for p in participants],
        "may_lead": _may_lead(conference, participants),
        "family": _family(conference),
        "children": [_child(child) for child in children],
        "attendance": _attendance(conference),
        "scores": _scores(conference),
        "views": _views(conference),
        "items": {str(item.passage.uuid): _item(item) for item in items_of(conference.record)},
        "newest": newest(changes),
        "beside": kept_beside(changes),
        "outside": marked_outside(children, changes),
    }


def _quorum(conference: Conference) -> dict[str, Any] | None:
    part = conference.parts.filter(is_current=True).first()
    if part is None:
        return None
    counted = quorum.count(present_in(part))
    return {"words": counted.words, "is_quorate": counted.is_quorate}


def _part(part: Any) -> dict[str, Any]:
    return {
        "id": str(part.uuid),
        "key": part.key,
        "name": part.name,
        "kind": part.kind,
        "current": part.is_current,
        "started": part.entered_at is not None,
    }


def _participant(participant: Any) -> dict[str, Any]:
    return {
        "id": participant.pk,
        "person": participant.person_id,
        "name": participant.person.name,
        "called": participant.called,
        "agency": participant.agency.name if participant.agency else "",
        "capacity": participant.capacity,
        "label": Capacity(participant.capacity).label,
        "direct": participant.direct_contact,
        "consent": participant.parent_consents,
    }


def _may_lead(conference: Conference, participants: list[Participant]) -> dict[str, list[int]]:
    """Who may be chosen to lead a child protection plan, and to lead any other."""
    people = [p.person_id for p in participants if p.capacity == Capacity.AGENCY]
    return {
        "protection": sorted(leading.may_lead_protection(conference, people)),
        "help": sorted(leading.may_lead_help(conference, people)),
    }


def _family(conference: Conference) -> list[dict[str, Any]]:
    """Everybody a passage may be about: the children, then their relatives, each once."""
    children = list(conference.family.children.select_related("person"))
    ties = Relationship.objects.filter(child__family_id=conference.family_id)
    relatives: dict[int, dict[str, Any]] = {}
    for tie in ties.select_related("person"):
        entry = relatives.setdefault(
            tie.person_id, _relative(tie.person, tie.get_kind_display().lower())
        )
        entry["not_told"] = entry["not_told"] or tie.must_not_be_told
        entry["of"].append(tie.child_id)
    kin = [{**_relative(c.person, "child"), "child": True} for c in children]
    return kin + [r for key, r in relatives.items() if key not in {c.pk for c in children}]


def _relative(person: Person, who: str) -> dict[str, Any]:
    return {
        "person": person.pk,
        "name": person.name,
        "called": person.called,
        "who": who,
        "child": False,
        "not_told": False,
        "of": [],
    }


def _child(child: ConferenceChild) -> dict[str, Any]:
    decision = getattr(child, "decision", None)
    return {
        "id": child.pk,
        "person": child.child_id,
        "name": child.child.person.name,
        "called": child.child.person.called,
        "born_on": _iso(child.child.person.date_of_birth),
        "unborn": child.child.is_unborn,
        "participation": child.participation,
        "plan": _plan(child.plan) if child.plan else None,
        "decision": _decision(decision) if decision else None,
        "gaps": deciding.gaps(child),
    }


def _plan(plan: Any) -> dict[str, Any]:
    """The plan a review looks at: what the chair continues, changes or ends."""
    return {
        "since": _iso(plan.started_on),
        "category": plan.category_latest,
        "constituents": plan.constituent_categories,
        "lead_worker": plan.lead_worker_id,
    }


def _decision(decision: Any) -> dict[str, Any]:
    return {
        "threshold_met": decision.threshold_met,
        "threshold_reason": decision.threshold_reason,
        "outcome": decision.outcome,
        "category": decision.category,
        "constituents": decision.constituent_categories,
        "risk_outside_home": decision.risk_outside_home,
        "legal_planning": decision.legal_planning,
        "chair_reason": decision.chair_reason,
        "lead_worker": decision.lead_worker_id,
        "consent_by": decision.consent_by,
        "first_meeting_on": _iso(decision.first_meeting_on),
    }


def _attendance(conference: Conference) -> dict[str, dict[str, Any]]:
    rows = Attendance.objects.filter(part__conference=conference).select_related("part")
    return {
        f"{row.part.uuid}:{row.participant_id}": {
            "mode": row.mode,
            "arrived_at": _iso(row.arrived_at),
            "left_at": _iso(row.left_at),
        }
        for row in rows
    }


def _scores(conference: Conference) -> dict[str, int]:
    rows = SafetyScore.objects.filter(participant__conference=conference)
    return {f"{row.participant_id}:{row.child_id or ''}": row.score for row in rows}


def _views(conference: Conference) -> dict[str, dict[str, Any]]:
    rows = AgencyView.objects.filter(child__conference=conference)
    return {
        f"{row.child_id}:{row.participant_id}": {
            "stance": row.stance,
            "dissents": row.dissents,
            "reason": row.reason,
        }
        for row in rows
    }


def _item(item: Any) -> dict[str, Any]:
    return {
        "kind": item.kind,
        "owner": item.owner_id,
        "due_on": _iso(item.due_on),
        "confirm_by": item.confirm_by_id,
        "confirm_on": _iso(item.confirm_on),
        "complete": item.is_complete,
    }


def _iso(value: Any) -> str | None:
    return value.isoformat() if value else None
