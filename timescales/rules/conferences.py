"""Within how long conferences are held, and checked on half-way to the next."""

from __future__ import annotations

from timescales.enums import Evidence, Unit
from timescales.rule import HALF_WAY, Amount, Rule

WD, MONTHS = Unit.WORKING_DAYS, Unit.CALENDAR_MONTHS

# What may start the clock of a transfer in: each service chooses one (`Part.STARTS`).
WRITTEN_NOTIFICATION = "written notification received from the originating authority"
REFERRAL_RECEIVED = "referral received from the originating authority"
REFERRAL_ACCEPTED = "referral from the originating authority accepted"
CHILD_MOVED = "child came to live in the area"

CONFERENCES = (
    Rule(
        name="icpc",
        label="Initial child protection conference",
        starts="strategy discussion at which the section 47 enquiry was initiated",
        amount=Amount(15, WD),
        met_by="initial conference held",
        source="Working Together, as cited by Devon OMG 23, Tees, Solihull, East Riding, "
        "Warrington, Norfolk and Liverpool",
        evidence=Evidence.SOURCE,
        statutory=True,
        note="If several strategy discussions were held, the initiating one counts, not the last. "
        "Manuals that say “15 days” mean working days: the census definition is working days.",
    ),
    Rule(
        name="transfer_in",
        label="Transfer-in conference",
        starts=WRITTEN_NOTIFICATION,
        starts_choices=(WRITTEN_NOTIFICATION, REFERRAL_RECEIVED, REFERRAL_ACCEPTED, CHILD_MOVED),
        amount=Amount(15, WD),
        met_by="transfer-in conference held",
        source="Norfolk and Bolton (written notification); Tees, older page (referral received) "
        "and newer page (referral accepted)",
        evidence=Evidence.SOURCE,
        statutory=True,
        note="The originating authority keeps its plan until this conference is held. The limit "
        "is the same everywhere; what starts it is a local choice. No source names the day of the "
        "move; some services count from it.",
    ),
    Rule(
        name="transfer_out",
        label="Conference of the receiving authority",
        starts="receiving authority notified in writing",
        amount=Amount(15, WD),
        met_by="receiving authority held its conference",
        source="Norfolk and Bolton, read from the other side: their limit for a child who moves in",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="Our plan, visits and reviews run on until they have held it. Whether they are in "
        "time is theirs to answer for; this clock is when we ask.",
    ),
    Rule(
        name="first_review",
        label="First review conference",
        starts="initial conference held",
        amount=Amount(3, MONTHS),
        met_by="review conference held",
        source="Working Together 2018 p.53, as cited by the Family Rights Group; North Yorkshire, "
        "Sussex, Tees, Liverpool",
        evidence=Evidence.SOURCE,
        statutory=True,
        after_birth=Amount(20, WD),
        after_birth_source="Liverpool (20 working days of birth); Tees says 10 working days, "
        "Cheshire East 4 weeks",
        note="A child unborn at the conference is reviewed by the earlier of this limit and the "
        "local limit after birth.",
    ),
    Rule(
        name="later_review",
        label="Later review conference",
        starts="previous review conference actually held",
        amount=Amount(6, MONTHS),
        met_by="review conference held",
        source="Working Together 2018 p.53, as cited by the Family Rights Group; North Yorkshire, "
        "Sussex, Tees, Liverpool",
        evidence=Evidence.SOURCE,
        statutory=True,
        after_birth=Amount(20, WD),
        after_birth_source="As for the first review: Liverpool 20 working days of birth; Tees 10 "
        "working days, Cheshire East 4 weeks",
        note="Counted from the review that was held, also when it was held early. A child unborn "
        "at that review is reviewed by the earlier of this limit and the local limit after birth.",
    ),
    Rule(
        name="inquorate_rebook",
        label="Conference held again after it was adjourned",
        starts="conference adjourned, or stopped because too few agencies came",
        amount=Amount(10, WD),
        met_by="conference held",
        source="Swindon; Sussex (initial conferences)",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="The statutory limit of the conference itself goes on running.",
    ),
    Rule(
        name="midpoint",
        label="Midpoint check by the chair",
        starts="conference held, and the next review’s booked date (else its limit)",
        amount=Amount(HALF_WAY, Unit.MIDPOINT),
        met_by="midpoint check recorded",
        source="No source gives a date (Birmingham and Buckinghamshire both do the check); "
        "half-way is this product’s recommendation",
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="Moved back to a working day, never forward. A service may set another part of the "
        "way, or so many weeks after the conference; where the next review comes before those "
        "weeks are over, half-way binds.",
    ),
)
