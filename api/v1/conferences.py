"""Requests, conferences, who came, and bookings."""

from __future__ import annotations

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from api.domain import rows
from api.v1 import show
from api.v1.case_view import CaseView, Filters
from bookings.enums import BookingState
from conferences.domain.transfer import transfer_of
from conferences.enums import (
    AttendanceMode,
    Capacity,
    ChildOutcome,
    ConferenceKind,
    ConferenceState,
    EarlyReason,
    Joining,
    LateReason,
    Participation,
    PartKind,
    RequestState,
    ScreeningOutcome,
    Section47Outcome,
    TransferPaper,
)
from conferences.models import ConferenceChild, ConferenceRequest
from people.domain.reading import open_one
from people.models import FamilyScopedQuerySet
from people.models.person import full_name
from plans.enums import Category


class RequestRow(show.Row):
    shows = "conferences.ConferenceRequest"
    id = show.number("pk")
    family = show.number("family_id")
    children = show.numbers("child_ids")
    kind = show.code(ConferenceKind)
    state = show.code(RequestState)
    requested_by = show.text("requested_by.name")
    submitted_at = show.moment(allow_null=True)
    conference = serializers.SerializerMethodField()

    def get_conference(self, row: ConferenceRequest) -> int | None:
        held = getattr(row, "conference", None)
        return held.pk if held else None


class ScreeningRow(show.Row):
    shows = "conferences.Screening"
    id = show.number("pk")
    outcome = show.code(ScreeningOutcome)
    reason = show.text()
    by = show.text("by.name")
    at = show.moment()


class RequestedChildRow(show.Row):
    shows = "conferences.RequestedChild"
    child = show.number("child_id")
    strategy_discussion_on = show.day("initiating_discussion.held_on", allow_null=True)
    their_category = show.code(Category, blank=True)
    their_plan_started_on = show.day(allow_null=True)


class TransferRow(show.Row):
    """What the authority the children come from told us."""

    shows = "conferences.Transfer"
    authority = show.text()
    moved_on = show.day(allow_null=True)
    notified_on = show.day(allow_null=True)
    referred_on = show.day(allow_null=True)
    accepted_on = show.day(allow_null=True)
    papers = show.codes(TransferPaper)


class RequestFull(RequestRow):
    """With why it is asked for and what the duty officer advised."""

    decided_on = show.day(allow_null=True)
    section_47_outcome = show.code(Section47Outcome, blank=True)
    early_reason = show.code(EarlyReason, blank=True)
    wanted_by = show.day(allow_null=True)
    reason = show.text()
    interim_safety_plan = show.text()
    late_reason = show.code(LateReason, blank=True)
    late_note = show.text()
    agreed_by_name = show.text()
    agreed_at = show.moment(allow_null=True)
    steps_done = serializers.ListField(child=serializers.CharField(), read_only=True)
    each_child = RequestedChildRow(many=True, read_only=True, source="children")
    screenings = ScreeningRow(many=True, read_only=True)
    transfer = serializers.SerializerMethodField()

    @extend_schema_field(TransferRow(allow_null=True))
    def get_transfer(self, row: ConferenceRequest) -> dict[str, Any] | None:
        told = transfer_of(row)
        return TransferRow(told).data if told else None


class RequestFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    kind = serializers.ChoiceField(required=False, choices=ConferenceKind.choices)
    state = serializers.ChoiceField(required=False, choices=RequestState.choices)


class Requests(CaseView):
    """Requests for a conference, from draft to the duty officer's advice."""

    area, noun = "conferences", "requests"
    row, full, filters = RequestRow, RequestFull, RequestFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.requests() if self.action == "list" else rows.requests_in_full()


class ConferenceRow(show.Row):
    shows = "conferences.Conference"
    id = show.number("pk")
    family = show.number("family_id")
    family_name = show.text()
    children = show.numbers("child_ids")
    kind = show.code(ConferenceKind)
    state = show.code(ConferenceState)
    chair = serializers.SerializerMethodField()
    due_on = show.day(allow_null=True)
    planned_on = show.day(allow_null=True)
    starts_at = show.moment(allow_null=True)
    held_on = show.day(allow_null=True)

    def get_chair(self, row: Any) -> str | None:
        if row.chair_id is None:
            return None
        return full_name(row.chair_given_names, row.chair_family_name)


class DecisionRow(show.Row):
    shows = "conferences.Decision"
    threshold_met = show.yes_no()
    threshold_reason = show.text()
    outcome = show.code(ChildOutcome)
    category = show.code(Category, blank=True)
    constituent_categories = show.codes(Category)
    risk_outside_home = show.yes_no()
    legal_planning = show.yes_no()
    chair_reason = show.text()
    lead_worker = show.number("lead_worker_id", allow_null=True)
    decided_at = show.moment()


class ConferenceChildRow(show.Row):
    shows = "conferences.ConferenceChild"
    child = show.number("child_id")
    name = show.text("child.person.name")
    due_on = show.day(allow_null=True)
    plan = show.number("plan_id", allow_null=True)
    participation = show.code(Participation, blank=True)
    decision = serializers.SerializerMethodField()

    @extend_schema_field(DecisionRow(allow_null=True))
    def get_decision(self, row: ConferenceChild) -> dict[str, Any] | None:
        made = getattr(row, "decision", None)
        return DecisionRow(made).data if made else None


class ParticipantRow(show.Row):
    shows = "conferences.Participant"
    id = show.number("pk")
    person = show.number("person_id")
    name = show.text("person.name")
    agency = show.text("agency.name", allow_null=True)
    capacity = show.code(Capacity)
    joining = show.code(Joining)
    invited_at = show.moment(allow_null=True)
    report_due_on = show.day(allow_null=True)
    report_received_on = show.day(allow_null=True)


class PartRow(show.Row):
    shows = "conferences.Part"
    id = show.number("pk")
    name = show.text()
    kind = show.code(PartKind)
    ordinal = show.number()
    is_current = show.yes_no()


class ConferenceFull(ConferenceRow):
    """With each child's decision, the parts of the meeting and who is asked to it."""

    request = show.number("request_id", allow_null=True)
    follows = show.number("follows_id", allow_null=True)
    started_at = show.moment(allow_null=True)
    closed_at = show.moment(allow_null=True)
    late_reason = show.code(LateReason, blank=True)
    late_note = show.text()
    next_review_on = show.day(allow_null=True)
    first_core_group_at = show.moment(allow_null=True)
    core_group_place = show.text()
    each_child = ConferenceChildRow(many=True, read_only=True, source="children")
    parts = PartRow(many=True, read_only=True)
    participants = ParticipantRow(many=True, read_only=True)


class ConferenceFilters(Filters):
    family = serializers.IntegerField(required=False, source="family_id")
    child = serializers.IntegerField(required=False, source="children__child_id")
    kind = serializers.ChoiceField(required=False, choices=ConferenceKind.choices)
    state = serializers.MultipleChoiceField(
        required=False, choices=ConferenceState.choices, source="state__in"
    )
    due_before = serializers.DateField(required=False, source="due_on__lt")
    held_from = serializers.DateField(required=False, source="held_on__gte")
    held_before = serializers.DateField(required=False, source="held_on__lt")


class Conferences(CaseView):
    """Conferences: to be booked, booked, in session, held."""

    area, noun = "conferences", "conferences"
    row, full, filters = ConferenceRow, ConferenceFull, ConferenceFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.conferences_listed() if self.action == "list" else rows.conferences_in_full()


class AttendanceRow(show.Row):
    shows = "conferences.Attendance"
    id = show.number("pk")
    conference = show.number("part.conference_id")
    part = show.number("part_id")
    participant = show.number("participant_id")
    name = show.text("participant.person.name")
    agency = show.text("participant.agency.name", allow_null=True)
    capacity = show.code(Capacity, "participant.capacity")
    mode = show.code(AttendanceMode)
    arrived_at = show.moment(allow_null=True)
    left_at = show.moment(allow_null=True)


class AttendanceFilters(Filters):
    conference = serializers.IntegerField(required=False, source="part__conference_id")
    part = serializers.IntegerField(required=False, source="part_id")
    mode = serializers.ChoiceField(required=False, choices=AttendanceMode.choices)


class Attendances(CaseView):
    """Who took part in which part of a conference, and how."""

    area, noun = "conferences", "attendance"
    row, full, filters = AttendanceRow, AttendanceRow, AttendanceFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.attendances()


class BookingRow(show.Row):
    shows = "conferences.Conference"  # a booking by itself knows no family
    id = show.number("booking_id")
    conference = show.number("pk")
    state = show.code(BookingState, "booking.state")
    starts_at = show.moment("booking.starts_at")
    ends_at = show.moment("booking.ends_at")
    hub = show.text("booking.room.hub.name")
    room = show.text("booking.room.name")
    session = show.number("booking.session_id")
    chair = show.text("booking.chair.professional.person.name")
    minute_taker = show.text("booking.minute_taker.professional.person.name", allow_null=True)
    due_on = show.day("booking.due_on")
    pencilled_until = show.moment("booking.pencilled_until", allow_null=True)


class BookingFull(BookingRow):
    late_reason = show.text("booking.late_reason")


class BookingFilters(Filters):
    conference = serializers.IntegerField(required=False, source="pk")
    state = serializers.ChoiceField(
        required=False, choices=BookingState.choices, source="booking__state"
    )
    hub = serializers.CharField(required=False, source="booking__room__hub__name")
    starts_from = serializers.DateTimeField(required=False, source="booking__starts_at__gte")
    starts_before = serializers.DateTimeField(required=False, source="booking__starts_at__lt")


class Bookings(CaseView):
    """The slots of conferences: where, when, with whom."""

    area, noun = "bookings", "bookings"
    row, full, filters = BookingRow, BookingFull, BookingFilters

    def rows(self) -> FamilyScopedQuerySet:
        return rows.bookings()

    def open(self, pk: int) -> Any:
        """By the number of the booking."""
        verb = f"api.{self.noun}"
        return open_one(self.rows(), by=self.request.user, verb=verb, booking=pk)
