"""Find a slot for a conference, keep it, make it firm, move it, give it up."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.decorators import action
from rest_framework.exceptions import ValidationError
from rest_framework.request import Request
from rest_framework.response import Response

from api.domain import rows
from api.v1.asked import Asked, NothingAsked, person_name, words
from api.v1.case_view import StepView
from api.v1.conferences import BookingFull, ConferenceFull
from bookings.enums import MoveReason
from bookings.optimiser import Offer, SlotChoice
from conferences import rules
from conferences.domain import booking as steps
from conferences.domain.booking import Lateness
from conferences.domain.slots import need_of_conference, slots_for
from conferences.enums import LateReason
from conferences.models import Conference
from people.models import FamilyScopedQuerySet

MAY_NOT_BOOK = "Only business support and duty officers book conferences."


class Slot(serializers.Serializer):
    """A slot that can be booked now. Send `slot` back to keep it."""

    slot = serializers.CharField()
    day = serializers.DateField()
    starts_at = serializers.DateTimeField()
    ends_at = serializers.DateTimeField()
    hub = serializers.IntegerField()
    room = serializers.CharField()
    chair = serializers.CharField()
    minute_taker = serializers.CharField()
    working_days_to_spare = serializers.IntegerField()
    costs = serializers.ListField(child=serializers.CharField())


class LatenessAsked(Asked):
    """Why a day after the limit is right, who agreed, what was done for the child's safety."""

    reason = serializers.ChoiceField(choices=LateReason.choices)
    note = words(required=False)
    manager = person_name()
    chair = person_name()
    safety_plan_review = words(required=False)


class SlotAsked(Asked):
    slot = words(max_length=100, help_text="As it was offered")
    lateness = LatenessAsked(required=False, allow_null=True)
    example = {"slot": "2026-12-01_1_3_7_0"}


class MoveAsked(SlotAsked):
    reason = serializers.ChoiceField(choices=MoveReason.choices)
    note = words(required=False)
    example = {"slot": "2026-12-02_1_3_7_0", "reason": "chair_away", "note": ""}


class GiveUpAsked(Asked):
    reason = serializers.ChoiceField(choices=MoveReason.choices)
    note = words(required=False)
    example = {"reason": "family_unwell", "note": ""}


class BookingSteps(StepView):
    noun, full = "booking_steps", BookingFull

    def rows(self) -> FamilyScopedQuerySet:
        return rows.conferences_in_full()

    def _to_book(self, pk: int) -> Conference:
        conference: Conference = self.open(pk)
        self.only_if(rules.may_book(self.request.user), conference, MAY_NOT_BOOK)
        return conference

    def _booked(self, made: Conference) -> dict[str, Any]:
        found = rows.bookings().visible_to(self.request.user).get(pk=made.pk)
        data: dict[str, Any] = BookingFull(found).data
        return data

    @extend_schema(responses={200: Slot(many=True)})
    @action(detail=True, methods=["get"], area="bookings")
    def slots(self, request: Request, pk: int) -> Response:
        """What can be booked for this conference, best first, each with what it costs."""
        conference = self._to_book(pk)
        found = slots_for(need_of_conference(conference), moving=conference.booking)
        return Response([_offered(offer) for offer in found.offers])

    @extend_schema(request=SlotAsked, responses={201: BookingFull})
    @action(detail=True, methods=["post"], area="bookings")
    def pencil(self, request: Request, pk: int) -> Response:
        """Keep a slot for a conference that has none."""
        conference = self._to_book(pk)
        slot = _slot(self.answers(SlotAsked))
        return self.take_step(
            lambda by: steps.pencil_slot(conference=conference, by=by, **slot), show=self._booked
        )

    @extend_schema(request=NothingAsked, responses={201: BookingFull})
    @action(detail=True, methods=["post"], area="bookings")
    def confirm(self, request: Request, pk: int) -> Response:
        """Make the pencilled slot firm: the chair takes the case on, reports are asked for."""
        conference = self._to_book(pk)
        self.answers(NothingAsked)
        return self.take_step(
            lambda by: steps.confirm_slot(conference=conference, by=by), show=self._booked
        )

    @extend_schema(request=MoveAsked, responses={201: BookingFull})
    @action(detail=True, methods=["post"], area="bookings")
    def move(self, request: Request, pk: int) -> Response:
        """Another slot in one step. Everybody already invited is told."""
        conference = self._to_book(pk)
        asked = self.answers(MoveAsked)
        why = {"reason": MoveReason(asked["reason"]), "note": asked["note"]}
        slot = _slot(asked)
        return self.take_step(
            lambda by: steps.move_conference(conference=conference, by=by, **slot, **why),
            show=self._booked,
        )

    @extend_schema(request=GiveUpAsked, responses={201: ConferenceFull})
    @action(detail=True, methods=["post"], area="bookings")
    def vacate(self, request: Request, pk: int) -> Response:
        """Give the slot up. The conference stays on the red list until it has a date."""
        conference = self._to_book(pk)
        asked = self.answers(GiveUpAsked)
        reason = MoveReason(asked["reason"])
        return self.take_step(
            lambda by: steps.vacate_conference(
                conference=conference, reason=reason, note=asked["note"], by=by
            ),
            show=self._given_up,
        )

    def _given_up(self, made: Conference) -> dict[str, Any]:
        found = self.rows().visible_to(self.request.user).get(pk=made.pk)
        data: dict[str, Any] = ConferenceFull(found).data
        return data


def _offered(offer: Offer) -> dict[str, Any]:
    return {
        "slot": offer.choice.key,
        "day": offer.choice.day,
        "starts_at": offer.span.told_starts,
        "ends_at": offer.span.told_ends,
        "hub": offer.room.hub_id,
        "room": offer.room.name,
        "chair": offer.chair.name,
        "minute_taker": offer.minute_taker,
        "working_days_to_spare": offer.working_days_to_spare,
        "costs": [point.words for point in offer.costs],
    }


def _slot(asked: dict[str, Any]) -> dict[str, Any]:
    try:
        choice = SlotChoice.parse(asked["slot"])
    except ValueError as error:
        words = "Send a slot as it was offered."
        raise ValidationError({"slot": [words]}, code="invalid") from error
    given = asked.get("lateness")
    lateness = Lateness(**{**given, "reason": LateReason(given["reason"])}) if given else None
    return {"choice": choice, "lateness": lateness}
