"""Hold a conference: start it, record who came, decide for each child, close it."""

from __future__ import annotations

from typing import Any

from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.models import User
from api.domain import rows
from api.domain.in_the_room import change
from api.v1.asked import Asked, chosen, number, one, person_name, words
from api.v1.conferences import AttendanceRow, ConferenceFull, Conferences
from bookings.enums import MoveReason
from conferences import rules
from conferences.domain.closing import NOT_TO_CLOSE, close_conference
from conferences.domain.live import NOT_TO_WRITE
from conferences.domain.next_dates import keep_closing_details
from conferences.domain.ready_to_close import ClosingDetails
from conferences.domain.session import open_session
from conferences.domain.standing_in import WHY_ANOTHER_CHAIRS, Chairing
from conferences.domain.who_comes import to_ask
from conferences.enums import (
    AttendanceMode,
    ChildOutcome,
    InquorateGround,
    LateReason,
    Participation,
)
from conferences.models import Attendance, Conference
from conferences.tasks import prepare_soon
from plans.enums import Category


class ChairingAsked(Asked):
    """Who chairs, said by anybody but the booked chair."""

    stands_in = serializers.BooleanField(
        help_text="Whoever starts the meeting chairs it in the booked chair’s place"
    )
    reason = serializers.ChoiceField(
        choices=[(reason.value, reason.label) for reason in WHY_ANOTHER_CHAIRS],
        required=False,
        allow_null=True,
        default=None,
    )
    note = words(required=False)


class StartAsked(Asked):
    on_another_day = serializers.BooleanField(
        default=False, help_text="Hold it today, though it is booked for another day"
    )
    chairing = ChairingAsked(required=False, allow_null=True, default=None)


class AttendanceAsked(Asked):
    part = number(help_text="A part of the meeting; see “parts” of the conference")
    participant = number()
    mode = serializers.ChoiceField(choices=AttendanceMode.choices)
    has_left = serializers.BooleanField(default=False)
    came_at = serializers.DateTimeField(required=False, allow_null=True)
    left_at = serializers.DateTimeField(required=False, allow_null=True)
    parents_agree = serializers.BooleanField(
        required=False, allow_null=True, default=None, help_text="To an observer"
    )
    example = {"part": 5, "participant": 44, "mode": "in_person"}


class DecisionAsked(Asked):
    """What was decided for one child."""

    child = number()
    threshold_met = serializers.BooleanField()
    threshold_reason = words()
    outcome = serializers.ChoiceField(choices=ChildOutcome.choices)
    category = serializers.ChoiceField(choices=Category.choices, required=False, default="")
    constituents = serializers.ListField(
        child=serializers.ChoiceField(choices=Category.choices), required=False, max_length=4
    )
    none_recommended = serializers.BooleanField(default=False)
    risk_outside_home = serializers.BooleanField(
        required=False, help_text="Left out, it stays as marked in the meeting, else as in the plan"
    )
    legal_planning = serializers.BooleanField(
        required=False,
        help_text="A legal planning meeting is advised. Left out, it stays as decided for a plan",
    )
    chair_reason = words(required=False)
    lead_worker = number(required=False, allow_null=True, help_text="A person")
    consent_by = person_name(required=False)
    first_meeting_on = serializers.DateField(required=False, allow_null=True)
    participation = serializers.ChoiceField(
        choices=Participation.choices, required=False, help_text="How the child was heard"
    )
    replaces = serializers.BooleanField(
        default=False, help_text="You have seen what is recorded, and mean to change it"
    )
    example = {
        "child": 12,
        "threshold_met": True,
        "threshold_reason": "Harm is likely without a plan.",
        "outcome": "child_protection",
        "category": "NEG",
        "legal_planning": False,
        "lead_worker": 31,
        "participation": "PN6",
    }


class WhoComesAsked(Asked):
    participant = number(help_text="A relative who was excluded, or kept apart from another")
    comes = serializers.BooleanField()


class CloseAsked(Asked):
    """What the chair is asked at the end."""

    held_on = serializers.DateField(required=False, help_text="The day it was started unless said")
    next_review_on = serializers.DateField(required=False, allow_null=True)
    first_core_group_at = serializers.DateTimeField(required=False, allow_null=True)
    core_group_place = words(required=False, max_length=200)
    who_comes = WhoComesAsked(
        many=True,
        required=False,
        help_text="To the core group: asked of those who were kept apart at the conference",
    )
    core_group_may_meet = serializers.BooleanField(
        default=False, help_text="You made sure that two who were kept apart and both come may meet"
    )
    late_reason = serializers.ChoiceField(choices=LateReason.choices, required=False, default="")
    late_note = words(required=False)
    late_agreed_by = person_name(required=False)
    safety_plan_reviewed = words(required=False)
    inquorate_ground = serializers.ChoiceField(
        choices=InquorateGround.choices,
        required=False,
        default="",
        help_text="Why the chair went on without a quorum",
    )
    inquorate_note = words(required=False)
    example = {
        "next_review_on": "2027-02-10",
        "first_core_group_at": "2026-11-30T10:00:00Z",
        "core_group_place": "Fictional Primary School",
    }


class ConferenceSteps(Conferences):
    """The same resource with its steps."""

    def _to_chair(self, pk: int, message: str) -> Conference:
        conference: Conference = self.open(pk)
        self.only_if(rules.may_chair(self.request.user, conference), conference, message)
        return conference

    @extend_schema(request=StartAsked, responses={201: ConferenceFull})
    @action(detail=True, methods=["post"])
    def start(self, request: Request, pk: int) -> Response:
        """Start the meeting now."""
        conference = self._to_chair(pk, "Only the chair may start this conference.")
        asked = self.answers(StartAsked)
        chairing = _chairing(asked.pop("chairing"))
        return self.take_step(
            lambda by: open_session(conference=conference, by=by, chairing=chairing, **asked)
        )

    @extend_schema(request=AttendanceAsked, responses={201: AttendanceRow})
    @action(detail=True, methods=["post"])
    def attendance(self, request: Request, pk: int) -> Response:
        """Record that somebody came, joined remotely, sent apologies or left."""
        conference: Conference = self.open(pk)
        self.only_if(rules.may_record(request.user, conference), conference, NOT_TO_WRITE)
        asked = self.answers(AttendanceAsked)

        def act(by: User) -> Attendance:
            part = one("part", asked["part"], {part.pk: part for part in conference.parts.all()})
            payload = _attendance(str(part.uuid), asked)
            change(conference=conference, kind="attendance.set", payload=payload, by=by)
            found = rows.attendances().visible_to(by)
            row: Attendance = found.get(part=part, participant=asked["participant"])
            return row

        return self.take_step(act, show=lambda row: AttendanceRow(row).data)

    @extend_schema(request=DecisionAsked, responses={201: ConferenceFull})
    @action(detail=True, methods=["post"])
    def decisions(self, request: Request, pk: int) -> Response:
        """The chair's decision for one child, until the conference is closed."""
        conference = self._to_chair(pk, "Only the chair decides.")
        asked = self.answers(DecisionAsked)

        def act(by: User) -> Conference:
            children = {row.child_id: row for row in conference.children.all()}
            each = one("child", asked.pop("child"), children)
            _decide(conference, each.pk, asked, by)
            return conference

        return self.take_step(act)

    @extend_schema(request=CloseAsked, responses={201: ConferenceFull})
    @action(detail=True, methods=["post"])
    def close(self, request: Request, pk: int) -> Response:
        """Close the conference: plans begin, go on or end, and everything owed starts to run."""
        conference = self._to_chair(pk, NOT_TO_CLOSE)
        asked = self.answers(CloseAsked)

        def act(by: User) -> Conference:
            asked["who_comes"] = _who_comes(conference, asked.get("who_comes", []))
            details = ClosingDetails(**{"held_on": conference.day, **asked})
            keep_closing_details(conference=conference, details=details, by=by)
            closed = close_conference(conference=conference, details=details, by=by)
            prepare_soon(closed)
            return closed

        return self.take_step(act)


def _who_comes(conference: Conference, asked: list[dict[str, Any]]) -> dict[int, bool]:
    kept_apart = {each.participant.pk: each for each in to_ask(conference)}
    chosen("who_comes", [each["participant"] for each in asked], kept_apart)
    return {each["participant"]: each["comes"] for each in asked}


def _chairing(asked: dict[str, Any] | None) -> Chairing | None:
    if asked is None:
        return None
    reason = MoveReason(asked["reason"]) if asked["reason"] else None
    return Chairing(asked["stands_in"], reason, asked["note"])


def _attendance(part: str, asked: dict[str, Any]) -> dict[str, Any]:
    """As the live room keeps it."""
    return {
        "part": part,
        "participant": asked["participant"],
        "mode": asked["mode"],
        "has_left": asked["has_left"],
        "parents_agree": asked["parents_agree"],
        "came": _time_of_day(asked.get("came_at")),
        "left": _time_of_day(asked.get("left_at")),
    }


def _decide(conference: Conference, child: int, asked: dict[str, Any], by: User) -> None:
    """The decision, and how the child was heard, as two changes of the live room."""
    given = dict(asked)
    replaces, heard = given.pop("replaces"), given.pop("participation", "")
    if day := given.get("first_meeting_on"):
        given["first_meeting_on"] = day.isoformat()
    decision = {"child": child, **given}
    key = f"decision:{child}" if replaces else ""
    change(conference=conference, kind="decision.set", payload=decision, by=by, replaces=key)
    if heard:
        told = {"child": child, "participation": heard}
        key = f"heard:{child}" if replaces else ""
        change(conference=conference, kind="heard.set", payload=told, by=by, replaces=key)


def _time_of_day(at: Any) -> str:
    return f"{timezone.localtime(at):%H:%M}" if at else ""
