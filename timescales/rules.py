"""The table of rules: every duty with a date, its limit and its source.

To change a deadline, change it here (and run `manage.py write_rules_doc`). Sources are named as
in the source key of docs/rules.md. A number without a located source says so. Whether a person
may change a local value is in `permissions.py`.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from timescales.enums import Direction, Evidence, Unit
from timescales.escalation_rules import ESCALATIONS
from timescales.feedback_rules import FEEDBACK
from timescales.rule import Amount, Rule

WD, WEEKS, MONTHS = Unit.WORKING_DAYS, Unit.WEEKS, Unit.CALENDAR_MONTHS

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
        amount=Amount(1, Unit.MIDPOINT),
        met_by="midpoint check recorded",
        source="No source gives a date (Birmingham and Buckinghamshire both do the check); "
        "half-way is this product’s recommendation",
        evidence=Evidence.PRODUCT,
        statutory=False,
        note="Moved back to a working day, never forward.",
    ),
)

CORE_GROUPS_AND_VISITS = (
    Rule(
        name="first_core_group",
        label="First core group",
        starts="initial conference held",
        amount=Amount(10, WD),
        met_by="core group held",
        source="Working Together (wording not located); Birmingham, Norfolk, Liverpool, Newcastle",
        evidence=Evidence.SOURCE,
        statutory=True,
    ),
    Rule(
        name="core_group",
        label="Core group",
        starts="last core group held",
        amount=Amount(6, WEEKS),
        met_by="core group held",
        source="Usual practice in England and Buckinghamshire, no source located; Liverpool "
        "monthly, Newcastle every 4 weeks",
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
    Rule(
        name="statutory_visit",
        label="Visit to the child",
        starts="last visit at which the child was seen",
        amount=Amount(10, WD),
        met_by="child seen",
        source="Liverpool; Central Bedfordshire. Walsall 2 weeks, Bolton and Southwark 4 weeks",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="A core group is not a visit, even if the child is seen there (Liverpool, Bolton). "
        "A frequency in the plan itself overrides this. Before the first visit it runs from the "
        "start of the plan.",
    ),
    Rule(
        name="visit_recording",
        label="Visit written up",
        starts="visit made",
        amount=Amount(2, WD),
        met_by="visit recorded",
        source="Liverpool",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
)

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
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
    Rule(
        name="diversion_disagreement",
        label="Disagreement about a diversion settled",
        starts="disagreement referred to a head of service",
        amount=Amount(1, WD),
        met_by="disagreement decided",
        source="No source gives a number; Bolton records and escalates it",
        evidence=Evidence.KNOWLEDGE,
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

AFTER_A_CONFERENCE = (
    Rule(
        name="decision_letter",
        label="Decision letter",
        starts="conference held",
        amount=Amount(1, WD),
        met_by="decision letter given or sent",
        source="Sussex, North Yorkshire",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="plan_out",
        label="Outline plan given to the family and agencies",
        starts="conference held",
        amount=Amount(2, WD),
        met_by="every plan handed over or sent",
        source="Birmingham (48 hours); Sussex and North Yorkshire 1 working day",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="record",
        label="Record of the conference sent out",
        starts="conference held",
        amount=Amount(15, WD),
        met_by="record sent out",
        source="North Yorkshire",
        evidence=Evidence.SOURCE,
        statutory=False,
        follows_local_closures=True,
    ),
    Rule(
        name="late_dissent",
        label="Dissent raised after the conference",
        starts="conference held",
        amount=Amount(72, Unit.HOURS),
        met_by="dissent recorded",
        source="Sussex",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="Hours run through nights, weekends and bank holidays.",
    ),
    Rule(
        name="dissent_review",
        label="Dissent reviewed by a senior chair",
        starts="dissent raised after the conference",
        amount=Amount(5, WD),
        met_by="dissent answered",
        source="No source gives a number; Sutton has a senior chair review it",
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
        note="The decision stands meanwhile.",
    ),
    Rule(
        name="complaint",
        label="Complaint about a conference made to its chair",
        starts="conference held",
        amount=Amount(28, Unit.DAYS),
        met_by="complaint received in writing",
        source="Greater Manchester",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="The decision stands while a complaint is looked at.",
    ),
)

LONG_AND_REPEAT_PLANS = (
    Rule(
        name="long_plan_first",
        label="First review of a long plan",
        starts="child protection plan started",
        amount=Amount(12, MONTHS),
        met_by="panel held",
        source="Buckinghamshire (plans over 12 months)",
        evidence=Evidence.SOURCE,
        statutory=False,
        note="By a panel of the chair, the head of the area and the team manager. It decides "
        "nothing about the plan: only a review conference does.",
    ),
    Rule(
        name="long_plan_second",
        label="Second review of a long plan",
        starts="child protection plan started",
        amount=Amount(15, MONTHS),
        met_by="panel held",
        source="Birmingham (plans of 15 months and over)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="long_plan_third",
        label="Third review of a long plan",
        starts="child protection plan started",
        amount=Amount(18, MONTHS),
        met_by="panel held",
        source="Birmingham (plans over 18 months)",
        evidence=Evidence.SOURCE,
        statutory=False,
    ),
    Rule(
        name="repeat_plan_review",
        label="Repeat plan looked at by a peer",
        starts="child protection plan started within two years of an earlier one",
        amount=Amount(20, WD),
        met_by="peer review recorded",
        source="No source gives a number; Buckinghamshire reviews repeat plans with peers",
        evidence=Evidence.KNOWLEDGE,
        statutory=False,
    ),
)

RULES: tuple[Rule, ...] = (
    *CONFERENCES,
    *CORE_GROUPS_AND_VISITS,
    *LONG_AND_REPEAT_PLANS,
    *BEFORE_A_CONFERENCE,
    *AFTER_A_CONFERENCE,
    *ESCALATIONS,
    *FEEDBACK,
)


class UnknownRule(LookupError):
    """No rule has this name, or none was in force on the day the clock started."""


def rule_named(name: str, *, on: date, rules: Iterable[Rule] = RULES) -> Rule:
    """The rule of this name that binds a clock started on this day. Raises `UnknownRule`."""
    versions = [rule for rule in rules if rule.name == name]
    for rule in versions:
        if rule.in_force(on):
            return rule
    if versions:
        raise UnknownRule(f"The rule “{name}” was not in force on {on:%-d %B %Y}.")
    known = ", ".join(sorted({rule.name for rule in rules}))
    raise UnknownRule(f"There is no rule called “{name}”. The rules are: {known}.")


def rule_names(rules: Iterable[Rule] = RULES) -> tuple[str, ...]:
    """Each name once, in the order of the table."""
    return tuple(dict.fromkeys(rule.name for rule in rules))
