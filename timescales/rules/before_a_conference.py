"""What must be done before a conference: asked for, screened, reported, notified."""

from __future__ import annotations

from timescales.enums import Direction, Evidence, Unit
from timescales.rule import Amount, Rule

WD = Unit.WORKING_DAYS

BEFORE_A_CONFERENCE = (
    Rule(
        name="request_to_book",
        label="Request to book the conference",
        starts="decision to hold a conference",
        amount=Amount(1, WD),
        met_by="conference requested",
        source="Bolton, Tees; a published booking note says 24 hours from the strategy discussion",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="consultation_follow_up",
        label="Consultation without a request followed up",
        starts="consultation with the duty officer",
        amount=Amount(5, WD),
        met_by="request made, or reason recorded",
        source="No source gives a number; Buckinghamshire tracks every one",
        evidence=Evidence.PRODUCT,
        statutory=False,
    ),
    Rule(
        name="diversion_disagreement",
        label="Disagreement about a diversion settled",
        starts="disagreement referred to a head of service",
        amount=Amount(1, WD),
        met_by="disagreement decided",
        source="No source gives a number; Bolton records and escalates it",
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="The limit of the conference goes on running meanwhile.",
    ),
    Rule(
        name="report_to_family_icpc",
        label="Report shared with the family before an initial conference",
        starts="initial conference booked for",
        amount=Amount(3, WD),
        direction=Direction.BEFORE,
        met_by="report shared with the family",
        source="Sussex 3 working days; Devon at least 3 days, Liverpool 2 working days, "
        "East Riding 48 hours",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="report_to_family_review",
        label="Report shared with the family before a review conference",
        starts="review conference booked for",
        amount=Amount(5, WD),
        direction=Direction.BEFORE,
        met_by="report shared with the family",
        source="Sussex and North Yorkshire 5 working days; East Riding 3 working days, Sefton and "
        "Devon 3 days, Liverpool 2 or 5 working days",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="report_to_chair_icpc",
        label="Report sent to the chair before an initial conference",
        starts="initial conference booked for",
        amount=Amount(3, WD),
        direction=Direction.BEFORE,
        met_by="report received by the chair",
        source="Sussex 3 days, read as working days; Devon 2 days, Liverpool 2 working days",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="report_to_chair_review",
        label="Report sent to the chair before a review conference",
        starts="review conference booked for",
        amount=Amount(5, WD),
        direction=Direction.BEFORE,
        met_by="report received by the chair",
        source="Sussex and North Yorkshire 5 working days; Devon 5 days, Liverpool 2 working days",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="police_notice",
        label="Notice to the police",
        starts="conference booked for",
        amount=Amount(7, WD),
        direction=Direction.BEFORE,
        met_by="police invited",
        source="Booking note, docsbay (about 7 working days)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="exclusion_request",
        label="Request to exclude a parent",
        starts="conference booked for",
        amount=Amount(3, WD),
        direction=Direction.BEFORE,
        met_by="exclusion asked for",
        source="Sussex",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
)
