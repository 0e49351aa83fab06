"""The live room: every change is a small operation with its own number, applied once.

Words are passages and belong to `disclosure`; this adds the operations of a conference. Two
people changing one thing at once: the first stands, the second is kept beside it and shown to
both until somebody settles it (quality.md, F3).
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from accounts.errors import NotAllowed, WrongState
from accounts.models import User
from conferences import rules
from conferences.domain import attending, deciding, payloads, session
from conferences.domain.beside import choices_of
from conferences.domain.outside_home import marked_outside
from conferences.domain.steps import require
from conferences.enums import ChildOutcome, ConferenceState
from conferences.models import Conference, ConferenceChild
from disclosure.domain.moments import DeviceClock
from disclosure.domain.operations import Result, apply
from disclosure.enums import OperationStatus
from disclosure.models import Operation, Passage, Record
from plans.domain import items
from timescales.working_days import london_date

Payload = Mapping[str, Any]
NOT_TO_WRITE = "Only the chair or the minute-taker may write in this record."
OPEN_TO_OPERATIONS = frozenset({ConferenceState.IN_SESSION, ConferenceState.CLOSED})


def save(
    *,
    conference: Conference,
    operations: Sequence[Mapping[str, Any]],
    by: User,
    clock: DeviceClock | None = None,
) -> list[Result]:
    """Apply a batch: one transaction, one result for each, in order; safe to send again.

    `clock` tells how the device's clock stands to ours, so that words that waited on it go to
    those who were there when they were said.

    Raises `NotAllowed` for whoever does not run or minute this conference, `WrongState` before it
    starts. When this returns, everything answered as saved is on disk.
    """
    may = rules.may_record(by, conference)
    require(may, "conferences.live", by=by, about=conference, message=NOT_TO_WRITE)
    if conference.state not in OPEN_TO_OPERATIONS:
        raise WrongState("Start the conference before you write in it.", rule="not_yet")

    def audience_for(part_key: str, at: dt.datetime) -> frozenset[int]:
        return attending.default_audience(conference=conference, part_key=part_key, at=at)

    def keep_who_and_when(results: Sequence[Result]) -> None:
        for twin in _beside(results):
            items.be_the_same_item(twin, by=by)

    return apply(
        conference.record,
        operations,
        by=by,
        audience_for=audience_for,
        children=conference.children.order_by().values_list("child_id", flat=True),
        handlers=HANDLERS,
        clock=clock or DeviceClock(),
        afterwards=keep_who_and_when,
    )


def _beside(results: Sequence[Result]) -> list[Passage]:
    """The words that this batch kept beside somebody else's."""
    uuids = [result.passage for result in results if result.status == OperationStatus.CONFLICT]
    return list(Passage.objects.filter(uuid__in=uuids)) if uuids else []


def _in_session(record: Record) -> Conference:
    conference = Conference.objects.select_related("chair", "family").get(record=record)
    if conference.state != ConferenceState.IN_SESSION:
        raise WrongState("The conference is closed, so this was not changed.", rule="over")
    return conference


# Each handler below answers with what the other screens are told.


def _add_part(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    part = session.add_part(
        conference=_in_session(record),
        name=payloads.short_text(payload, "name"),
        kind=str(payload.get("kind", "")),
        number=payloads.own_number(payload, "part"),
        by=by,
    )
    return {"part": str(part.uuid)}


def _move_part(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    conference = _in_session(record)
    part = payloads.part(payload, conference)
    session.move_to_part(conference=conference, part=part, by=by, at=at)
    return {"part": str(part.uuid)}


def _set_attendance(
    payload: Payload, *, record: Record, by: User, at: dt.datetime
) -> dict[str, Any]:
    conference = _in_session(record)
    part = payloads.part(payload, conference)
    has_left = bool(payload.get("has_left"))
    row = attending.set_attendance(
        part=part,
        participant=payloads.participant(payload, conference),
        mode=str(payload.get("mode", "")),
        at=_moment(conference, at, has_left),
        by=by,
        has_left=has_left,
        parents_agree=payload.get("parents_agree"),
        times=attending.Times(
            came_at=payloads.time_of_day(payload, "came", conference.day),
            left_at=payloads.time_of_day(payload, "left", conference.day),
        ),
    )
    return {"part": str(part.uuid), "participant": row.participant_id, "mode": row.mode}


def _moment(conference: Conference, at: dt.datetime, has_left: bool) -> dt.datetime:
    """When it happened: of a meeting held on paper, its own beginning or end, not today."""
    if not conference.keyed_from_paper:
        return max(at, conference.started_at or at)
    return (conference.closed_at if has_left else conference.started_at) or at


def _set_score(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    conference = _in_session(record)
    participant = payloads.participant(payload, conference)
    child = payloads.child(payload, conference) if payload.get("child") else None
    score = payloads.number(payload, "score")
    told = {"key": f"score:{participant.pk}:{child.pk if child else ''}", "score": score}

    def write() -> None:
        deciding.record_score(participant=participant, child=child, score=score, by=by)

    return _write_or_keep_beside(told, payload, record, by, write)


def _set_view(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    conference = _in_session(record)
    child, participant = (
        payloads.child(payload, conference),
        payloads.participant(payload, conference),
    )
    given: dict[str, Any] = {
        "stance": str(payload.get("stance", "")),
        "dissents": bool(payload.get("dissents")),
        "reason": payloads.short_text(payload, "reason"),
    }

    def write() -> None:
        deciding.record_agency_view(child=child, participant=participant, by=by, **given)

    told = {"key": f"view:{child.pk}:{participant.pk}", **given}
    return _write_or_keep_beside(told, payload, record, by, write)


def _set_heard(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    child = payloads.child(payload, _in_session(record))
    code = str(payload.get("participation", ""))

    def write() -> None:
        deciding.record_participation(child=child, code=code, by=by)

    told = {"key": f"heard:{child.pk}", "participation": code}
    return _write_or_keep_beside(told, payload, record, by, write)


def _set_decision(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    conference = _in_session(record)
    if not rules.may_chair(by, conference):
        raise NotAllowed("Only the chair decides.")
    child = payloads.child(payload, conference)
    values = deciding.DecisionValues(
        threshold_met=payload.get("threshold_met") is True,
        threshold_reason=payloads.short_text(payload, "threshold_reason"),
        outcome=str(payload.get("outcome", "")),
        category=str(payload.get("category") or ""),
        constituents=payloads.strings(payload, "constituents"),
        none_recommended=payload.get("none_recommended") is True,
        risk_outside_home=_risk_outside_home(payload, child),
        legal_planning=_legal_planning(payload, child),
        chair_reason=payloads.short_text(payload, "chair_reason"),
        lead_worker=payloads.person(payload, "lead_worker", record),
        consent_by=payloads.short_text(payload, "consent_by")[:200],
        first_meeting_on=payloads.day(payload, "first_meeting_on"),
    )

    def write() -> None:
        deciding.record_decision(child=child, values=values, by=by)

    told = {"key": f"decision:{child.pk}", **payloads.as_json(values.fields())}
    return _write_or_keep_beside(told, payload, record, by, write)


def _risk_outside_home(payload: Payload, child: ConferenceChild) -> bool:
    """Where nothing is said of it, as it stands: as marked, as decided, or as in the plan."""
    if "risk_outside_home" in payload:
        return payload["risk_outside_home"] is True
    return bool(marked_outside([child], choices_of(child.conference.record_id)))


def _legal_planning(payload: Payload, child: ConferenceChild) -> bool:
    """Where nothing is said of it, as decided; the room asks it only where a plan is made."""
    if "legal_planning" in payload:
        return payload["legal_planning"] is True
    decision = getattr(child, "decision", None)
    is_plan = payload.get("outcome") == ChildOutcome.CHILD_PROTECTION
    return bool(is_plan and decision and decision.legal_planning)


def _set_outside(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    """Mark, before the decision, that the risk is outside the home: the headings change for it."""
    child = payloads.child(payload, _in_session(record))
    return {"key": f"outside:{child.pk}", "outside": payload.get("outside") is True}


def _set_item(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    conference = _in_session(record)
    passage = payloads.passage(payload, record)
    values = items.ItemValues(
        kind=str(payload.get("kind", "")),
        owner=payloads.number(payload, "owner"),
        due_on=payloads.day(payload, "due_on"),
        confirm_by=payloads.number(payload, "confirm_by"),
        confirm_on=payloads.day(payload, "confirm_on"),
    )
    earliest = london_date(conference.started_at) if conference.started_at else None

    def write() -> None:
        items.set_item(passage=passage, values=values, by=by, not_before=earliest)

    told = {"key": f"item:{passage.uuid}", **payloads.as_json(vars(values))}
    return _write_or_keep_beside(told, payload, record, by, write)


def _settle(payload: Payload, *, record: Record, by: User, at: dt.datetime) -> dict[str, Any]:
    """Leave what stands: whatever was kept beside it is history from now on."""
    conference, key = _in_session(record), str(payload.get("key", ""))[:100]
    if key.startswith("decision:") and not rules.may_chair(by, conference):
        raise NotAllowed("Only the chair says which decision stands.")
    return {"key": key, "settled": True}


HANDLERS: dict[str, Callable[..., dict[str, Any]]] = {
    "part.add": _add_part,
    "part.move": _move_part,
    "attendance.set": _set_attendance,
    "score.set": _set_score,
    "view.set": _set_view,
    "heard.set": _set_heard,
    "decision.set": _set_decision,
    "outside.set": _set_outside,
    "item.set": _set_item,
    "choice.settle": _settle,
}


def _write_or_keep_beside(
    told: dict[str, Any], payload: Payload, record: Record, by: User, write: Callable[[], None]
) -> dict[str, Any]:
    """Write, unless somebody else wrote since this screen last looked: then keep both."""
    newest = newest_for(record, told["key"])
    base = payloads.number(payload, "base_seq") or 0
    told = {**told, "origin": str(payload.get("origin") or "")[:36]}
    if newest is None or newest.seq <= base or _is_own(newest, told, by) or _is_same(newest, told):
        write()
        return told
    return {**told, "beside": True, "by_name": str(by)}


def newest_for(record: Record, key: str) -> Operation | None:
    """The last change to this thing that stands."""
    rows = Operation.objects.filter(record=record, passage=None, payload__key=key)
    found: Operation | None = rows.exclude(payload__has_key="beside").order_by("-seq").first()
    return found


def _is_own(newest: Operation, told: Mapping[str, Any], by: User) -> bool:
    """One window may change its mind; another of the same person may not know of it."""
    return newest.by_id == by.pk and newest.payload.get("origin", "") == told["origin"]


def _is_same(newest: Operation, told: Mapping[str, Any]) -> bool:
    return {**newest.payload, "origin": told["origin"]} == told
